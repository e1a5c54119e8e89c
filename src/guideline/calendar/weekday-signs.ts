import type { HolidaySign, WeekdaySign } from './date-mention.ts';

/** Weekdays and holiday words written after a date. */
export interface Signs {
  readonly weekdays: readonly WeekdaySign[];
  readonly holidays: readonly HolidaySign[];
  /** いずれも: said of every date of the list before it. */
  readonly each: boolean;
  readonly end: number;
}

/** Also doubled, as an enclosed sign in brackets comes out of the copy: （㊍） */
const BRACKET =
  /(?:は、?)?(?:[ \t]{1,8}|[ \t]{0,8}[|│,\n][ \t]{0,12})?[([〔【<〈《「『]{1,2}([^()[\]〔〕【】<>〈〉《》「」『』\n]{1,16})([)\]〕】>〉》」』]{1,2})/y;
const SEPARATOR = /[・、,/ 〜\-&.]|及び|および|と|または/;
/** Of the act on national holidays, as they are called today. */
export const HOLIDAY_NAMES: readonly string[] = [
  '元日',
  '成人の日',
  '建国記念の日',
  '天皇誕生日',
  '春分の日',
  '昭和の日',
  '憲法記念日',
  'みどりの日',
  'こどもの日',
  '海の日',
  '山の日',
  '敬老の日',
  '秋分の日',
  'スポーツの日',
  '文化の日',
  '勤労感謝の日',
];
const HOLIDAY = `(?:国民の(?:祝|休)日|振替休日|祝日?|振休|振替|休日|休|${HOLIDAY_NAMES.join('|')})`;
const PART = new RegExp(
  `^(?<only>${HOLIDAY})$|^(?<before>第[\\d一二三四五]|${HOLIDAY})?(?<weekday>[月火水木金土日])(?:曜日?)?(?<after>${HOLIDAY})?$`,
  'u',
);
/** 5・12・19日(いずれも土) */
const EACH = /^(?:いずれも|どちらも|どの日も|すべて|全て|全部|両日とも)/u;
/** 5日・6日(土日) */
const SEVERAL = /^([月火水木金土日]{2,7})(祝?)$/u;
const ENGLISH = /^(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}\.?$/iu;
export const ENGLISH_DAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const SIGNS = '日月火水木金土';

/** 12月5日土曜日, 12月5日 土曜, and in what was a table 12月5日:土曜日 */
const BARE =
  /[ \t]{0,8}(?:[|│,:/][ \t]{0,8})?([月火水木金土日])曜日?(?![・、〜と]?[月火水木金土日]曜)(?!(?:を除|以外|は?休))/y;
/** 12月5日の土曜日, 12月5日は土曜日です */
const CONNECTED = /(?:の([月火水木金土日])曜日?(?!以外|を除)|は、?([月火水木金土日])曜日(?=[でに。\n(、]|$))/y;
/** 12月5日、土曜日に — but not 「12月1日〜25日、土曜日を除く」 */
const AFTER_COMMA =
  /[、・]([月火水木金土日])曜日?(?=[にのでかまよ(\d午朝夜 ]|$)(?!の?(?:午前|午後)?[^。\n]{0,6}(?:を除|休))|・([月火水木金土日])(?=[)\]】])/y;
/** 12月5日 土 10時 */
const ALONE = / {1,8}([月火水木金土日])(?=$|\n|[ \t]{0,8}(?:午前|午後|\d{1,2}(?:時|:\d))| (?!\d))/y;
/** The next column of what was a table: 12月5日⟶土⟶10時, 12月5日|土|10時, 12月5日,土,10:00, and a line of its own. */
const CELL =
  /(?:[ \t]{0,8}[|│,:/][ \t]{0,8}|[ \t]{0,8}\t[ \t]{0,8}|\n[ \t]{0,4}(?=[月火水木金土日][ \t]{0,4}(?:\n|$)))([月火水木金土日])(?=[ \t]{0,8}(?:$|[\n|│,/\t(]|午前|午後|\d{1,2}(?:時|:\d)))/y;
/** 12/5 Sun., 12月5日 Sunday */
const ENGLISH_CELL =
  /[ \t,|/]{1,8}(sun|mon|tue|wed|thu|fri|sat)(?:(?:day|sday|s|nesday|rsday|r|rs|urday)\b|\.|(?=$|[\n\t|,)]| {1,3}(?:午前|午後|\d)))/iy;

