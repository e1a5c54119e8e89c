import { queueText } from '../../src/text/lists.ts';
import { header, sentence, smallPrint } from '../kit/blocks.ts';
import { type Message, message } from '../kit/message.ts';
import type { HomeEntry } from './home.ts';
import { draftItem, fitting, LISTED_AT_MOST } from './items.ts';

const BUDGET = 10_500;

/** `/post 承認待ち`: in the given order; what has no room is counted. @param total how many there are. */
export function queueMessage(entries: readonly HomeEntry[], total = entries.length): Message {
  const title = queueText.title(total);
  if (total === 0) return message(title, [...sentence(title), ...smallPrint(queueText.none)]);
  const shown = fitting(
    entries.map(({ view, permalink }) =>
      draftItem(view, permalink === null ? undefined : { url: permalink, text: queueText.openCard }),
    ),
    LISTED_AT_MOST,
    BUDGET,
  );
  const hidden = total - shown.length;
  return message(title, [header(title), ...shown, ...(hidden === 0 ? [] : smallPrint(queueText.more(hidden)))]);
}
