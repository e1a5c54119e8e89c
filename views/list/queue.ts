import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type ListPlace, NEEDS, needOf, placeInList } from '../../src/draft/groups.ts';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { NEED_WORDS, NEWER, OLDER, queueText } from '../../src/text/lists.ts';
import type { Listed } from '../../src/usecases/ports.ts';
import { buttons, header, sentence, smallPrint } from '../kit/blocks.ts';
import { parseJson } from '../kit/json.ts';
import { type Message, message } from '../kit/message.ts';
import { draftItem, fitting, type Linked } from './items.ts';

export interface QueueModel {
  /** As many as a phone shows without getting lost, in the order of what they need. */
  readonly entries: readonly Linked<Listed>[];
  /** How many come before these. */
  readonly from: number;
  readonly total: number;
  /** ISO 8601. */
  readonly now: string;
}

export const QUEUE_PAGE = 10;
const BUDGET = 9_500;

/** `/post 承認待ち`: grouped by what each draft needs; what has no room here begins the next page. */
export function queueMessage({ entries, from, total, now }: QueueModel): Message {
  const title = queueText.title(total);
  if (total === 0) return message(title, [...sentence(title), ...smallPrint(queueText.none)]);
  const named = new Set(entries.map(({ account }) => account.id)).size > 1;
  const items = entries.map((entry) => draftItem(entry, { now, named }));
  const shown = fitting(items, QUEUE_PAGE, BUDGET);
  const next = from + shown.length;
  const [first, last] = [entries[0], entries[shown.length - 1]];
  const turns = [
    ...(from === 0 || first === undefined ? [] : [turn(ACTIONS.queueNewer, NEWER, 'before', first)]),
    ...(next >= total || last === undefined ? [] : [turn(ACTIONS.queueOlder, OLDER, 'after', last)]),
  ];
  return message(title, [
    header(title),
    ...(turns.length === 0 ? [] : smallPrint(queueText.page(from + 1, next, total))),
    ...shown.flatMap((blocks, index) => [...heading(entries, index), ...blocks]),
    ...(turns.length === 0 ? [] : [buttons(turns, 'queue-pages')]),
  ]);
}

/** Above the first of those that need the same. */
function heading(entries: readonly Linked<Listed>[], index: number): KnownBlock[] {
  const [before, entry] = [entries[index - 1], entries[index]];
  if (entry === undefined) return [];
  const need = needOf(entry.summary);
  return before !== undefined && needOf(before.summary) === need ? [] : [header(NEED_WORDS[need])];
}

/** A button says where it goes on from, and not after how many: those may be decided by then. */
function turn(actionId: string, text: string, side: 'after' | 'before', { summary }: Linked<Listed>) {
  return { actionId, text, value: JSON.stringify({ [side]: placeInList(summary) }) };
}

const placeSchema: z.ZodType<ListPlace> = z.object({
  need: z.enum(NEEDS),
  emergency: z.boolean(),
  changedAt: z.string(),
  id: z.string(),
});
const buttonSchema = z.union([
  z.object({ after: placeSchema }),
  z.object({ before: placeSchema }),
  // As an earlier version wrote it.
  z.object({ from: z.int().min(0).max(1_000_000) }),
]);

/** Which page the button leads to. @throws ZodError when it is not ours. */
export const readQueueButton = (value: string | undefined): z.infer<typeof buttonSchema> =>
  buttonSchema.parse(parseJson(value ?? ''));
