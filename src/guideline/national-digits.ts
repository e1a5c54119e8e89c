import type { CheckSettings } from './types.ts';

/** Digits with the leading 0, also of a number written with +81. */
export function nationalDigits(written: string): string {
  const digits = written.normalize('NFKC').replace(/\D/gu, '');
  if (/^(?:00)?81/u.test(digits) && /^\s*(?:[+＋]|00)/u.test(written)) {
    return `0${digits.replace(/^(?:00)?810?/u, '')}`;
  }
  return digits;
}

/** True for a number that the office has published itself. @param digits also without the number of the area */
export function isPublished(digits: string, { publicPhones }: Pick<CheckSettings, 'publicPhones'>): boolean {
  return publicPhones.some((published) => {
    const whole = nationalDigits(published);
    return digits.startsWith('0') ? whole === digits : whole.endsWith(digits);
  });
}
