import type { KnownBlock, RichTextElement } from '@slack/types';
import { calendarText, excerpt, queueText } from '../../src/text/lists.ts';
import { japanClock, japanDayWord } from '../../src/text/time.ts';
import { standing } from '../../src/text/words.ts';
import type { Listed } from '../../src/usecases/ports.ts';
import { header, sentence, smallPrint } from '../kit/blocks.ts';
import { type Message, message } from '../kit/message.ts';
import { bold, link, richText, runs, section } from '../kit/rich.ts';
import { fitting, type Linked, nameIn } from './items.ts';

const MOST = 40;
const BUDGET = 9_500;
const FIRST_WORDS = 30;

/** `/post 予定`: day by day, and on a phone a line or two for each post. @param entries in the order of their slots. */
export function calendarMessage(entries: readonly Linked<Listed>[]): Message {
  const title = entries.length === 0 ? calendarText.none : calendarText.title(entries.length);
  if (entries.length === 0) return message(title, [...sentence(title), ...smallPrint(calendarText.how)]);
  const named = new Set(entries.map(({ account }) => account.id)).size > 1;
  const shown = fitting(
    entries.map((entry) => line(entry, named)),
    MOST,
    BUDGET,
  );
  const hidden = entries.length - shown.length;
  return message(title, [
    header(title),
    ...shown.map((part, index): KnownBlock => richText([...heading(entries, index), part])),
    ...smallPrint(hidden === 0 ? '' : calendarText.more(hidden), calendarText.how),
  ]);
}

/** The day, above its first post. */
function heading(entries: readonly Linked<Listed>[], index: number) {
  const dayOf = (at: number): string => japanDayWord(entries[at]?.summary.slot ?? '');
  return index > 0 && dayOf(index - 1) === dayOf(index) ? [] : [section(bold(dayOf(index)))];
}

function line({ summary, account, permalink }: Linked<Listed>, named: boolean) {
  const { mark, label } = standing({ ...summary, blocked: summary.findings.block > 0 });
  const words: RichTextElement[][] = [
    bold(calendarText.line(mark, japanClock(summary.slot ?? ''), label)),
    ...(named ? [runs(`｜${nameIn(account.name)}`)] : []),
    runs(`\n${excerpt(summary.words, FIRST_WORDS)}`),
    ...(permalink === null ? [] : [[...runs('　'), ...link(permalink, queueText.openCard)]]),
  ];
  return section(...words);
}
