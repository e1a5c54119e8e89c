import type { App, BlockAction, ButtonAction, webApi } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { listForPerson } from '../src/usecases/list-drafts.ts';
import { homeView } from '../views/list/home.ts';
import { LISTED_AT_MOST } from '../views/list/items.ts';
import { type Desk, linked } from './desk.ts';
import { openDraftForm } from './draft-form.ts';

/** The app's Home: what waits for this person's decision, their own drafts, and a way to start. */
export function registerAppHome(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await publishHome(desk, client, event.user);
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.startDraft, async ({ ack, body, client }) => {
    await ack();
    await openDraftForm(desk, { body, client, channel: null, text: '', trigger: body.trigger_id }).opened;
  });
}

async function publishHome(desk: Desk, client: webApi.WebClient, user: string): Promise<void> {
  const { waiting, mine } = await listForPerson(desk.world, user, LISTED_AT_MOST);
  await client.views.publish({
    user_id: user,
    view: homeView({
      waiting: { entries: linked(desk, waiting.entries), total: waiting.total },
      mine: { entries: linked(desk, mine.entries), total: mine.total },
    }),
  });
}
