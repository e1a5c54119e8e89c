import holidays from '@holiday-jp/holiday_jp';
import { z } from 'zod';
import type { CivilDate } from '../calendar/civil.ts';
import { exists, isoDate, parseIsoDate } from '../calendar/civil.ts';
import type { DateMention, HolidaySign } from '../calendar/date-mention.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import { HOLIDAY_NAMES } from '../calendar/weekday-signs.ts';
import { Pattern } from '../matching/pattern.ts';
import type { Subject } from '../subject.ts';
import { isQuotedAsWrong } from '../text/quoted.ts';
import { sentenceAround } from '../text/sentences.ts';
import type { TextRange } from '../types.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** First and last year that the table of holidays is sure of. */
const YEARS = [1970, 2050] as const;
const SUBSTITUTE = /振/u;
const HOLIDAY = /祝|国民/u;

/** Names that are not, or no longer, those of the act on national holidays. */
const MISNAMED: Readonly<Record<string, string>> = {
  体育の日: 'スポーツの日',
  建国記念日: '建国記念の日',
  憲法記念の日: '憲法記念日',
  天皇誕生の日: '天皇誕生日',
  子供の日: 'こどもの日',
  子どもの日: 'こどもの日',
  緑の日: 'みどりの日',
};
const NAME = `(?<name>${[...HOLIDAY_NAMES, ...Object.keys(MISNAMED)].join('|')})`;
const SOME_NAME = new Pattern(new RegExp(NAME, 'gu'));
/** 成人の日(1月12日), 敬老の日の9月15日, 海の日は7月20日です: the name goes before its day. */
const NAME_BEFORE = new RegExp(`${NAME}(?<glue> ?[(]|の|は、?|が|: ?| )$`, 'u');
/** What must follow the day there, so that it is the holiday itself and not what goes on around it. */
const DAY_ENDS: Readonly<Record<string, RegExp>> = {
  は: /^(?:です|で、|。|$|\n|に(?:なり|なる|あた|当た))/u,
  ' ': /^(?:$|\n|[ )|\t]|です)/u,
};
/** 12月23日(水)は天皇誕生日のため, 7月20日の海の日に, 9月15日 敬老の日: the name goes behind it. */
const NAME_AFTER = new RegExp(
  `^(?:(?:は、?|が)${NAME.replace('name', 'told')}(?=のため|です|で、|で休|により|につき|なので|だから|。|、|$|[)」!！\\n])|の${NAME.replace('name', 'of')}(?=[にはをも、。\\n]|です|のため|$)|、?${NAME.replace('name', 'beside')}(?=のため|につき|により|です|。|$|[)\\n])|[ \\t|:=]{1,3}${NAME.replace('name', 'cell')}(?=$|[ )|\\t\\n]))`,
  'u',
);
const REACH = 14;
/** Told of as what it was called, or as another country's. */
const OF_OLD =
  /旧|かつて|以前|昔|当時|でした|だった|由来|改称|改め|変わ|呼ばれ|呼んで|なりました|(?:昭和|平成|19\d\d|200\d|201\d)|[ァ-ヶー]の(?:建国|憲法)記念|(?:共和|王|合衆)国/u;

/** 「祝」 or 「振休」 at a day that is none, a holiday's name at another day, and a name that it has no more. */
export const holidayMismatch = defineKind({
  codes: ['not-holiday', 'not-substitute', 'wrong-day', 'misnamed'],
  params: z.strictObject({}),
  detector: () => (subject) => {
    const signs = subject.dates.flatMap((resolved) => wrongSigns(resolved, subject));
    if (!SOME_NAME.occursIn(subject.normal)) return signs;
    return [...signs, ...subject.dates.flatMap((_, at) => wrongDay(at, subject) ?? []), ...misnamed(subject)];
  },
});

function wrongSigns({ mention, date, others }: ResolvedDate, { normal }: Subject): readonly Hit[] {
  const candidates = [date, ...others].filter(isInTable);
  if (candidates.length === 0) return [];
  return mention.holidays.flatMap((sign) => {
    const code = codeOf(sign);
    if (code === undefined || candidates.some((one) => fits(sign, one))) return [];
    if (isQuotedAsWrong(normal.text, mention.start, mention.spanEnd)) return [];
    const right = isName(sign.word) ? dayOf(sign.word, date.year) : undefined;
    return [
      {
        code: right === undefined ? code : 'wrong-day',
        at: normal.toWritten(mention.start, mention.spanEnd),
        params: {
          date: inWords(date),
          year: date.year,
          sign: sign.word,
          name: right === undefined ? holidayName(date) : sign.word,
          ...(right === undefined ? {} : { right }),
        },
      },
    ];
  });
}

