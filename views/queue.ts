import { queueText } from '../src/text/lists.ts';
import { header, sentence, smallPrint } from './blocks.ts';
import { draftItem, fitting } from './draft-items.ts';
import type { HomeEntry } from './home.ts';
import { type Message, message } from './message.ts';

const MOST = 40;
const BUDGET = 10_500;

/** `/post 承認待ち`: in the given order; what has no room is counted. */
export function queueMessage(entries: readonly HomeEntry[]): Message {
  const title = queueText.title(entries.length);
  if (entries.length === 0) return message(title, [...sentence(title), ...smallPrint(queueText.none)]);
  const shown = fitting(
    entries.map(({ view, permalink }) =>
      draftItem(view, permalink === null ? undefined : { url: permalink, text: queueText.openCard }),
    ),
    MOST,
    BUDGET,
  );
  const hidden = entries.length - shown.length;
  return message(title, [header(title), ...shown, ...(hidden === 0 ? [] : smallPrint(queueText.more(hidden)))]);
}
