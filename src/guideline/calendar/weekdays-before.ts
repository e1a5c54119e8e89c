import type { DateMention, HolidaySign, WeekdaySign } from './date-mention.ts';
import { ENGLISH_DAYS } from './weekday-signs.ts';

/** What is said before a date or a list of dates. */
interface Said {
  /** One for all dates of the list, or one each. */
  readonly weekdays: readonly WeekdaySign[];
  readonly holidays: readonly HolidaySign[];
}

const REACH = 24;
const DAYS = '日月火水木金土';
const DAY = '[月火水木金土日]';
/** 土曜日(12月5日), 土日(12月5日・6日), 毎週土曜の全4回(12月5日…: said of what is in the bracket */
const BRACKETED = new RegExp(
  `(?:(?<!\\p{Script=Han})(?<several>${DAY}{2,7})|(?<day>${DAY})曜日?|(?:毎週|各週|隔週)(?<weekly>${DAY})曜日?[^。\\n()]{0,10}) ?[(] ?$`,
  'u',
);
/** 水曜日の12月10日, 第2日曜にあたる13日, 土・12/5, and in a table 土曜 12日 */
const DIRECT = new RegExp(
  `(?<day>${DAY})曜日?(?:の|にあたる|に当たる|となる) ?$|\\n[| ]{0,2}(?<row>${DAY})(?:曜日? {1,2}|(?:曜日?)?[ \\t]{0,4}[|,\\t][ \\t]{0,4})$|(?:今度|こんど|次|つぎ|来る|きたる|今週|来週|再来週|この)の?(?<near>${DAY})曜日?[、,・]$|(?<![\\p{Script=Han}\\dの])(?<mark>${DAY})・$`,
  'u',
);
/** 日曜開庁日:12月13日、27日 */
const LABEL = new RegExp(
  `(?<day>${DAY})曜(?:日)?(?:開庁|開館|開室|診療|窓口|開放|営業|コース|クラス|教室)?日?: ?$`,
  'u',
);
/** Saturday, December 5 */
const ENGLISH = /(?<![A-Za-z])(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}\.?,? $/iu;
/** 祝日の1月11日 */
const HOLIDAY = /(?<!\p{Script=Han})((?:国民の)?祝日|振替休日)(?:の|にあたる|に当たる|となる) ?$/u;

/** Weekdays and holidays that are written before the dates they are said of. A sign behind the date goes first. */
export function precededSigns(text: string, mentions: readonly DateMention[]): readonly DateMention[] {
  const signed = [...mentions];
  // From the end: a bracket that closes after a list closes after each of its dates.
  let closed = false;
  let length = 0;
  for (let first = mentions.length - 1; first >= 0; first -= 1) {
    const mention = mentions[first];
    if (mention === undefined) continue;
    if (length === 0) closed = text.charAt(mention.end) === ')';
    length += 1;
    if (mention.joint === 'list') continue;
    share(signed, first, length, said(text, mention.start, closed));
    length = 0;
  }
  return signed;
}

/** True where a weekday names the date between these places: 第2土曜日(12日). */
export function isWeekdayBefore(text: string, start: number, end: number): boolean {
  return said(text, start, text.charAt(end) === ')').weekdays.length > 0;
}

function share(mentions: DateMention[], first: number, length: number, before: Said): void {
  if (before === NOTHING) return;
  const { weekdays, holidays } = before;
  const [only] = weekdays;
  for (let index = 0; index < length; index += 1) {
    const mention = mentions[first + index];
    const own = weekdays.length === 1 ? only : weekdays.length === length ? weekdays[index] : undefined;
    if (mention === undefined) continue;
    // One sign for several dates: no letter can be exchanged.
    const weekday = own === undefined || length === 1 ? own : { ...own, at: -1 };
    mentions[first + index] = {
      ...mention,
      weekday: mention.weekday ?? weekday ?? null,
      holidays: index === 0 ? [...mention.holidays, ...holidays] : mention.holidays,
    };
  }
}

/** What may stand between a weekday and its date. */
const ENDS = '(:の・ る、,|/\t';

const NOTHING: Said = { weekdays: [], holidays: [] };

function said(text: string, start: number, closed: boolean): Said {
  const from = Math.max(0, start - REACH);
  if (start === 0 || !ENDS.includes(text.charAt(start - 1))) return NOTHING;
  // A row may be the first of all.
  const lead = from === 0 ? '\n' : '';
  const base = from - lead.length;
  const before = lead + text.slice(from, start);
  const bracketed = closed ? BRACKETED.exec(before) : null;
  const several = bracketed?.groups?.several;
  if (several !== undefined) return { weekdays: [...several].map((sign) => signOf(sign, -1)), holidays: [] };
  const found = bracketed ?? DIRECT.exec(before) ?? LABEL.exec(before);
  const sign = Object.values(found?.groups ?? {}).find((group) => group !== undefined);
  if (found !== null && sign !== undefined) {
    return { weekdays: [signOf(sign, base + found.index + found[0].indexOf(sign))], holidays: [] };
  }
  const english = ENGLISH.exec(before);
  if (english !== null) {
    const weekday = ENGLISH_DAYS.indexOf((english[1] ?? '').toLowerCase());
    return { weekdays: [{ weekday, at: base + english.index }], holidays: [] };
  }
  const holiday = HOLIDAY.exec(before);
  return holiday === null
    ? NOTHING
    : { weekdays: [], holidays: [{ word: holiday[1] ?? '', at: base + holiday.index }] };
}

function signOf(sign: string, at: number): WeekdaySign {
  return { weekday: DAYS.indexOf(sign), at };
}
