import { z } from 'zod';
import { daysInMonth, exists, isLeapYear } from '../calendar/civil.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import { Pattern } from '../matching/pattern.ts';
import type { Subject } from '../subject.ts';
import { isQuotedAsWrong } from '../text/quoted.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** A day that no calendar has. */
export const dateInvalid = defineKind({
  codes: ['month', 'day', 'leap', 'leap-inferred'],
  params: z.strictObject({}),
  detector: () => (subject) => [
    ...subject.dates.flatMap((resolved) => impossible(resolved, subject) ?? []),
    ...impossibleMonths(subject),
  ],
});

/** 令和8年13月 without a day. */
const MONTH = new Pattern(/(?<=年度? ?)(?<month>0{1,2}|1[3-9]|[2-9]\d)月(?! ?\d|曜)/gu);

function impossibleMonths({ normal }: Subject): readonly Hit[] {
  return MONTH.matches(normal).map((match) => ({
    code: 'month',
    at: normal.toWritten(match.index, match.index + match[0].length),
    params: { month: Number(match.groups?.month) },
  }));
}

function impossible({ mention, date, basis, others }: ResolvedDate, { normal }: Subject): Hit | undefined {
  if (exists(date) || others.some(exists)) return undefined;
  if (isQuotedAsWrong(normal.text, mention.start, mention.end)) return undefined;
  const { year, month, day } = date;
  const at = normal.toWritten(mention.start, mention.end);
  const params = { year, month, day };
  if (month < 1 || month > 12) return { code: 'month', at, params };
  if (month === 2 && day === 29 && !isLeapYear(year)) {
    // Whoever was born on one has a birthday in other years, too; 閏年の2月29日 means any of them.
    const any =
      /^に?生|^の方/u.test(normal.text.slice(mention.end, mention.end + 2)) ||
      /誕生日[がはの]?$/u.test(normal.text.slice(Math.max(0, mention.start - 8), mention.start)) ||
      /(?:閏|うるう)年(?:の|は|には)?$/u.test(normal.text.slice(Math.max(0, mention.start - 8), mention.start));
    if (basis === 'inferred' && any) return undefined;
    return { code: basis === 'written' ? 'leap' : 'leap-inferred', at, params };
  }
  return { code: 'day', at, params: { ...params, last: daysInMonth(year, month) } };
}
