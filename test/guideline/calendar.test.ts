import { describe, expect, it } from 'vitest';
import {
  daysInMonth,
  exists,
  fromDayNumber,
  isoDate,
  parseIsoDate,
  weekdayOf,
} from '../../src/guideline/calendar/civil.ts';
import { eraYearOfDay } from '../../src/guideline/calendar/eras.ts';

const DAY_MS = 86_400_000;
const ORACLE = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: 'UTC',
  era: 'long',
  year: 'numeric',
  weekday: 'short',
});

/** What the runtime's own Japanese calendar says, as an independent witness. */
function oracle(date: Date): { readonly eraYear: string; readonly weekday: string } {
  const parts = new Map(ORACLE.formatToParts(date).map(({ type, value }) => [type, value]));
  const year = parts.get('year') ?? '';
  return { eraYear: `${parts.get('era')}${year.replace('年', '')}年`, weekday: parts.get('weekday') ?? '' };
}

describe('the calendar', () => {
  it('agrees with the Japanese calendar of the runtime on every day from 1926 to 2050', () => {
    const wrong: string[] = [];
    for (let at = Date.UTC(1926, 11, 25); at <= Date.UTC(2050, 11, 31); at += DAY_MS) {
      const date = fromDayNumber(at / DAY_MS);
      const { eraYear, weekday } = oracle(new Date(at));
      const ours = `${eraYearOfDay(date)}${'日月火水木金土'.charAt(weekdayOf(date))}`;
      const theirs = `${eraYear.replace(/(?<=\D)1年$/u, '元年')}${weekday}`;
      if (ours !== theirs) wrong.push(`${isoDate(date)}: ${ours} / ${theirs}`);
    }
    expect(wrong).toEqual([]);
  });

  it('knows which days exist, as the runtime does, in every year from 1989 to 2050', () => {
    for (let year = 1989; year <= 2050; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }
    }
    expect(exists({ year: 2026, month: 13, day: 1 })).toBe(false);
  });

  it('reads only days that exist', () => {
    expect(parseIsoDate('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
    expect(parseIsoDate('2027-02-29')).toBeUndefined();
    expect(parseIsoDate('12月5日')).toBeUndefined();
  });
});
