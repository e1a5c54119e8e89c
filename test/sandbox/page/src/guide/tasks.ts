import { daysAhead } from '../../../dates.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../state/office.ts';

/** One thing for a first-time visitor to try. */
export interface Task {
  readonly id: 'clean' | 'weekday' | 'mobile' | 'reply' | 'piazza' | 'authority';
  readonly title: string;
  readonly person: string;
  readonly channel: string;
  /** Begins the text of this task's card, whatever the date. */
  readonly beginning: string;
  /** What comes into the composer. */
  readonly text: string;
  /** The weekday that the date of a wrong flyer really has. */
  readonly right: string;
}

/** @param now the sandbox's time: the texts name days to come. */
export function tasksOf(now: Date): readonly Task[] {
  const soon = daysAhead(now, 14);
  const course = daysAhead(now, 21);
  const meeting = daysAhead(now, 19);
  const task = (
    id: Task['id'],
    title: string,
    beginning: string,
    rest: string,
    where: Partial<Pick<Task, 'person' | 'channel'>> = {},
  ): Task => ({
    id,
    title,
    person: where.person ?? PEOPLE.staffA,
    channel: where.channel ?? SHINAGAWA,
    beginning,
    text: `/post ${beginning}${rest}`,
    right: course.weekday,
  });
  return [
    task(
      'clean',
      '問題のない投稿',
      '【図書館の再開】',
      `大井図書館は、${soon.day}（${soon.weekday}）午前9時に再開します。くわしくは https://www.city.shinagawa.tokyo.jp/ をご覧ください。`,
    ),
    task(
      'weekday',
      '曜日の誤り',
      '【防災講座】',
      `${course.day}（${course.wrongWeekday}）に防災講座を開きます。申込みは区ホームページからお願いします。`,
    ),
    task('mobile', '携帯番号', '【一時保育】', '予約は、担当の090-1234-5678へお電話ください。'),
    task('reply', '返信', '@tokyo_bousai ', '情報提供ありがとうございます。区内の避難所はすべて閉鎖しました。'),
    task(
      'piazza',
      'PIAZZA',
      '【区政連絡会】',
      `次の会は${meeting.day}（${meeting.weekday}）午後2時から、区民センターで開きます。`,
      {
        person: PEOPLE.staffD,
        channel: TOSHIMA,
      },
    ),
    task('authority', '権限のない人', '【ごみの収集】', '年末年始のごみの収集日を、区ホームページに掲載しました。'),
  ];
}
