import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { tellPrivately, turnPage } from '../src/slack/private-answer.ts';
import { listHistory } from '../src/usecases/list-drafts.ts';
import type { Account, PostKey } from '../src/usecases/ports.ts';
import { oldButtonMessage } from '../views/answer/fault.ts';
import type { Message } from '../views/kit/message.ts';
import { historyMessage, readHistoryButton } from '../views/list/history.ts';
import { accountsFor, type Desk, linked, listReader } from './desk.ts';

/** As many as a phone shows without getting lost. */
const PAGE = 10;

/** `/post 履歴`: what was posted on each of the channel's accounts, newest first. */
export async function historyReplies(desk: Desk, channel: string | null): Promise<readonly Message[]> {
  return Promise.all(accountsFor(desk, channel).map((account) => historyPage(desk, account, channel, [])));
}

/** The buttons under the list turn its page in place. */
export function registerHistory(app: App, desk: Desk): void {
  for (const actionId of [ACTIONS.historyNewer, ACTIONS.historyOlder]) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, action, ...heard }) => {
      await ack();
      const { accountId, trail } = readHistoryButton(action.value);
      const account = desk.world.office.accounts.find(({ id }) => id === accountId);
      if (account === undefined) {
        await tellPrivately(heard, oldButtonMessage());
        return;
      }
      await turnPage(heard, await historyPage(desk, account, listReader(heard.body).channel, trail));
    });
  }
}

/** @param trail where the pages before this one ended, the last of them at the end; empty for the first page. */
async function historyPage(
  desk: Desk,
  account: Account,
  channel: string | null,
  trail: readonly PostKey[],
): Promise<Message> {
  const before = trail.at(-1) ?? null;
  const { posts, older } = await listHistory(desk.world, account.id, { channel }, { before, limit: PAGE });
  return historyMessage({
    account,
    entries: linked(
      desk,
      posts.map((summary) => ({ summary })),
    ),
    trail,
    more: older !== null,
  });
}
