import { z } from 'zod';
import { dayNumber, fromDayNumber, parseIsoDate } from '../calendar/civil.ts';
import { Pattern } from '../matching/pattern.ts';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const DAYS =
  '本日|明日(?!香|館|葉|花)|明後日|明々後日|しあさって|あした(?!ば)|あす(?!か|な|ぽ)|あさって|昨日|一昨日|おととい|きのう|今日(?!的|明)|きょう(?!だい|り|そ|じ|か|し|ど|み|ぎ|い)|今夜|今晩|今宵|今朝|今夕|明朝|明晩|明夜|昨夜|昨晩|翌日';
const WEEKS =
  '今週(?:末)?|来週(?:末)?|先週(?:末)?|再来週|(?:こん|らい|せん)しゅう|週明け|この週末|(?:今度|こんど|次|つぎ)の(?:[月火水木金土日]曜日?(?!以外)|土日|週末|休日|祝日)';
const LONGER = '今月|来月|先月|再来月|今年度?|来年度?|昨年度?|本年度?|去年|再来年';
const COUNTED = '(?:あと|残り)(?:わずか|たった)?\\d{1,3}日(?!以|分の)|先ほど|さきほど|先程';
const ENGLISH = '(?<![A-Za-z])(?:today|tonight|tomorrow|yesterday)(?![A-Za-z])';
const DAY_WORDS = [new Pattern(new RegExp(`(?<!\\p{Script=Han})(?<word>${DAYS})`, 'gu'))];
/** They contradict no date beside them; only another day of publication changes them. */
const ALL_WORDS = [
  new Pattern(new RegExp(`(?<!\\p{Script=Han})(?<word>${DAYS}|${WEEKS})`, 'gu')),
  new Pattern(new RegExp(`(?<!\\p{Script=Han})(?<word>${LONGER}|${COUNTED})`, 'gu')),
  new Pattern(new RegExp(`(?<word>${ENGLISH})`, 'giu')),
];
const OFFSETS: Readonly<Record<string, number>> = {
  本日: 0,
  今日: 0,
  きょう: 0,
  今夜: 0,
  今晩: 0,
  今朝: 0,
  今夕: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  明朝: 1,
  明晩: 1,
  今宵: 0,
  明夜: 1,
  明後日: 2,
  明々後日: 3,
  しあさって: 3,
  あさって: 2,
  昨日: -1,
  きのう: -1,
  昨夜: -1,
  昨晩: -1,
  一昨日: -2,
  おととい: -2,
};
/** Words that hold for a time; only a day in another such time changes what they mean. */
const PERIODS: readonly (readonly [RegExp, (day: string) => string])[] = [
  [/月$/u, (day) => day.slice(0, 7)],
  [/年度$/u, (day) => String(Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0))],
  [/年$/u, (day) => day.slice(0, 4)],
  // Whoever begins the week on Sunday and whoever begins it on Monday must both mean the same.
  [
    /^(?:今週|来週|先週|再来週|こんしゅう|らいしゅう|せんしゅう|週明け|この週末|今度|こんど|次の|つぎの)/u,
    (day) => `${weekOf(day, 0)}/${weekOf(day, 1)}`,
  ],
];
const REACH = 6;
/** Figures of speech, in which no day is meant. */
const FIGURE =
  /^(?:(?:明日|あす|あした)(?:は我が身|の(?:ために|ための|ため、|[^。、\n]{1,5}を(?:考え|語|担|支え|育|創|つく))|を(?:担|創|つくる|ひらく|拓|生き|考え|語)|(?:に|へ)(?:つな|架け)|への(?:希望|一歩|架け橋|メッセージ|扉)|があるさ|から(?:でき|使え|役立|始め(?:る|られ)))|(?:今日|きょう)(?:という日|から(?:でき|使え|始め(?:る|られ)))|昨日(?:今日|の敵))/u;