/** Reads the weekday signs that directly follow a date. Undefined where there is none. */
export function readSigns(text: string, at: number): Signs | undefined {
  return readBracket(text, at) ?? readBare(text, at);
}

/** As `readSigns`, for dates that only count as dates with one: 12/5(土), 12/5 土. */
export function readClearSigns(text: string, at: number): Signs | undefined {
  return readBracket(text, at) ?? readBare(text, at, CLEAR_SIGNS);
}

function readBracket(text: string, at: number): Signs | undefined {
  BRACKET.lastIndex = at;
  const bracket = BRACKET.exec(text);
  const inside = bracket?.[1];
  if (bracket === null || inside === undefined) return undefined;
  const end = at + bracket[0].length;
  const signs = readInside(inside, end - (bracket[2] ?? '').length - inside.length);
  return signs === undefined ? undefined : { ...signs, end };
}

function readInside(inside: string, offset: number): Omit<Signs, 'end'> | undefined {
  const alone = inside.length === 1 ? SIGNS.indexOf(inside) : -1;
  if (alone >= 0) return { weekdays: [{ weekday: alone, at: offset }], holidays: [], each: false };
  const weekdays: WeekdaySign[] = [];
  const holidays: HolidaySign[] = [];
  let at = 0;
  let each = false;
  for (const piece of inside.split(SEPARATOR)) {
    const part = piece.replace(EACH, '');
    const start = inside.indexOf(piece, at) + piece.length - part.length;
    at = start + part.length;
    each ||= part !== piece;
    const english = ENGLISH.exec(part)?.[1];
    if (english !== undefined) {
      weekdays.push({ weekday: ENGLISH_DAYS.indexOf(english.toLowerCase()), at: -1 });
      continue;
    }
    const several = SEVERAL.exec(part);
    if (several !== null) {
      [...(several[1] ?? '')].forEach((sign, index) => {
        weekdays.push({ weekday: SIGNS.indexOf(sign), at: offset + start + index });
      });
      if (several[2] === '祝') holidays.push({ word: '祝', at: offset + at - 1 });
      continue;
    }
    const groups = PART.exec(part)?.groups;
    if (groups === undefined) {
      if (part === '') continue;
      // (土、雨天中止): what follows the weekday does not matter, what goes before it does.
      if (weekdays.length === 0) return undefined;
      break;
    }
    const { before, weekday, after, only } = groups;
    if (before !== undefined && !before.startsWith('第')) holidays.push({ word: before, at: offset + start });
    if (weekday !== undefined) {
      weekdays.push({ weekday: SIGNS.indexOf(weekday), at: offset + start + (before?.length ?? 0) });
    }
    if (after !== undefined) holidays.push({ word: after, at: offset + start + part.length - after.length });
    if (only !== undefined) holidays.push({ word: only, at: offset + start });
  }
  return weekdays.length + holidays.length === 0 ? undefined : { weekdays, holidays, each };
}

/** What the signs without a bracket begin with. */
const BEGINS = ' \t\n|│,:/のは、・日月火水木金土';

const BARE_SIGNS = [BARE, CONNECTED, AFTER_COMMA, ALONE, CELL, ENGLISH_CELL];
/** A slash date is one only where its sign is beyond doubt. */
const CLEAR_SIGNS = [BARE, ALONE, CELL, ENGLISH_CELL];

function readBare(text: string, at: number, patterns: readonly RegExp[] = BARE_SIGNS): Signs | undefined {
  if (!BEGINS.includes(text.charAt(at))) return undefined;
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const sign = match?.[1] ?? match?.[2];
    if (match !== null && sign !== undefined) {
      const english = ENGLISH_DAYS.indexOf(sign.toLowerCase());
      const weekdays = [
        english < 0 ? { weekday: SIGNS.indexOf(sign), at: at + match[0].indexOf(sign) } : { weekday: english, at: -1 },
      ];
      return { weekdays, holidays: [], each: false, end: at + match[0].length };
    }
  }
  return undefined;
}
