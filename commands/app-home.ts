import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import type { Desk } from './desk.ts';
import { openDraftForm } from './draft-form.ts';
import { openFindForm } from './find.ts';
import { openHome } from './refresh-home.ts';

/** The app's Home: what this person has to do, what waits for others, and the ways to start and to find. */
export function registerAppHome(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await openHome(desk, client, event.user);
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.startDraft, async ({ ack, body, client }) => {
    await ack();
    await openDraftForm(desk, { body, client, channel: null, text: '', trigger: body.trigger_id }).opened;
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.find, async ({ ack, body, client }) => {
    await ack();
    await openFindForm(desk, { body, client, trigger: body.trigger_id }, null);
  });
}
