import { allMatches } from '../matching/pattern.ts';
import type { DateMention, Joint, WrittenYear } from './date-mention.ts';
import { ERA_NAMES, findEra, westernYear } from './eras.ts';
import { RELATIVE_YEARS } from './named-years.ts';
import { weekdaysInRows } from './weekday-rows.ts';
import type { Signs } from './weekday-signs.ts';
import { readClearSigns, readSigns } from './weekday-signs.ts';
import { isWeekdayBefore, precededSigns } from './weekdays-before.ts';

const ERA = ERA_NAMES;
const ERA_YEAR = `(?:(?:${ERA})|(?<![A-Za-z])[MTSHR]\\.?) ?(?:元|\\d{1,3}|[一二三四五六七八九十]{1,3}) ?年`;
const WESTERN_YEAR = '(?<!\\d)(?:1[89]|20|21)\\d{2} ?年';
/** 令和8年(2026年), 2026(令和8)年: the second is read by another rule. */
const PAIRED_YEAR = `(?:(?:${ERA}) ?(?:元|\\d{1,3})(?: ?年)? ?[(/・=] ?(?:西暦)?\\d{4}(?: ?年)?\\)?(?: ?年)?|(?<!\\d)\\d{4}(?: ?年)? ?[(/・=] ?(?:${ERA}|[MTSHR]\\.?) ?(?:元|\\d{1,3})(?: ?年)?\\)?(?: ?年)?)`;
const RELATIVE_YEAR = '(?:一昨年|昨年|去年|前年|今年|本年|再来年|来年|明年|翌年|同年)の?';
const YEAR = `(?<year>${PAIRED_YEAR}|${ERA_YEAR}|${WESTERN_YEAR}|${RELATIVE_YEAR})`;
const KANJI = '[一二三四五六七八九十]{1,3}';
const NUMBER = `(?:\\d{1,2}|${KANJI})`;
const NUMBERS = new RegExp(NUMBER, 'gu');
const JOINTS = /[・、,〜-]/gu;
const IN_SIGN = '(?=[([〔【<〈《「『][月火水木金土日](?:[・)\\]〕】>〉》」』、祝]|曜))';

