import { z } from 'zod';
import type { CivilDate } from '../calendar/civil.ts';
import { dayNumber, exists, parseIsoDate } from '../calendar/civil.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import type { Subject } from '../subject.ts';
import { sentenceAfter, sentenceBefore } from '../text/sentences.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const DEADLINE_BEFORE =
  /(?:締め?切り?日?|〆切り?|期限|期日|必着日?|申(?:し)?込(?:み)?(?:期間|受付)?|応募(?:期間)?|募集期間|受付期間|開催日時?|開催期間|日時|とき|と き|日にち|実施日|試験日|検査日|[健検]診日|説明会|投票日|回収日|面接日|放送日|当日|会期|期間|日程|スケジュール|次回の?[^。\n、]{0,12}|次に[^。\n、]{1,12}のは)[)\]】]?(?:は|:|\/|→| |、)?[^。\n]{0,14}$/u;
/** 申告期限は…です: said of now, whatever else the post tells. */
const LIMIT = /(?:締め?切り?日?|〆切り?|期限|提出|申(?:し)?込(?:み)?)は、?[^。\n]{0,16}$/u;
const IS = /^(?:です|。|、|$)/u;
const UNTIL =
  /^ ?(?:[(][^)\n]{0,10}[)])? ?(?:(?:午前|午後)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d{2}) ?)?(?:まで|必着|締め?切り?|〆切|の?(?:当日)?の?消印(?:まで)?有効)/u;
/** 8月31日が締切です */
const IS_DEADLINE =
  /^ ?(?:の? ?(?:午前|午後)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d{2}) ?)?(?:が|は)、?(?:申(?:し)?込(?:み)?|応募|提出|募集|受付|納付|納)?(?:の)?(?:締め?切り?|〆切り?|期限|最終日)(?!でした|だった)/u;
const TO_COME =
  /(?:開催|実施|開始|開設|放送|放映|公開|配布|発売|販売|上映|開園|開館|休館|休園|休止|募集|受付|受け付け|運行|中止|再開|オープン|行わ?|開か?|始め|催)(?:し|い|き|ま|り|さ|れ|ら)?(?:て)?(?:い|おり)?(?:ます|ましょう)|予定(?!でした|だった|して(?:い|おり)(?:た|まし)|されて(?:い|おり)(?:た|まし)|通り|どおり|を[\d午前後]|の(?:時刻|日))|募集(?:中|しています|します)|受付中|お越し(?!いただきまし|くださいまし|くださりまし|になりまし)|ご参加|参加(?:者)?を?(?:募集|お待ち|ください)|お待ちして|始まります|あります|ご来場|お申し?込み(?:ください|は)/u;
const PAST =
  /(?:ました|でした|だった|終了|過ぎ|した|された|われた|行った|開いた|催した|現在|時点|発表|制定|施行|付け?(?:の|で)|以[降前後来]|生まれ|(?<![時分朝昼夜半]|:\d{2})から|より)/u;

/**
 * …11月9日(月)の10時に配ります: whatever the verb, an appointment that is not told as past. Not what goes on since then
 * (〜ています), nothing that began then, and no report of what was on that day.
 */
const APPOINTED =
  /^ ?(?:の? ?(?:午前|午後|夜|朝)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d{2})(?!の|\d|分)|に|、|は、?)[^。\n！!]{0,50}?(?<!て|で|てい|でい|ており|でおり|てあり|てき|てまいり|にあたり|であり)(?:ます(?=[。！!」)♪☆\n]|$|ので|から、)|ましょう)/u;
const REPORT =
  /(?:[ただ](?=[\p{Script=Han}ァ-ヶ])|結果|様子|ようす|もよう|模様|報告|レポート|写真|動画|紹介|振り返|ふりかえ|お礼|感謝|お詫び|おわび|訂正|掲載|ご覧|お知らせし|お伝えし|が対象|に該当)/u;

/** …12月19日(土)13時スタート, 来たる9月8日(火)14時から。 No verb, and yet something to go to. */
const TIMED =
  /^、? ?(?:の? ?(?:午前|午後|夜|朝)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d{2}))(?: ?(?:スタート|開始|開演|開場|開会|集合|キックオフ)|(?:から|より)?(?=[。、！!]|$)| ?(?:〜|~|-|から) ?(?:午前|午後)?\d{1,2}(?:時|:\d))/u;
/** 1月12日から全8回で開きます: what began then is told as still to begin. Not 4月1日から使えます. */
const FROM =
  /^ ?(?:の? ?(?:午前|午後)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d{2}) ?)?(?:から|より)、?[^。\n！!]{0,20}?(?:開き|始め|始まり|開始し|スタートし|開講し|開催し|オープンし)ます/u;
/** これからの相談会 / 10月18日(月) 相続: a heading that says so, at most a few lines above. */
const HEADED = /(?:これからの|今後の|この先の)[^。\n]{0,40}\n(?:[^\n]{0,40}\n){0,4}[・●○◆■※ ]{0,2}$/u;
const HEAD_REACH = 200;
/** Days in which a time without a verb may still be an appointment; 2011年3月11日14時46分 is history. */
const LATELY = 400;
const COMING = /(?:来たる|きたる|次回は?、?|次は、?)$/u;

const BIRTHDAY_BEFORE = /(?:生年月日|誕生日)[)\]】]?[ :は]{0,2}$/u;
const BORN = /^ ?(?:[(][^)\n]{0,10}[)])? ?(?:まで)?に?(?:生まれ|出生)/u;

/** 5月6日に予定していた…は延期します; 4月1日にさかのぼって: the day was set, or counts, and is not to come. */
const SET_BEFORE = /^に(?:(?:開催|実施)?(?:を|が)?(?:予定|計画)(?:して|されて)(?:い|おり)(?:た|まし)|さかのぼ|遡)/u;

