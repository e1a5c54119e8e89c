import { z } from 'zod';
import type { CivilDate } from '../calendar/civil.ts';
import { exists, WEEKDAYS, weekdayOf } from '../calendar/civil.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import type { Subject } from '../subject.ts';
import { isQuotedAsWrong } from '../text/quoted.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** A date and a weekday that do not belong together. */
export const dateWeekday = defineKind({
  codes: ['written', 'inferred'],
  params: z.strictObject({}),
  detector: () => (subject) => subject.dates.flatMap((resolved) => mismatch(resolved, subject) ?? []),
});

function mismatch({ mention, date, basis, others }: ResolvedDate, { normal, text }: Subject): Hit | undefined {
  const sign = mention.weekday;
  if (sign === null || !exists(date)) return undefined;
  const actual = weekdayOf(date);
  if (actual === sign.weekday || others.some((other) => exists(other) && weekdayOf(other) === sign.weekday)) {
    return undefined;
  }
  if (isQuotedAsWrong(normal.text, mention.start, mention.spanEnd)) return undefined;
  const start = Math.min(mention.start, sign.at < 0 ? mention.start : sign.at);
  const at = normal.toWritten(start, mention.spanEnd);
  const right = WEEKDAYS.charAt(actual);
  const hit = {
    code: basis,
    at,
    params: {
      year: date.year,
      date: `${date.month}月${date.day}日`,
      written: WEEKDAYS.charAt(sign.weekday),
      actual: right,
      reused: rightIn(date, -1, sign.weekday) ? -1 : rightIn(date, 1, sign.weekday) ? 1 : 0,
    },
  };
  if (sign.at < 0) return hit;
  const letter = normal.toWritten(sign.at, sign.at + 1);
  // An enclosed sign (㊏) is one character for three; only the plain letter can be exchanged.
  if (text.slice(letter.start, letter.end) !== WEEKDAYS.charAt(sign.weekday)) return hit;
  return { ...hit, replacement: text.slice(at.start, letter.start) + right + text.slice(letter.end, at.end) };
}

function rightIn(date: CivilDate, offset: number, weekday: number): boolean {
  const other = { ...date, year: date.year + offset };
  return exists(other) && weekdayOf(other) === weekday;
}