const USUAL = [
  // 令和8年12月5日, 昨年(令和7年)12月5日, 12月5・6日, 12月5(土)
  `(?:${YEAR}の? ?[、)]? ?)?(?<![\\d一二三四五六七八九十])(?<month>${NUMBER}) ?月 ?(?<days>${NUMBER}(?: ?[・、,〜-] ?\\d{1,2}(?=[ ・、,〜\\-\\d]{0,24}日)){0,8})(?: ?日(?!間)|${IN_SIGN})`,
  // 2026-12-05, 2026/12/5, 2026.12.5
  '(?<![\\d/.-])(?<western>(?:19|20)\\d{2})(?:-(?<m1>\\d{2})-(?<d1>\\d{2})|/(?<m2>\\d{1,2})/(?<d2>\\d{1,2})|\\.(?<m3>\\d{1,2})\\.(?<d3>\\d{1,2}))(?![\\d/-]|\\.\\d)',
  // R8.12.5, 令和8.12.5, 令8.12.5
  `(?<![A-Za-z\\d])(?<era>${ERA}|[MTSHR]|(?<!\\p{Script=Han})[昭平令])(?<eraYear>元|\\d{1,2})(?:\\.(?<m4>\\d{1,2})\\.(?<d4>\\d{1,2})|/(?<m5>\\d{1,2})/(?<d5>\\d{1,2})|-(?<m6>\\d{1,2})-(?<d6>\\d{1,2}))(?![\\d/-]|\\.\\d)`,
  // 12/5(土), 12.5(土): dates only because a weekday follows
  '(?<![\\d/.-])(?<m7>\\d{1,2})[/.](?<d7>\\d{1,2}(?:[・、,〜-]\\d{1,2}){0,8})(?= ?[([〔【<〈《「『]{1,2}[月火水木金土日SMTWFsmtwf祝振]|[ \\t]{0,8}[|│,:/\\t\\n ][ \\t]{0,8}[月火水木金土日(（SMTWFsmtwf])',
  // 6日, 6(日): a day by itself, of use when a weekday or a date before it makes it one
  `(?<![\\d/.年第約+¥])(?<!(?<![)\\]〉】日])-)(?<day>\\d{1,2})(?: ?日(?!間|目|前|後|以|分|本|経|程|数|常|系|ごと|毎|あたり|当|券|額|給)|${IN_SIGN})`,
];
const USUAL_DATE = new RegExp(USUAL.join('|'), 'gu');
const UNUSUAL = [
  // 土・12/5, SUN 12.5: the weekday goes before
  '(?<=(?<![\\p{Script=Han}\\dの])[月火水木金土日]・|(?:^|\\n)[| ]{0,2}[月火水木金土日](?:曜日?)?[ \\t]{0,4}[|,\\t][ \\t]{0,4}|(?<![A-Za-z])(?:SUN|MON|TUE|WED|THU|FRI|SAT|Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]{0,6}\\.?,? )(?<m8>\\d{1,2})[/.](?<d8>\\d{1,2})(?![\\d/]|\\.\\d)',
  // December 5, Dec. 5th, 2026
  '(?<![A-Za-z])(?<english>[JFMASOND][A-Za-z]{2,8})\\.? (?<d9>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:月日/年時]|\\.\\d)(?:,? (?<englishYear>20\\d{2})(?!\\d))?',
];
const ANY_DATE = new RegExp([...UNUSUAL, ...USUAL].join('|'), 'gu');
/** 12/5⟶12/6: a date for the row of weekdays beside it. */
const IN_ROW = '(?<![\\d/.-])(?<m10>\\d{1,2})[/.](?<d10>\\d{1,2})(?=[ \\t]{0,8}(?:[\\t|│,\\n ]|$))';
const ANY_DATE_OF_ROWS = new RegExp([...UNUSUAL, ...USUAL, IN_ROW].join('|'), 'gu');
/** Quickly told: most texts have none of the unusual ways of writing, which cost as much as all the usual ones. */
const MAY_BE_UNUSUAL = /[月火水木金土日](?:・|(?:曜日?)?[ \t]{0,4}[|,\t][ \t]{0,4})\d|[A-Za-z]{3}[.,]{0,2} \d/;

/** A month named without a day, which later days belong to: 12月の休館日は7日(月)… */
const MONTH =
  /(?<![\d一二三四五六七八九十])(\d{1,2})月(?!\d| \d|間|曜|[一二三四五六七八九十]{1,3}日)|(再来|今|来|先)月/gu;
const MONTHS_AWAY: Readonly<Record<string, number>> = { 先: -1, 今: 0, 来: 1, 再来: 2 };

const NO_MONTHS: readonly number[] = [];
/** Of a table's head, so that a long line costs no more than a short one. */
const HEAD_REACH = 200;
const MOST_COLUMNS = 6;

const ANOTHER_MATTER = /^(?:[にがは]|の[方人分])/u;

interface Found {
  readonly mention: DateMention;
  /** Signs that name several days: 5日・6日(土・日). */
  readonly signs: Signs | undefined;
}

/**
 * Every date of a text, in order, with the weekday that belongs to it.
 * @param text normalised copy. Takes time linear in its length.
 * @param thisMonth month of the day of publication, for 今月 and 来月
 */
