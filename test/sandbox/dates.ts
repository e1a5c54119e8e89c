import { TZDate } from '@date-fns/tz';
import { addDays, format } from 'date-fns';
import { ja } from 'date-fns/locale';

export interface NamedDay {
  /** 「12月5日」 */
  readonly day: string;
  /** 「土」 */
  readonly weekday: string;
  /** The weekday that the flyer of another year would have. */
  readonly wrongWeekday: string;
}

/** A day some days after `now`, as people in Japan write it. */
export function daysAhead(now: Date, days: number): NamedDay {
  const day = addDays(new TZDate(now, 'Asia/Tokyo'), days);
  const named = (date: Date) => format(date, 'EEEEE', { locale: ja });
  return { day: format(day, 'M月d日'), weekday: named(day), wrongWeekday: named(addDays(day, 1)) };
}
