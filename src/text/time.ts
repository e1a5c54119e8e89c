import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { ja } from 'date-fns/locale/ja';

/** @param instant ISO 8601. @returns day and time in Japan, for example 「11月21日(土) 14:05」. */
export function japanTime(instant: string): string {
  return format(new TZDate(instant, 'Asia/Tokyo'), 'M月d日(EEEEE) HH:mm', { locale: ja });
}

/** 「11月21日(土)」 and 「14:05」, in Japan. @param instant ISO 8601. */
export const japanDayWord = (instant: string): string =>
  format(new TZDate(instant, 'Asia/Tokyo'), 'M月d日(EEEEE)', { locale: ja });
export const japanClock = (instant: string): string => format(new TZDate(instant, 'Asia/Tokyo'), 'HH:mm');

/** A moment that is still to come, which people plan by: 「11月21日(土) 14:05（日本時間）」. @param instant ISO 8601. */
export const plannedTime = (instant: string): string => `${japanTime(instant)}（日本時間）`;

/** Whole minutes from `now` to a moment to come, never less than one. @param instant, now ISO 8601. */
export const minutesUntil = (instant: string, now: string): number =>
  Math.max(1, Math.round((Date.parse(instant) - Date.parse(now)) / 60_000));

/** How long ago, for a list: 「3時間前」. @param instant, now ISO 8601. */
export function ageWord(instant: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(instant)) / 60_000);
  if (minutes < 1) return 'たった今';
  if (minutes < 60) return `${minutes}分前`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}時間前`;
  const days = Math.floor(minutes / (24 * 60));
  return days < 60 ? `${days}日前` : `${Math.floor(days / 30)}か月前`;
}

/** A day (`yyyy-mm-dd`) as a date is said: 「12月1日」. */
export function monthAndDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** A month (`yyyy-mm`) as people say it. */
export function monthWord(month: string): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
}

/** With the year, for lists that reach back: 「2026年11月21日(土) 14:05」. */
export function japanTimeWithYear(instant: string): string {
  return format(new TZDate(instant, 'Asia/Tokyo'), 'yyyy年M月d日(EEEEE) HH:mm', { locale: ja });
}