export function findDates(text: string, thisMonth: number): readonly DateMention[] {
  const found: Found[] = [];
  const named = new NamedMonths(text, thisMonth);
  const rows = weekdaysInRows(text);
  const pattern = rows.size > 0 ? ANY_DATE_OF_ROWS : MAY_BE_UNUSUAL.test(text) ? ANY_DATE : USUAL_DATE;
  for (const match of allMatches(pattern, text)) {
    const previous = found.at(-1)?.mention;
    const group = match.groups ?? {};
    const dated = readMatch(match);
    if (dated === undefined) continue;
    const end = match.index + match[0].length;
    const slash = group.m7 !== undefined || group.m10 !== undefined;
    const inRow = rows.get(end);
    const signs =
      inRow !== undefined
        ? { weekdays: [inRow], holidays: [], each: false, end }
        : slash
          ? readClearSigns(text, end)
          : readSigns(text, end);
    if (slash && signs === undefined) continue;
    const gap = previous === undefined ? '' : text.slice(previous.spanEnd, match.index);
    const joined = previous === undefined ? null : jointBetween(gap);
    // 2日に受けた方は30日から、9日に受けた方は…: what comes after から、 is another matter.
    const joint =
      joined === 'range' &&
      gap.endsWith('、') &&
      ANOTHER_MATTER.test(text.slice(signs?.end ?? end, (signs?.end ?? end) + 2))
        ? null
        : joined;
    if (group.day !== undefined && !isDate(text, match, signs, joint, previous)) continue;
    // A day joined to the date before it takes that date's month; any other takes the month named last.
    const lent = dated.month === null && joint === null ? named.before(match.index) : null;
    dated.days.forEach((day, index) => {
      const last = index === dated.days.length - 1;
      const before = index === 0 ? joint : (dated.joints[index - 1] ?? 'list');
      found.push({
        mention: {
          start: index === 0 ? match.index : day.at,
          end: last ? end : day.at + day.length,
          spanEnd: last ? (signs?.end ?? end) : day.at + day.length,
          year: index === 0 ? dated.year : null,
          month: index === 0 ? (dated.month ?? lent) : null,
          monthLent: index === 0 && dated.month === null && lent !== null,
          monthsBeside: index === 0 && lent !== null ? named.beside() : NO_MONTHS,
          day: day.value,
          weekday: last && signs?.weekdays.length === 1 ? (signs.weekdays[0] ?? null) : null,
          holidays: last ? (signs?.holidays ?? []) : [],
          joint: before,
        },
        signs: last ? signs : undefined,
      });
    });
    if (dated.month !== null) named.dated(dated.month, match.index);
  }
  return precededSigns(text, sharedSigns(found));
}

/** Which month was named last, by itself or in a date. Looked for when a day without a month first asks. */
class NamedMonths {
  readonly #text: string;
  readonly #thisMonth: number;
  #alone: readonly { readonly at: number; readonly month: number }[] | undefined;
  #next = 0;
  #last: { readonly at: number; readonly month: number } | null = null;

  constructor(text: string, thisMonth: number) {
    this.#text = text;
    this.#thisMonth = thisMonth;
  }

  dated(month: number, at: number): void {
    this.#last = { month, at };
  }

