import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { tellPrivately, turnPage } from '../src/slack/private-answer.ts';
import { editionOf } from '../src/usecases/check-text.ts';
import type { Account } from '../src/usecases/ports.ts';
import { tallyRules } from '../src/usecases/rule-tally.ts';
import { oldButtonMessage } from '../views/answer/fault.ts';
import { readPageButton } from '../views/form/reading.ts';
import type { Message } from '../views/kit/message.ts';
import { guidelineMessages } from '../views/list/guideline.ts';
import { accountsFor, type Desk } from './desk.ts';

/** `/post 要領`: the edition in force for each of the channel's accounts, and what its rules found this month. */
export async function guidelineReplies(desk: Desk, channel: string | null): Promise<readonly Message[]> {
  const pages = await Promise.all(accountsFor(desk, channel).map((account) => guidelinePage(desk, account, 0)));
  return pages.flat();
}

/** The buttons under a page turn it in place. */
export function registerGuideline(app: App, desk: Desk): void {
  for (const actionId of [ACTIONS.guidelineBack, ACTIONS.guidelineNext]) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, action, ...heard }) => {
      await ack();
      const { accountId, page } = readPageButton(action.value);
      const account = desk.world.office.accounts.find(({ id }) => id === accountId);
      if (account === undefined) {
        await tellPrivately(heard, oldButtonMessage());
        return;
      }
      for (const message of await guidelinePage(desk, account, Number(page))) await turnPage(heard, message);
    });
  }
}

async function guidelinePage(desk: Desk, account: Account, page: number): Promise<readonly Message[]> {
  const tally = await tallyRules(desk.world, account.id);
  return guidelineMessages(account, editionOf(desk.world, account.id), tally, page);
}
