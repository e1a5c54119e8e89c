import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';

/** Calendar day in Japan (`YYYY-MM-DD`), whatever zone the server runs in. */
export function japanDay(instant: Date): string {
  return format(new TZDate(instant, 'Asia/Tokyo'), 'yyyy-MM-dd');
}
