import { z } from 'zod';
import { isQuotedAsWrong } from '../quoted.ts';
import { defineKind } from './rule-kind.ts';

/** A time that no day has. */
export const timeInvalid = defineKind({
  codes: ['hour', 'half', 'minute'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, times }) =>
      times.flatMap(({ start, end, written, hour, minute, half, minutes }) => {
        if (minutes !== null || isRowLabel(written, normal.text.slice(end, end + 2))) return [];
        if (isQuotedAsWrong(normal.text, start, end)) return [];
        const code = minute > 59 ? 'minute' : half !== null && hour <= 24 ? 'half' : 'hour';
        return [
          {
            code,
            at: normal.toWritten(start, end),
            params: { hour, minute, half, plain: half === '午前' ? hour - 12 : hour },
          },
        ];
      }),
});

/** In a table 午後 is the name of the row: 午後 13:00〜17:00. */
function isRowLabel(written: string, next: string): boolean {
  return /^(?:午前|午後) \d{1,2}:\d{2}$/u.test(written) && /^ ?[〜~-]/u.test(next);
}
