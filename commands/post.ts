import type { App } from '@slack/bolt';
import { COMMANDS } from '../src/slack/action-ids.ts';
import { carry } from '../src/slack/carried.ts';
import { fromCommandText } from '../src/slack/incoming-text.ts';
import type { Heard } from '../src/slack/private-answer.ts';
import { formOf } from '../src/usecases/check-text.ts';
import { type Desk, tellIfNoCard } from './desk.ts';
import { openDraftForm } from './draft-form.ts';
import { answerFind } from './find.ts';
import { answerWhenDone } from './in-time.ts';
import { slipOf } from './slips.ts';
import { answerTopic, topicOf } from './topics.ts';
import { arrived, record, sendBack, type Text } from './words.ts';

/** One line that begins so asks for drafts of before. */
const FIND = /^(?:検索|search)(?:[^\S\n]+(?<words>.*))?$/iu;

/** `/post 本文…` drafts at once; `/post` alone opens the form; `/post 履歴` and its like answer privately. */
export function registerPost(app: App, desk: Desk): void {
  app.command(COMMANDS.post, async ({ command, ack, ...heard }) => {
    const text = fromCommandText(command.text);
    const channel = command.channel_id;
    const topic = topicOf(text);
    if (topic !== undefined) {
      await ack();
      await answerTopic(desk, topic, { channel, userId: command.user_id }, heard);
      return;
    }
    const search = FIND.exec(text.trim())?.groups;
    if (search !== undefined) {
      await ack();
      const reader = { channel, userId: command.user_id };
      await answerFind(desk, search.words ?? '', reader, { ...heard, trigger: command.trigger_id });
      return;
    }
    const accounts = desk.world.office.accounts.filter((account) => account.channel === channel);
    const [account] = accounts;
    const slip = slipOf(text);
    // Where it is not plain what is meant, the form asks; so it does for what the guideline wants to know of every post.
    const plain = text.trim() !== '' && slip === null && account !== undefined && accounts.length === 1;
    if (!plain || formOf(desk.world, account.id).categories.length > 0) {
      const { kept, opened } = openDraftForm(desk, { ...heard, channel, text, slip, trigger: command.trigger_id });
      await answerWhenDone(ack, kept, opened);
      return;
    }
    const draft = { kind: 'draft', accountId: account.id, channel, text, fields: {} } as const;
    await draftAtOnce(desk, heard, ack, { ...draft, ...arrived(desk, heard.body) });
  });
}

/**
 * Answers as soon as the text is safe: in the inbox, or where that has no room or no disk, on record. While it is nowhere,
 * Slack is not told that it has arrived, and tells the author that no answer came.
 */
async function draftAtOnce(desk: Desk, heard: Heard, ack: () => Promise<void>, text: Text): Promise<void> {
  const kept = carry(desk.inbox, heard.body, text);
  const safe = kept.safe.then((isSafe) => (isSafe ? null : record(desk, text)));
  await safe.then(ack, ack);
  const outcome = (await safe) ?? (await record(desk, text));
  if (!outcome.ok) return sendBack(desk, heard, kept, outcome);
  await kept.release();
  // The card is the answer: recording the draft sends it on its way (act.ts → threadLog → src/slack/thread-log.ts).
  await tellIfNoCard(desk, heard, outcome.draft);
}
