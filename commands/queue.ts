import { listQueue } from '../src/usecases/list-drafts.ts';
import type { Message } from '../views/message.ts';
import { queueMessage } from '../views/queue.ts';
import { accountsFor, type Desk } from './desk.ts';

/** `/post 承認待ち`: what waits in this channel, or everywhere when the channel is no account's. */
export async function queueReply(desk: Desk, channel: string): Promise<Message> {
  const views = await listQueue(
    desk.world,
    accountsFor(desk, channel).map(({ id }) => id),
  );
  // Whoever asks may be looking for a card that was deleted: it comes back.
  for (const { draft } of views) desk.world.threadLog.redraw(draft.id);
  return queueMessage(
    await Promise.all(views.map(async (view) => ({ view, permalink: await desk.permalinkOf(view.draft.id) }))),
  );
}