/** たくさんのご来場をありがとうございました: whoever is thanked has come. */
const THANKED =
  /(?:ご来場|ご参加|お越し|ご出席|ご来館|ご覧|ご協力|ご応募|ご利用|ご観覧|ご声援)[^。\n]{0,16}(?:ありがとう|有難う|感謝|御礼|お礼|賜り)/u;

/** Somewhere the post tells what was. */
const TOLD =
  /(?:ました|でした)(?:。|！|!|♪|☆|\n|$)|(?:実施|開催|活動|参加|結果|終了)の?(?:ご)?報告|のようす|の様子|レポート/u;

/** A deadline or an event that has passed on the day of publication. */
export const datePast = defineKind({
  codes: ['deadline', 'event'],
  params: z.strictObject({}),
  detector:
    () =>
    (subject): readonly Hit[] => {
      const { dates } = subject;
      const today = dates.length === 0 ? undefined : parseIsoDate(subject.today);
      if (today === undefined) return [];
      return dates.flatMap((resolved, index) => {
        const goesOn = dates[index + 1]?.mention.joint === 'range';
        if (goesOn || !exists(resolved.date) || dayNumber(resolved.date) >= dayNumber(today)) return [];
        return passed(resolved, subject, today) ?? strayed(subject, index, today) ?? [];
      });
    },
});

function passed({ mention, date, others }: ResolvedDate, { normal }: Subject, today: CivilDate): Hit | undefined {
  if (others.some((other) => exists(other) && dayNumber(other) >= dayNumber(today))) return undefined;
  const before = sentenceBefore(normal.text, mention.start);
  const after = sentenceAfter(normal.text, mention.spanEnd);
  const at = normal.toWritten(mention.start, mention.spanEnd);
  const params = { date: `${date.year}年${date.month}月${date.day}日` };
  const until = UNTIL.test(after) || IS_DEADLINE.test(after);
  if (BIRTHDAY_BEFORE.test(before) || BORN.test(after) || SET_BEFORE.test(after)) return undefined;
  const verb = after.search(TO_COME);
  const past = after.search(PAST);
  if (until) {
    const rest = after.replace(UNTIL, '');
    // 2月28日までに満了する方: says who is meant, not until when.
    if (
      /^の|^が?有効|^(?:に)?\p{Script=Hiragana}?\p{Script=Han}{0,3}\p{Script=Hiragana}{0,4}(?:た|だ)\p{Script=Han}|^に[^。、\n]{0,20}(?:方|者|人|児|世帯|もの|場合|施設|店舗|分)(?=[はがをにのでもと、。\n(]|$)|^に[^。、\n]{0,24}(?:た|だ|ている|でいる)(?=[\p{Script=Han}ごおァ-ヶ])|^に[^。\n]{0,40}(?:ている|でいる|た|だ)(?:方|者|人|世帯|児|子)(?:が|を|は)、?(?:対象|投票|該当)/u.test(
        rest,
      )
    )
      return undefined;
    return /ました|でした|終了|過ぎ|した/u.test(rest) ? undefined : { code: 'deadline', at, params };
  }
  if (THANKED.test(after)) return undefined;
  if (verb >= 0 && (past < 0 || verb < past)) return { code: 'event', at, params };
  const appointed = APPOINTED.exec(after)?.[0];
  if (appointed !== undefined && !PAST.test(appointed) && !REPORT.test(appointed)) return { code: 'event', at, params };
  const told = TOLD.test(normal.text);
  if (FROM.test(after)) return { code: 'event', at, params };
  const lately = dayNumber(today) - dayNumber(date) < LATELY;
  if (!told && past < 0 && lately && (TIMED.test(after) || COMING.test(before))) return { code: 'event', at, params };
  if (HEADED.test(normal.text.slice(Math.max(0, mention.start - HEAD_REACH), mention.start))) {
    return { code: 'event', at, params };
  }
  if (past < 0 && (told ? LIMIT.test(before) && IS.test(after) : DEADLINE_BEFORE.test(before)))
    return { code: 'deadline', at, params };
  return undefined;
}

/** How far apart the dates of one list may be. */
const LIST_REACH = 60;

/** 書道 12月4日、写真 12月11日、生け花 11月20日、俳句 12月18日: one of a list of coming days has passed, and out of turn. */
function strayed({ dates, normal }: Subject, index: number, today: CivilDate): Hit | undefined {
  const here = dates[index];
  if (here === undefined || here.mention.year !== null || here.mention.joint === 'range') return undefined;
  if (here.others.some((other) => exists(other) && dayNumber(other) >= dayNumber(today))) return undefined;
  const [before, earlier, after] = [dates[index - 1], dates[index - 2], dates[index + 1]];
  if (before === undefined || !isToCome(before, today)) return undefined;
  const another = earlier !== undefined && isToCome(earlier, today) ? earlier : after;
  if (another === undefined || !isToCome(another, today)) return undefined;
  const from = Math.min(before.mention.start, another.mention.start);
  const to = Math.max(here.mention.spanEnd, another.mention.spanEnd);
  const list = normal.text.slice(from, to) + sentenceAfter(normal.text, to).slice(0, LIST_REACH);
  if (to - from > 3 * LIST_REACH || PAST.test(list) || normal.text.slice(from, to).includes('。')) return undefined;
  const { year, month, day } = here.date;
  return {
    code: 'event',
    at: normal.toWritten(here.mention.start, here.mention.spanEnd),
    params: { date: `${year}年${month}月${day}日` },
  };
}

function isToCome({ date, mention }: ResolvedDate, today: CivilDate): boolean {
  return mention.year === null && exists(date) && dayNumber(date) >= dayNumber(today);
}
