import type { CheckSettings } from '../types.ts';

/** Digits with the leading 0, also of a number written with +81. */
export function nationalDigits(written: string): string {
  const digits = written.normalize('NFKC').replace(/\D/gu, '');
  if (/^(?:00)?81/u.test(digits) && /^\s*(?:[+＋]|00)/u.test(written)) {
    return `0${digits.replace(/^(?:00)?810?/u, '')}`;
  }
  return digits;
}

/** An office's numbers are read once and then the same for every draft. */
const PUBLISHED = new WeakMap<readonly string[], readonly string[]>();

/** True for a number that the office has published itself. @param digits also without the number of the area */
export function isPublished(digits: string, { publicPhones }: Pick<CheckSettings, 'publicPhones'>): boolean {
  const published = PUBLISHED.get(publicPhones) ?? publicPhones.map(nationalDigits);
  PUBLISHED.set(publicPhones, published);
  return digits.startsWith('0') ? published.includes(digits) : published.some((whole) => whole.endsWith(digits));
}