/** A day that a holiday's name is said of directly, and that is not its day in that year. */
function wrongDay(index: number, { dates, normal }: Subject): Hit | undefined {
  const resolved = dates[index];
  const next = dates[index + 1]?.mention.joint;
  if (resolved === undefined || next === 'range' || next === 'list') return undefined;
  const { mention, date, others } = resolved;
  if (mention.joint === 'range' || mention.holidays.length > 0) return undefined;
  const said = nameBefore(normal.text, mention) ?? nameAfter(normal.text, mention);
  if (said === undefined) return undefined;
  if (OF_OLD.test(sentenceAround(normal.text, said.start, said.end)) && said.name in MISNAMED) return undefined;
  const name = MISNAMED[said.name] ?? said.name;
  const candidates = [date, ...others].filter(isInTable);
  if (candidates.length === 0 || candidates.some((one) => dayOf(name, one.year) === inWords(one))) return undefined;
  const right = dayOf(name, date.year);
  if (right === undefined || isQuotedAsWrong(normal.text, said.start, said.end)) return undefined;
  return {
    code: 'wrong-day',
    at: normal.toWritten(said.start, said.end),
    params: { name, right, date: inWords(date), year: date.year },
  };
}

interface Said extends TextRange {
  readonly name: string;
}

function nameBefore(text: string, { start, spanEnd }: DateMention): Said | undefined {
  const from = Math.max(0, start - REACH);
  const found = NAME_BEFORE.exec(text.slice(from, start));
  const { name, glue = '' } = found?.groups ?? {};
  if (found === null || name === undefined) return undefined;
  const ends = DAY_ENDS[/^[はが]/u.test(glue) ? 'は' : glue];
  if (ends !== undefined && !ends.test(text.slice(spanEnd, spanEnd + 6))) return undefined;
  return { name, start: from + found.index, end: spanEnd };
}

function nameAfter(text: string, { start, spanEnd }: DateMention): Said | undefined {
  const found = NAME_AFTER.exec(text.slice(spanEnd, spanEnd + REACH));
  const { told, of, beside, cell } = found?.groups ?? {};
  const name = told ?? of ?? beside ?? cell;
  return found === null || name === undefined ? undefined : { name, start, end: spanEnd + found[0].length };
}

function misnamed({ normal, text }: Subject): readonly Hit[] {
  return SOME_NAME.matches(normal).flatMap((match): readonly Hit[] => {
    const [name] = match;
    const right = MISNAMED[name];
    const end = match.index + name.length;
    if (right === undefined || OF_OLD.test(sentenceAround(normal.text, match.index, end))) return [];
    const at = normal.toWritten(match.index, end);
    const plain = text.slice(at.start, at.end) === name;
    return [{ code: 'misnamed', at, params: { name, right }, ...(plain ? { replacement: right } : {}) }];
  });
}

function codeOf({ word }: HolidaySign): string | undefined {
  if (SUBSTITUTE.test(word)) return 'not-substitute';
  return HOLIDAY.test(word) || isName(word) ? 'not-holiday' : undefined;
}

function fits({ word }: HolidaySign, date: CivilDate): boolean {
  const name = holidayName(date);
  if (SUBSTITUTE.test(word)) return name?.includes('振替') === true;
  return isName(word) ? name === word : name !== null;
}

function isName(word: string): boolean {
  return HOLIDAY_NAMES.includes(word);
}

function isInTable(date: CivilDate): boolean {
  return exists(date) && date.year >= YEARS[0] && date.year <= YEARS[1];
}

/** 1月11日 */
function inWords({ month, day }: CivilDate): string {
  return `${month}月${day}日`;
}

const TABLE: Readonly<Record<string, { readonly name: string }>> = holidays.holidays;
/** Year → name → day, filled as it is asked for. */
const DAYS = new Map<number, ReadonlyMap<string, string>>();

/** The holiday's day in that year; undefined where the year has none of that name. */
function dayOf(name: string, year: number): string | undefined {
  const known = DAYS.get(year) ?? daysOf(year);
  DAYS.set(year, known);
  return known.get(name);
}

function daysOf(year: number): ReadonlyMap<string, string> {
  const prefix = `${year}-`;
  const days = Object.keys(TABLE).filter((day) => day.startsWith(prefix));
  return new Map(
    days.flatMap((day) => {
      const date = parseIsoDate(day);
      return date === undefined ? [] : [[TABLE[day]?.name ?? '', inWords(date)] as const];
    }),
  );
}

/** By the day as a string: a look-up by Date would read it in the zone of the process. */
function holidayName(date: CivilDate): string | null {
  return TABLE[isoDate(date)]?.name ?? null;
}