/** A day of the month right after the word: あす23日. */
const DAY_BESIDE = /^(?:、|の|は| |\()?(\d{1,2})日(?!間|目|前|後|以|分|程|常)/u;

/** 「本日」「明日」 in a post that is written on one day and goes out on another. */
export const relativeDate = defineKind({
  codes: ['relative', 'contradicts'],
  params: z.strictObject({}),
  detector: () => (subject) => {
    const { normal, draftedOn, today } = subject;
    const words = draftedOn === undefined || draftedOn === today ? DAY_WORDS : ALL_WORDS;
    return words.flatMap((each) => each.matches(normal)).flatMap((match) => judge(match, subject) ?? []);
  },
});

function judge(match: RegExpExecArray, { normal, dates, today, draftedOn }: Subject): Hit | undefined {
  const word = match.groups?.word ?? '';
  const end = match.index + match[0].length;
  const offset = OFFSETS[word];
  const published = parseIsoDate(today);
  const beside = dates.find(
    ({ mention }) =>
      mention.start >= end &&
      mention.start - end <= REACH &&
      !/[。\n]|、./u.test(normal.text.slice(end, mention.start)),
  );
  if (isTitle(normal.text, match.index, end) || FIGURE.test(normal.text.slice(match.index, end + 8))) return undefined;
  const at = normal.toWritten(match.index, end);
  if (beside !== undefined && offset !== undefined && published !== undefined) {
    const meant = fromDayNumber(dayNumber(published) + offset);
    const same = meant.day === beside.date.day;
    // 昨日12日(月・祝): only the day is written, and it is that of yesterday.
    if (same && (beside.mention.month === null || dayNumber(beside.date) === dayNumber(meant))) return undefined;
    return { code: 'contradicts', at, params: { word, date: `${beside.date.month}月${beside.date.day}日` } };
  }
  const day = DAY_BESIDE.exec(normal.text.slice(end, end + REACH))?.[1];
  if (day !== undefined && offset !== undefined && published !== undefined) {
    const meant = fromDayNumber(dayNumber(published) + offset);
    if (meant.day === Number(day)) return undefined;
    return { code: 'contradicts', at, params: { word, date: `${day}日` } };
  }
  if (draftedOn === undefined || draftedOn === today) return undefined;
  if (isCompared(normal.text, match.index, end)) return undefined;
  if (word === '翌日') return undefined;
  const period = PERIODS.find(([words]) => words.test(word))?.[1];
  if (period !== undefined && period(draftedOn) === period(today)) return undefined;
  return { code: 'relative', at, params: { word, draftedOn: dayInWords(draftedOn), today: dayInWords(today) } };
}

/** Number of the week, by the weekday that it begins on. */
function weekOf(day: string, begins: number): number {
  const date = parseIsoDate(day);
  return date === undefined ? 0 : Math.floor((dayNumber(date) + 4 - begins) / 7);
}

/** 12月1日 */
function dayInWords(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** 昨日より今日、今日よりあす, and 昨日・今日・明日の3章: no day is meant by any of them. */
function isCompared(text: string, start: number, end: number): boolean {
  return (
    /^・(?:昨日|きのう|今日|きょう|明日|あす|あした)/u.test(text.slice(end, end + 4)) ||
    /(?:昨日|きのう|今日|きょう|明日|あす|あした)・$/u.test(text.slice(Math.max(0, start - 4), start)) ||
    /^より(?:も)?(?:今日|きょう|明日|あす|あした)/u.test(text.slice(end, end + 6)) ||
    /(?:昨日|きのう|今日|きょう)より(?:も)?$/u.test(text.slice(Math.max(0, start - 6), start))
  );
}

/** 「明日へつなぐ絵画展」 is a name. */
function isTitle(text: string, start: number, end: number): boolean {
  const open = /[「『][^」』\n]{0,30}$/u.test(text.slice(Math.max(0, start - 31), start));
  return open && /^[^「『\n]{0,30}[」』]/u.test(text.slice(end, end + 31));
}
