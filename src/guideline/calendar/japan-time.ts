const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/iu;
const DAY_MS = 86_400_000;
const JAPAN_MS = 9 * 3_600_000;

/**
 * Instant of an ISO 8601 day or time; what has no zone is Japanese time.
 * @returns milliseconds since 1970 in UTC, or undefined for anything else.
 */
export function instantOf(written: string | undefined): number | undefined {
  const text = written?.trim().replace(' ', 'T') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/iu.test(text)) {
    return undefined;
  }
  const whole = text.replace(/T(\d):/u, 'T0$1:');
  const instant = Date.parse(ZONED.test(whole) && whole.includes('T') ? whole : `${withTime(whole)}+09:00`);
  return Number.isNaN(instant) ? undefined : instant;
}

function withTime(text: string): string {
  return text.includes('T') ? text : `${text}T00:00`;
}

/** `YYYY-MM-DD` in Japan. */
export function japanDayOf(instant: number): string {
  return new Date(Math.floor((instant + JAPAN_MS) / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}
