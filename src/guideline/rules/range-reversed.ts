import { z } from 'zod';
import { dayNumber, exists } from '../calendar/civil.ts';
import { findEra, westernYear } from '../calendar/eras.ts';
import { joinTimes } from '../calendar/times.ts';
import { Pattern } from '../matching/pattern.ts';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** 10時から9時に早めます: from one to the other, not a range. */
const MOVED = /^ ?(?:に|へ)[^。\n]{0,12}(?:変更|早め|繰り上げ|前倒し|改め|短縮|移(?:し|り|動)|変え|変わ|縮め|戻)/u;
/** Longest stretch in which such a verb is looked for. */
const MOVED_REACH = 20;

/** 14:00から13:00に変更, and with an arrow; 「14:00〜13:00に変更」 is a range as the new value. */
function isMoved(text: string, joint: string, end: number): boolean {
  return /から|より|→/u.test(joint) && MOVED.test(text.slice(end, end + MOVED_REACH));
}

/** A range of days or of times that ends before it begins. */
export const rangeReversed = defineKind({
  codes: ['days', 'years', 'times'],
  params: z.strictObject({}),
  detector: () => (subject) => [
    ...reversedDays(subject),
    ...reversedYears(subject),
    ...reversedMonths(subject),
    ...reversedTimes(subject),
  ],
});

function reversedDays({ dates, normal }: Subject): readonly Hit[] {
  return dates.flatMap(({ mention, date, others }, index): readonly Hit[] => {
    const before = dates[index - 1];
    if (mention.joint !== 'range' || before === undefined || !exists(date) || !exists(before.date)) return [];
    if (
      dayNumber(date) >= dayNumber(before.date) ||
      isMoved(normal.text, normal.text.slice(before.mention.spanEnd, mention.start), mention.spanEnd)
    )
      return [];
    // 令和10年(2027年)1月31日: by one of the two years it is in order, and that they differ is another rule's finding.
    const { date: from } = before;
    if (mention.year !== null && others.some((other) => exists(other) && dayNumber(other) >= dayNumber(from)))
      return [];
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

const YEARS = new Pattern(
  /(?:(?<era1>明治|大正|昭和|平成|令和) ?(?<y1>元|\d{1,2})|(?<w1>(?:19|20)\d{2})) ?年度?(?: ?(?:〜|~|-|から) ?)(?:(?<era2>明治|大正|昭和|平成|令和) ?(?<y2>元|\d{1,2})|(?<w2>(?:19|20)\d{2})) ?年度?(?! ?\d{1,2} ?月)/gu,
);

/** 令和9年度から令和8年度まで */
function reversedYears({ normal }: Subject): readonly Hit[] {
  return YEARS.matches(normal).flatMap((match): readonly Hit[] => {
    const g = match.groups ?? {};
    const from = yearOf(g.w1, g.era1, g.y1);
    const to = yearOf(g.w2, g.era2, g.y2);
    if (from === undefined || to === undefined || to >= from) return [];
    const at = normal.toWritten(match.index, match.index + match[0].length);
    return [{ code: 'years', at, params: { from: `${from}年`, to: `${to}年` } }];
  });
}

const YEAR = (n: string) =>
  `(?:(?<era${n}>明治|大正|昭和|平成|令和) ?(?<y${n}>元|\\d{1,2})|(?<w${n}>(?:19|20)\\d{2})) ?年 ?(?<m${n}>1[0-2]|0?[1-9]) ?月(?! ?\\d)`;
const MONTHS = new Pattern(new RegExp(`${YEAR('1')} ?(?:〜|~|-|から) ?${YEAR('2')}`, 'gu'));

/** 令和9年4月〜令和8年3月 */
function reversedMonths({ normal }: Subject): readonly Hit[] {
  return MONTHS.matches(normal).flatMap((match): readonly Hit[] => {
    const g = match.groups ?? {};
    const from = yearOf(g.w1, g.era1, g.y1);
    const to = yearOf(g.w2, g.era2, g.y2);
    if (from === undefined || to === undefined) return [];
    if (to * 12 + Number(g.m2) >= from * 12 + Number(g.m1)) return [];
    const at = normal.toWritten(match.index, match.index + match[0].length);
    return [{ code: 'years', at, params: { from: `${from}年${Number(g.m1)}月`, to: `${to}年${Number(g.m2)}月` } }];
  });
}

function yearOf(western: string | undefined, name: string | undefined, number: string | undefined): number | undefined {
  if (western !== undefined) return Number(western);
  const era = findEra(name ?? '');
  return era === undefined ? undefined : westernYear(era, number === '元' ? 1 : Number(number));
}

function reversedTimes({ normal, times }: Subject): readonly Hit[] {
  return joinTimes(normal.text, times).flatMap(({ start, end, from, to }): readonly Hit[] => {
    if (from.minutes === null || to.minutes === null || to.minutes >= from.minutes) return [];
    if (isMoved(normal.text, normal.text.slice(from.end, to.start), end)) return [];
    // From the evening into the next morning: 22時〜6時; until after midnight: 5:00〜0:30.
    if (from.minutes >= 17 * 60 && to.minutes <= 12 * 60) return [];
    if (to.hour === 0 && to.half === null) return [];
    return [{ code: 'times', at: normal.toWritten(start, end), params: { from: from.written, to: to.written } }];
  });
}
