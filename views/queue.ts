import { queueText } from '../src/text/lists.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { header, sentence, smallPrint } from './blocks.ts';
import { draftItem, fitting } from './draft-items.ts';
import { type Message, message } from './message.ts';

const MOST = 40;
const BUDGET = 10_500;

/** `/post 承認待ち`: in the given order; what has no room is counted. */
export function queueMessage(drafts: readonly DraftView[]): Message {
  const title = queueText.title(drafts.length);
  if (drafts.length === 0) return message(title, [...sentence(title), ...smallPrint(queueText.none)]);
  const shown = fitting(
    drafts.map((view) => draftItem(view)),
    MOST,
    BUDGET,
  );
  const hidden = drafts.length - shown.length;
  return message(title, [header(title), ...shown, ...(hidden === 0 ? [] : smallPrint(queueText.more(hidden)))]);
}
