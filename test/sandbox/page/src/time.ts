import { TZDate } from '@date-fns/tz';
import { format, isSameDay } from 'date-fns';
import { ja } from 'date-fns/locale';

const inJapan = (instant: string | number | Date) => new TZDate(new Date(instant), 'Asia/Tokyo');
const written = (date: Date, pattern: string) => format(date, pattern, { locale: ja });

export const millisOf = (ts: string): number => Number(ts) * 1000;

export const clock = (instant: string | number): string => written(inJapan(instant), 'HH:mm');

/** 「11月22日(日)」 */
export const dayName = (instant: string | number): string => written(inJapan(instant), 'M月d日(EEEEE)');

export const sameDay = (one: number, other: number): boolean => isSameDay(inJapan(one), inJapan(other));

/** Slack's date tokens; null when the format has one that is not known. @param timestamp seconds */
export function formatDate(timestamp: number, pattern: string): string | null {
  const date = inJapan(timestamp * 1000);
  const tokens: Readonly<Record<string, string>> = {
    date_num: written(date, 'yyyy-MM-dd'),
    date: written(date, 'yyyy年M月d日'),
    date_short: written(date, 'yyyy年M月d日'),
    date_long: written(date, 'yyyy年M月d日 EEEE'),
    time: written(date, 'H:mm'),
    time_secs: written(date, 'H:mm:ss'),
  };
  let known = true;
  const result = pattern.replace(/\{([a-z_]+)\}/g, (whole, token: string) => {
    const value = tokens[token];
    if (value === undefined) known = false;
    return value ?? whole;
  });
  return known ? result : null;
}

/** For a datetime-local input, which knows no zone: as the clocks in Japan show it. @param seconds since 1970 */
export const toLocalInput = (seconds: number): string => written(inJapan(seconds * 1000), "yyyy-MM-dd'T'HH:mm");

/** @returns seconds since 1970; null when nothing was entered. */
export function fromLocalInput(value: string): number | null {
  const millis = Date.parse(`${value}:00+09:00`);
  return Number.isNaN(millis) ? null : Math.floor(millis / 1000);
}
