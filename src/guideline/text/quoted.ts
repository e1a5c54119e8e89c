import { sentenceAfter, sentenceAround } from './sentences.ts';

/**
 * 「老害」と書かれた紙, 「バカ」「アホ」の乱れ飛ぶ…: what others said, reported with a word that says so or as one of several.
 * One title in brackets is the post's own, and so is what it would like to say.
 */
export const REPORTED =
  '(?:(?:[「『][^」』\\n]{1,60}[」』](?:、|や|と(?=[「『])|・)?){2,6}|[「『][^」』\\n]{1,60}[」』](?=(?:と(?:いう|いった|書|うた|あお|言われ|聞|貼|張|は言|ある|あり|迫|決めつけ|からか)|など|。(?:そんな|こうした|こんな)|。[^。\\n]{0,20}言われ|[^。\\n]{0,6}の言葉|って)[^\\n]{0,80}))(?!と(?:言ってやり|言いた|叫び|思い|思う|言い返))';

const REACH = 30;
const WRONG =
  /あり得ない|ありえない|あるはずのない|存在しない|実在しない|架空|偽(?:の|物)|(?:にせ|ニセ)(?:の|物|もの)|誤(?:った|って|り)|と(?:印字|表示|印刷)|そんな(?:日|時刻|時間)|そのような(?:日|時刻|紙|はがき|メール|通知)|を(?:名[のを]る|名乗る|かた[るっ]|騙[るっ]|よそお[うっ]|装[うっ])|なりすま|\d{1,2}月は\d{1,2}日まで|ことがありますが|で終わ[りっ]|このような(?:集金|電話|メール|紙|はがき|通知|請求|訪問|連絡|依頼|案内)(?:は|を)/u;

/** 誤 12月5日(金) / 正 12月5日(土) */
const CROSSED_OUT = /(?:^|\n)[ 【([]*(?:誤り?|×|✕|✖|❌)[】)\] ]*[:→]? *[^\n]*$/u;
const PUT_RIGHT = /^[^\n]*\n?[ 【([]*(?:正|○|〇|◯|⭕)[】)\] :→]|→ ?(?:正|○)/u;

/**
 * 「10月32日」など、あり得ない日付の督促, 「5月35日」という紙が…。5月は31日までです: quoted as what is wrong, and so no slip of
 * the post itself.
 */
export function isQuotedAsWrong(text: string, start: number, end: number): boolean {
  if (
    CROSSED_OUT.test(text.slice(Math.max(0, start - REACH), start)) &&
    PUT_RIGHT.test(text.slice(end, end + 2 * REACH))
  ) {
    return true;
  }
  const opened = /[「『][^」』\n]*$/u.test(text.slice(Math.max(0, start - REACH), start));
  const closed = /^[^「『\n]*[」』]/u.test(text.slice(end, end + REACH));
  if (!opened || !closed) return false;
  const sentence = sentenceAround(text, start, end);
  const next = end + sentenceAfter(text, end).length;
  return WRONG.test(sentence) || WRONG.test(sentenceAfter(text, next));
}
