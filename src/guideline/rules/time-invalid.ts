import { z } from 'zod';
import { defineKind } from './rule-kind.ts';

/** A time that no day has. */
export const timeInvalid = defineKind({
  codes: ['hour', 'half', 'minute'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, times }) =>
      times.flatMap(({ start, end, hour, minute, half, minutes }) => {
        if (minutes !== null) return [];
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
