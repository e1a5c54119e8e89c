import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { turnPage } from '../src/slack/private-answer.ts';
import { listQueue, listSlots, type QueueTurn } from '../src/usecases/list-drafts.ts';
import type { Reader } from '../src/usecases/sight.ts';
import type { Message } from '../views/kit/message.ts';
import { calendarMessage } from '../views/list/calendar.ts';
import { QUEUE_PAGE, queueMessage, readQueueButton } from '../views/list/queue.ts';
import { type Desk, linked, listReader } from './desk.ts';

/** `/post 承認待ち`: what waits in this channel; outside the accounts' channels what the person wrote or decides on. */
export async function queueReply(desk: Desk, reader: Reader, turn: QueueTurn = { from: 0 }): Promise<Message> {
  const { entries, from, total } = await listQueue(desk.world, reader, { ...turn, limit: QUEUE_PAGE });
  // Whoever asks may be looking for a card that was deleted: it comes back.
  desk.world.threadLog.lookAfter(entries.map(({ summary }) => summary.id));
  return queueMessage({ entries: linked(desk, entries), from, total, now: desk.world.clock.now().toISOString() });
}

/** `/post 予定`: what is to go out in the days to come, for whom as in 承認待ち. */
export async function calendarReply(desk: Desk, reader: Reader): Promise<Message> {
  const entries = await listSlots(desk.world, reader);
  return calendarMessage(linked(desk, entries));
}

/** The buttons under the list turn its page in place. */
export function registerQueue(app: App, desk: Desk): void {
  for (const actionId of [ACTIONS.queueNewer, ACTIONS.queueOlder]) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, action, ...heard }) => {
      await ack();
      await turnPage(heard, await queueReply(desk, listReader(heard.body), readQueueButton(action.value)));
    });
  }
}
