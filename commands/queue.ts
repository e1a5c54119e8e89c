import { listQueue, type Reader } from '../src/usecases/list-drafts.ts';
import type { Message } from '../views/kit/message.ts';
import { LISTED_AT_MOST } from '../views/list/items.ts';
import { queueMessage } from '../views/list/queue.ts';
import { type Desk, linked } from './desk.ts';

/** `/post 承認待ち`: what waits in this channel; outside the accounts' channels what the person wrote or decides on. */
export async function queueReply(desk: Desk, reader: Reader): Promise<Message> {
  const { entries, total } = await listQueue(desk.world, reader, LISTED_AT_MOST);
  // Whoever asks may be looking for a card that was deleted: it comes back.
  desk.world.threadLog.lookAfter(entries.map(({ view }) => view.draft.id));
  return queueMessage(linked(desk, entries), total);
}
