import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { turnPage } from '../src/slack/private-answer.ts';
import { listHistory } from '../src/usecases/list-drafts.ts';
import type { Account } from '../src/usecases/ports.ts';
import { historyMessage } from '../views/history.ts';
import type { Message } from '../views/message.ts';
import { readPageButton } from '../views/reading.ts';
import { accountsFor, type Desk } from './desk.ts';

/** As many as a phone shows without getting lost. */
const PAGE = 10;

/** `/post 履歴`: what was posted on each of the channel's accounts, newest first. */
export async function historyReplies(desk: Desk, channel: string): Promise<readonly Message[]> {
  return Promise.all(accountsFor(desk, channel).map((account) => historyPage(desk, account, 0)));
}

/** The buttons under the list turn its page in place. */
export function registerHistory(app: App, desk: Desk): void {
  for (const actionId of [ACTIONS.historyNewer, ACTIONS.historyOlder]) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, action, ...heard }) => {
      await ack();
      const { accountId, page } = readPageButton(action.value);
      const account = desk.world.office.accounts.find(({ id }) => id === accountId);
      if (account !== undefined) await turnPage(heard, await historyPage(desk, account, Number(page)));
    });
  }
}

async function historyPage(desk: Desk, account: Account, page: number): Promise<Message> {
  const { entries, more } = await listHistory(desk.world, account.id, { skip: page * PAGE, limit: PAGE });
  return historyMessage({
    account,
    entries: await Promise.all(
      entries.map(async (view) => ({ view, permalink: await desk.permalinkOf(view.draft.id) })),
    ),
    newer: page > 0 ? String(page - 1) : null,
    older: more ? String(page + 1) : null,
  });
}
