import type { CheckSettings } from './types.ts';

/** Digits with the leading 0, also of a number written with +81. */
export function nationalDigits(written: string): string {
  const digits = written.normalize('NFKC').replace(/\D/gu, '');
  if (/^(?:00)?81/u.test(digits) && /^\s*(?:[+＋]|00)/u.test(written)) {
    return `0${digits.replace(/^(?:00)?810?/u, '')}`;
  }
  return digits;
}

/** True for a number that the office has published itself. */
export function isPublished(digits: string, { publicPhones }: Pick<CheckSettings, 'publicPhones'>): boolean {
  return publicPhones.some((published) => nationalDigits(published) === digits);
}
