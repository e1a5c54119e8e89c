import type { App, MessageShortcut } from '@slack/bolt';
import { SHORTCUTS } from '../src/slack/action-ids.ts';
import { fromMessageText } from '../src/slack/incoming-text.ts';
import type { Desk } from './desk.ts';
import { openDraftForm } from './draft-form.ts';

/** 「この文を起案する」: a message that is already in the channel becomes the text of a new draft. */
export function registerDraftFromMessage(app: App, desk: Desk): void {
  app.shortcut<MessageShortcut>(SHORTCUTS.draftFromMessage, async ({ ack, shortcut, ...heard }) => {
    await ack();
    await openDraftForm(desk, {
      ...heard,
      channel: shortcut.channel.id,
      text: fromMessageText(shortcut.message.text ?? ''),
      trigger: shortcut.trigger_id,
    }).opened;
  });
}
