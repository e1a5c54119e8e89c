import holidays from '@holiday-jp/holiday_jp';
import { z } from 'zod';
import type { CivilDate } from '../calendar/civil.ts';
import { exists, isoDate } from '../calendar/civil.ts';
import type { HolidaySign } from '../calendar/date-mention.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import { HOLIDAY_NAMES } from '../calendar/weekday-signs.ts';
import type { Subject } from '../subject.ts';
import { isQuotedAsWrong } from '../text/quoted.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** First and last year that the table of holidays is sure of. */
const YEARS = [1970, 2050] as const;
const SUBSTITUTE = /振/u;
const HOLIDAY = /祝|国民/u;

/** 「祝」 or 「振休」 at a day that is none. */
export const holidayMismatch = defineKind({
  codes: ['not-holiday', 'not-substitute'],
  params: z.strictObject({}),
  detector: () => (subject) => subject.dates.flatMap((resolved) => wrongSigns(resolved, subject)),
});

function wrongSigns({ mention, date, others }: ResolvedDate, { normal }: Subject): readonly Hit[] {
  const candidates = [date, ...others].filter((one) => exists(one) && one.year >= YEARS[0] && one.year <= YEARS[1]);
  if (candidates.length === 0) return [];
  return mention.holidays.flatMap((sign) => {
    const code = codeOf(sign);
    if (code === undefined || candidates.some((one) => fits(sign, one))) return [];
    if (isQuotedAsWrong(normal.text, mention.start, mention.spanEnd)) return [];
    return [
      {
        code,
        at: normal.toWritten(mention.start, mention.spanEnd),
        params: { date: `${date.month}月${date.day}日`, year: date.year, sign: sign.word, name: holidayName(date) },
      },
    ];
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

/** By the day as a string: a look-up by Date would read it in the zone of the process. */
function holidayName(date: CivilDate): string | null {
  const table: Readonly<Record<string, { readonly name: string }>> = holidays.holidays;
  return table[isoDate(date)]?.name ?? null;
}
