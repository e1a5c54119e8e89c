/** A day as the platform's own calendars (ICU) tell it; shares no code and no table with the checker. */
export interface OracleDay {
  /** Days since 1970-01-01. */
  readonly days: number;
  readonly iso: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 日 to 土 */
  readonly weekday: string;
  /** 令和8年; the first year is 元年. */
  readonly era: string;
  readonly eraYear: number;
  /** R for 令和 */
  readonly letter: string;
}

const DAY_MS = 86_400_000;
const JAPANESE = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: 'UTC',
  era: 'long',
  year: 'numeric',
  weekday: 'short',
});
const LETTERS: Readonly<Record<string, string>> = { 昭和: 'S', 平成: 'H', 令和: 'R' };

export function dayOf(days: number): OracleDay {
  const date = new Date(days * DAY_MS);
  const parts = Object.fromEntries(JAPANESE.formatToParts(date).map(({ type, value }) => [type, value]));
  const { era = '', year = '', weekday = '' } = parts;
  const eraYear = year === '元' ? 1 : Number(year);
  return {
    days,
    iso: date.toISOString().slice(0, 10),
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday,
    era: `${era}${eraYear === 1 ? '元' : eraYear}年`,
    eraYear,
    letter: LETTERS[era] ?? '',
  };
}

/** Every day from 1 January of the first year to 31 December of the last. */
export function oracleDays(first: number, last: number): readonly OracleDay[] {
  const from = Date.UTC(first, 0, 1) / DAY_MS;
  const to = Date.UTC(last, 11, 31) / DAY_MS;
  return Array.from({ length: to - from + 1 }, (_, index) => dayOf(from + index));
}
