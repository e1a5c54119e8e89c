import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { ja } from 'date-fns/locale/ja';

/** @param instant ISO 8601. @returns day and time in Japan, for example 「11月21日(土) 14:05」. */
export function japanTime(instant: string): string {
  return format(new TZDate(instant, 'Asia/Tokyo'), 'M月d日(EEEEE) HH:mm', { locale: ja });
}

/** With the year, for lists that reach back: 「2026年11月21日(土) 14:05」. */
export function japanTimeWithYear(instant: string): string {
  return format(new TZDate(instant, 'Asia/Tokyo'), 'yyyy年M月d日(EEEEE) HH:mm', { locale: ja });
}