  /** Months named on one line with the last one, as in the head of a table. */
  beside(): readonly number[] {
    const last = this.#last;
    if (last === null || this.#next < 2) return NO_MONTHS;
    const from = Math.max(0, last.at - HEAD_REACH);
    const line = from + this.#text.slice(from, last.at).lastIndexOf('\n');
    const others = (this.#alone ?? [])
      .slice(Math.max(0, this.#next - MOST_COLUMNS), this.#next)
      .filter(({ at, month }) => at > line && at < last.at && month !== last.month);
    return others.length === 0 ? NO_MONTHS : others.map(({ month }) => month);
  }

  /** @param at as far into the text as the last time, or further. */
  before(at: number): number | null {
    this.#alone ??= allMatches(MONTH, this.#text).map(({ index, 1: number, 2: away }) => ({
      at: index,
      month: away === undefined ? Number(number) : ((this.#thisMonth + 11 + (MONTHS_AWAY[away] ?? 0)) % 12) + 1,
    }));
    for (let alone = this.#alone[this.#next]; alone !== undefined && alone.at < at; ) {
      if (this.#last === null || alone.at >= this.#last.at) this.#last = alone;
      this.#next += 1;
      alone = this.#alone[this.#next];
    }
    return this.#last?.month ?? null;
  }
}

interface Dated {
  readonly year: WrittenYear | null;
  readonly month: number | null;
  readonly days: readonly { readonly value: number; readonly at: number; readonly length: number }[];
  readonly joints: readonly Joint[];
}

function readMatch(match: RegExpExecArray): Dated | undefined {
  const g = match.groups ?? {};
  const month = monthOf(g);
  const written = g.days ?? g.d1 ?? g.d2 ?? g.d3 ?? g.d4 ?? g.d5 ?? g.d6 ?? g.d7 ?? g.d8 ?? g.d9 ?? g.d10 ?? g.day;
  if (written === undefined || month === undefined) return undefined;
  const offset = match.index + match[0].lastIndexOf(written);
  const year = readYear(g);
  const single = Number(written);
  if (!Number.isNaN(single)) {
    return { year, month, days: [{ value: single, at: offset, length: written.length }], joints: [] };
  }
  const days = allMatches(NUMBERS, written).map((day) => ({
    value: numberOf(day[0]),
    at: offset + day.index,
    length: day[0].length,
  }));
  const joints = allMatches(JOINTS, written).map(([sign]): Joint => (/[〜-]/u.test(sign) ? 'range' : 'list'));
  return { year, month, days, joints };
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** Null where none is written; undefined for an English word that is no month. */
function monthOf(g: Readonly<Record<string, string | undefined>>): number | null | undefined {
  if (g.english !== undefined) {
    const word = g.english.toLowerCase();
    const index = MONTHS.findIndex((name) => name.startsWith(word) || (word === 'sept' && name === 'september'));
    return index < 0 ? undefined : index + 1;
  }
  const written = g.month ?? g.m1 ?? g.m2 ?? g.m3 ?? g.m4 ?? g.m5 ?? g.m6 ?? g.m7 ?? g.m8 ?? g.m10;
  return written === undefined ? null : numberOf(written);
}

function readYear(g: Readonly<Record<string, string | undefined>>): WrittenYear | null {
  const western = g.western ?? g.englishYear;
  if (western !== undefined) return { kind: 'western', year: Number(western) };
  if (g.era !== undefined) return eraYear(g.era, g.eraYear ?? '');
  return g.year === undefined ? null : parseYear(g.year);
}

const BESIDE = new RegExp(`(${ERA}|[MTSHR])\\.? ?(元|\\d{1,3})`, 'u');

function parseYear(written: string): WrittenYear | null {
  const bare = written.replace(/の$/u, '');
  const offset = RELATIVE_YEARS[bare];
  if (offset !== undefined) return { kind: 'relative', offset };
  if (bare === '翌年' || bare === '同年') return { kind: 'following', offset: bare === '翌年' ? 1 : 0 };
  // Where both calendars are written, the western year is the plainer one.
  const western = /(?<!\d)\d{4}/u.exec(bare)?.[0];
  if (western !== undefined) return { kind: 'western', year: Number(western), ...contradicted(bare, Number(western)) };
  const era = /^([^\d元一二三四五六七八九十.]{1,2})\.? ?(元|\d{1,3}|[一二三四五六七八九十]{1,3}) ?年?$/u.exec(bare);
  return era === null ? null : eraYear(era[1] ?? '', era[2] ?? '');
}

/** 令和9年(2026年): two years, of which one is a slip. */
function contradicted(written: string, western: number): { readonly or?: number } {
  const [, name = '', number = ''] = BESIDE.exec(written) ?? [];
  const beside = eraYear(name, number);
  return beside?.kind !== 'era' || beside.year === western ? {} : { or: beside.year };
}

function eraYear(name: string, number: string): WrittenYear | null {
  const era = findEra(name);
  if (era === undefined) return null;
  const value = number === '元' ? 1 : numberOf(number);
  return { kind: 'era', era, eraYear: value, year: westernYear(era, value) };
}

const DIGITS = '一二三四五六七八九';

/** 5, 12, 五, 十二, 二十 */
export function numberOf(written: string): number {
  const plain = Number(written);
  if (!Number.isNaN(plain)) return plain;
  const [tens, units] = written.includes('十') ? written.split('十') : ['', written];
  const ten = written.includes('十') ? (tens === '' ? 1 : DIGITS.indexOf(tens ?? '') + 1) : 0;
  return ten * 10 + (units === '' ? 0 : DIGITS.indexOf(units ?? '') + 1);
}

/** A lone day is a date when a weekday is written with it, or when it ends a range or a list: 12月5日〜7日. */
function isDate(
  text: string,
  match: RegExpExecArray,
  signs: Signs | undefined,
  joint: Joint,
  previous: DateMention | undefined,
): boolean {
  if (signs !== undefined && signs.weekdays.length > 0) {
    // 5(土) without 日 may be anything unless a date goes before it.
    return match[0].includes('日') || (joint !== null && previous !== undefined);
  }
  const end = match.index + match[0].length;
  if (match[0].includes('日') && isWeekdayBefore(text, match.index, end)) return true;
  if (previous === undefined || (joint !== 'range' && joint !== 'list')) return false;
  return !/[\d月]/u.test(text.charAt(end));
}

const TIMES =
  /午前|午後|正午|夜|朝|夕方|[AaPp]\.?[Mm]\.?|\d{1,2}(?:時半?(?:\d{1,2}分)?|:\d{2})|まで|開始|終了|ごろ|頃|開場|開演|受付|各日|両日|終日|必着|消印有効/gu;

/** 23時〜翌3時: a range of times between two dates makes none of them. */
const TIME_RANGE =
  /(?:午前|午後|夜)?\d{1,2}(?:時半?(?:\d{1,2}分)?|:\d{2}) ?(?:〜|~|-|から) ?(?:翌(?:日|朝)?の?)?(?:午前|午後)?\d{1,2}(?:時半?(?:\d{1,2}分)?|:\d{2})(?:まで)?/gu;

/** @param gap text between two dates */
function jointBetween(gap: string): Joint {
  if (gap.length > 40) return null;
  const bare = gap.trim();
  // 10月1日から — and a new line: from then on.
  if (/^(?:から|より)/u.test(bare) && gap.includes('\n')) return null;
  if (/^(?:〜|~|から|より|-|→|⇒|から、?翌?)$/u.test(bare)) return 'range';
  if (/^(?:・|、|,|と|及び|および|並びに|または|又は|や|&|\/|か|と、)$/u.test(bare)) return 'list';
  if (bare === '' || gap.includes('\n')) return null;
  const rest = gap.replace(TIME_RANGE, ' ').replace(TIMES, ' ').replace(/[()]/gu, ' ');
  if (/^[ ・、,〜\-/&]*(?:から|より)?[ ・、,〜\-/&]*(?:と|及び|および|または|又は)?[ ・、,〜\-/&翌]*$/u.test(rest)) {
    return /〜|から|より/u.test(rest) ? 'range' : 'loose';
  }
  return null;
}

/** 5日・6日(土・日): several signs after a list belong to its last dates, one each. */
function sharedSigns(found: readonly Found[]): DateMention[] {
  const mentions = found.map(({ mention }) => mention);
  found.forEach(({ signs }, index) => {
    const count = signs?.weekdays.length ?? 0;
    if (signs?.each === true && count === 1) shareOne(mentions, index);
    if (signs === undefined || count < 2) return;
    const first = index - count + 1;
    const chain = mentions.slice(Math.max(first, 0), index + 1);
    const whole = first >= 0 && chain.slice(1).every(({ joint }) => joint === 'list' || joint === 'range');
    const unsigned = chain.slice(0, -1).every(({ weekday }) => weekday === null);
    const fresh = mentions[first]?.joint === null || mentions[first - 1]?.weekday !== null || first === 0;
    if (!whole || !unsigned || !fresh) return;
    chain.forEach((mention, position) => {
      const weekday = signs.weekdays[position] ?? null;
      mentions[first + position] = { ...mention, weekday, spanEnd: Math.max(mention.spanEnd, signs.end) };
    });
  });
  return mentions;
}

/** 5日・12日・19日(いずれも土): every date of the list is a Saturday. */
function shareOne(mentions: DateMention[], last: number): void {
  const { weekday } = mentions[last]?.weekday ?? {};
  if (weekday === undefined) return;
  for (let at = last; at > 0 && mentions[at]?.joint === 'list'; at -= 1) {
    const [before, here] = [mentions[at - 1], mentions[at]];
    if (before === undefined || here === undefined || before.weekday !== null || before.holidays.length > 0) return;
    mentions[at] = { ...here, weekday: { weekday, at: -1 } };
    mentions[at - 1] = { ...before, weekday: { weekday, at: -1 } };
  }
}
