import { z } from 'zod';
import { isQuotedAsWrong } from '../text/quoted.ts';
import { sentenceAround } from '../text/sentences.ts';
import { defineKind } from './rule-kind.ts';

/** A time that no day has. */
export const timeInvalid = defineKind({
  codes: ['hour', 'half', 'minute'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, times }) =>
      times.flatMap(({ start, end, written, hour, minute, half, minutes }) => {
        if (minutes !== null || isRowLabel(written, normal.text.slice(end, end + 2))) return [];
        if (isQuotedAsWrong(normal.text, start, end) || isScore(normal.text, start, end)) return [];
        const code = minute > 59 ? 'minute' : half !== null && hour <= 24 ? 'half' : 'hour';
        return [
          {
            code,
            at: normal.toWritten(start, end),
            params: { hour, minute, half, plain: half === '午前' ? hour - 12 : hour },
          },
        ];
      }),
});

const MATCH =
  /試合|結果|決勝|得点|セット|リーグ|トーナメント|バスケット|バレー|サッカー|フットサル|ハンドボール|ラグビー|卓球|バドミントン|[をにで][勝敗負]|勝ちました|敗れ/u;

/** バスケットは78:65: in the account of a match, unless something begins or ends then. */
function isScore(text: string, start: number, end: number): boolean {
  if (!/^\d{1,3}:\d{2}$/u.test(text.slice(start, end).trim())) return false;
  if (/^ ?(?:から|まで|〜|~|-|開始|スタート|より|に|集合|終了)/u.test(text.slice(end, end + 5))) return false;
  return MATCH.test(sentenceAround(text, start, end));
}

/** In a table 午後 is the name of the row: 午後 13:00〜17:00. */
function isRowLabel(written: string, next: string): boolean {
  return /^(?:午前|午後) \d{1,2}:\d{2}$/u.test(written) && /^ ?[〜~-]/u.test(next);
}
