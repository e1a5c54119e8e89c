import { sentenceAround } from './sentences.ts';

const REACH = 30;
const WRONG =
  /あり得ない|ありえない|あるはずのない|存在しない|実在しない|架空|偽(?:の|物)|にせ(?:の|物)|誤(?:った|って|り)|と(?:印字|表示|印刷)/u;

/** 「10月32日」など、あり得ない日付の督促: quoted as what is wrong, and so no slip of the post itself. */
export function isQuotedAsWrong(text: string, start: number, end: number): boolean {
  const opened = /[「『][^」』\n]*$/u.test(text.slice(Math.max(0, start - REACH), start));
  const closed = /^[^「『\n]*[」』]/u.test(text.slice(end, end + REACH));
  return opened && closed && WRONG.test(sentenceAround(text, start, end));
}
