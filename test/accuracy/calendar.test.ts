import { describe, expect, it } from 'vitest';
import { check } from '../../src/guideline/check.ts';
import { SHINAGAWA, shippedEdition } from '../guideline/support.ts';
import { dayOf, type OracleDay, oracleDays } from './calendar-oracle.ts';
import { holidaysByLaw } from './holiday-oracle.ts';

/** Every day of 1989 to 2050 in several writings, against calendars that share nothing with the checker's own. */

const RULES = ['date-weekday', 'date-invalid', 'era-mismatch', 'holiday-mismatch'] as const;
const edition = shippedEdition('shinagawa-x');
const dateRules = { ...edition, rules: edition.rules.filter(({ id }) => RULES.some((rule) => rule === id)) };
const settings = { ...SHINAGAWA, maxWeightedLength: null };

function found(text: string, today: string): readonly string[] {
  return check({ text, fields: {} }, dateRules, { today, settings }).findings.map(({ ruleId }) => ruleId);
}

const DIGITS = '０１２３４５６７８９';
const wide = (text: string): string => text.replaceAll(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
const two = (number: number): string => String(number).padStart(2, '0');
const SIGNS = '㈰㈪㈫㈬㈭㈮㈯';

/** Ways of writing a day with a weekday, right or wrong. */
const WRITINGS: readonly (readonly [name: string, write: (day: OracleDay, weekday: string) => string])[] = [
  ['2026年12月5日（土）', ({ year, month, day }, weekday) => `${year}年${month}月${day}日（${weekday}）`],
  ['令和8年12月5日（土曜日）', ({ era, month, day }, weekday) => `${era}${month}月${day}日（${weekday}曜日）`],
  ['full width', ({ era, month, day }, weekday) => wide(`${era}${month}月${day}日（${weekday}）`)],
  ['2026/12/5(土)', ({ year, month, day }, weekday) => `${year}/${month}/${day}(${weekday})`],
  ['2026-12-05（土）', ({ year, month, day }, weekday) => `${year}-${two(month)}-${two(day)}（${weekday}）`],
  ['2026.12.5 土曜', ({ year, month, day }, weekday) => `${year}.${month}.${day} ${weekday}曜`],
  ['R8.12.5（土）', ({ letter, eraYear, month, day }, weekday) => `${letter}${eraYear}.${month}.${day}（${weekday}）`],
  [
    '12月5日㈯ after its year',
    ({ year, month, day }, weekday) => `${year}年${month}月${day}日${SIGNS.charAt('日月火水木金土'.indexOf(weekday))}`,
  ],
];

const DAYS = oracleDays(1989, 2050);
const BY_DATE = new Map(DAYS.map((day) => [day.iso, day]));

describe('a date whose year is written', () => {
  it.each(WRITINGS)('is taken at its word when the weekday is right: %s', (_, write) => {
    const wrong = DAYS.filter((day) => found(`${write(day, day.weekday)}の記録です。`, '2026-11-21').length > 0);
    expect(wrong.map((day) => write(day, day.weekday))).toEqual([]);
  });

  it('is caught with any other weekday', () => {
    const missed = DAYS.flatMap((day, index) => {
      const other = '日月火水木金土'.charAt(('日月火水木金土'.indexOf(day.weekday) + 1 + (index % 6)) % 7);
      // Each day in two of the writings, so that every writing meets every time of the year.
      const chosen = WRITINGS.filter((_, nth) => nth % 4 === index % 4);
      return chosen.map(([, write]) => `${write(day, other)}の記録です。`);
    }).filter((text) => found(text, '2026-11-21').join() !== 'date-weekday');
    expect(missed).toEqual([]);
  });

  it('belongs to one era and one western year', () => {
    const wrong = DAYS.filter(({ era, year, month, day }) => {
      const right = found(`${era}（${year}年）${month}月${day}日の記録です。`, '2026-11-21');
      const off = found(`${era}（${year + 1}年）の記録です。`, '2026-11-21');
      return right.length > 0 || off.join() !== 'era-mismatch';
    });
    expect(wrong.map(({ era, year, month, day }) => `${era} ${year} ${month} ${day}`)).toEqual([]);
  });
});

describe('a date without a year', () => {
  it('is the one around the day of publication, whichever day that is', () => {
    const wrong = DAYS.filter(({ days }, index) => {
      const meant = dayOf(days + ((index * 37) % 365) - 119);
      const today = dayOf(days).iso;
      const text = `${meant.month}月${meant.day}日（${meant.weekday}）に開催します。`;
      return found(text, today).includes('date-weekday');
    });
    expect(wrong.map(({ iso }) => iso)).toEqual([]);
  });

  it('is caught with the weekday that it had in the year before', () => {
    const missed = DAYS.filter(({ days }) => {
      const meant = dayOf(days + 45);
      const before = BY_DATE.get(`${meant.year - 1}-${two(meant.month)}-${two(meant.day)}`);
      if (before === undefined) return false;
      const text = `${meant.month}月${meant.day}日（${before.weekday}）に開催します。`;
      return !found(text, dayOf(days).iso).includes('date-weekday');
    });
    expect(missed.map(({ iso }) => iso)).toEqual([]);
  });
});

describe('a day that is called a holiday', () => {
  const holidays = holidaysByLaw(2000, 2027);
  const days = oracleDays(2000, 2027);

  it('is one, by the law of its time', () => {
    const wrong = days.filter(({ iso, year, month, day, weekday }) => {
      const flagged = found(`${year}年${month}月${day}日（${weekday}・祝）の記録です。`, '2026-11-21');
      return flagged.includes('holiday-mismatch') === holidays.has(iso);
    });
    expect(wrong.map(({ iso }) => iso)).toEqual([]);
  });
});
