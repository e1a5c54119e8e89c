import { sentenceAfter, sentenceAround } from './sentences.ts';

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
