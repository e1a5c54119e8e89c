import { z } from 'zod';
import { dayNumber, exists } from '../calendar/civil.ts';
import { findTimeRanges } from '../calendar/times.ts';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** A range of days or of times that ends before it begins. */
export const rangeReversed = defineKind({
  codes: ['days', 'times'],
  params: z.strictObject({}),
  detector: () => (subject) => [...reversedDays(subject), ...reversedTimes(subject)],
});

function reversedDays({ dates, normal }: Subject): readonly Hit[] {
  return dates.flatMap(({ mention, date }, index): readonly Hit[] => {
    const before = dates[index - 1];
    if (mention.joint !== 'range' || before === undefined || !exists(date) || !exists(before.date)) return [];
    if (dayNumber(date) >= dayNumber(before.date)) return [];
    return [
      {
        code: 'days',
        at: normal.toWritten(before.mention.start, mention.spanEnd),
        params: {
          from: `${before.date.year}年${before.date.month}月${before.date.day}日`,
          to: `${date.year}年${date.month}月${date.day}日`,
        },
      },
    ];
  });
}

function reversedTimes({ normal }: Subject): readonly Hit[] {
  return findTimeRanges(normal.text).flatMap(({ start, end, from, to }): readonly Hit[] => {
    if (from.minutes === null || to.minutes === null || to.minutes >= from.minutes) return [];
    // From the evening into the next morning: 22時〜6時.
    if (from.minutes >= 17 * 60 && to.minutes <= 12 * 60) return [];
    return [{ code: 'times', at: normal.toWritten(start, end), params: { from: from.written, to: to.written } }];
  });
}
