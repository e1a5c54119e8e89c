import type { App, MessageShortcut, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { GivenFile } from '../src/draft/media.ts';
import { SHORTCUTS } from '../src/slack/action-ids.ts';
import { type NameOf, wordsOfMessage } from '../src/slack/message-words.ts';
import { formText } from '../src/text/forms.ts';
import type { Desk } from './desk.ts';
import { openDraftForm } from './draft-form.ts';

/** 「この文を起案する」: the words of a message that is already in the channel become the text of a new draft. */
export function registerDraftFromMessage(app: App, desk: Desk): void {
  app.shortcut<MessageShortcut>(SHORTCUTS.draftFromMessage, async ({ ack, shortcut, ...heard }) => {
    await ack();
    const { text, lacking, changed } = await wordsOfMessage(shortcut.message, namesIn(desk, heard.client));
    await openDraftForm(desk, {
      ...heard,
      channel: shortcut.channel.id,
      text,
      trigger: shortcut.trigger_id,
      files: filesOf(shortcut.message),
      ...(lacking === null ? {} : { problem: formText.draft.noWords[lacking] }),
      ...(changed ? { done: formText.draft.marksTaken } : {}),
    }).opened;
  });
}

const files = z.looseObject({
  files: z.array(z.looseObject({ id: z.string(), name: z.string().nullish() })).catch([]),
});

/** What is attached to a message. */
const filesOf = (message: unknown): readonly GivenFile[] =>
  (files.safeParse(message).data?.files ?? []).map(({ id, name }) => ({ id, name: name ?? id }));

/** The office's own names first; what Slack does not tell in time stays as it is, and is found by a rule. */
function namesIn(desk: Desk, client: webApi.WebClient): NameOf {
  return async (kind, id) => {
    try {
      if (kind === 'user') {
        const known = desk.world.office.names[id];
        if (known !== undefined) return known;
        const { user } = await client.users.info({ user: id });
        return user?.profile?.display_name || user?.real_name || user?.name;
      }
      if (kind === 'channel') return (await client.conversations.info({ channel: id })).channel?.name;
      const { usergroups = [] } = await client.usergroups.list();
      const group = usergroups.find((each) => each.id === id);
      return group?.handle ?? group?.name;
    } catch {
      return undefined;
    }
  };
}
