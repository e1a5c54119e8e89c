import type { App } from '@slack/bolt';
import { COMMANDS } from '../src/slack/action-ids.ts';
import { carry } from '../src/slack/carried.ts';
import { fromCommandText } from '../src/slack/incoming-text.ts';
import { type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import type { Reader } from '../src/usecases/sight.ts';
import type { Message } from '../views/kit/message.ts';
import { helpMessage } from '../views/list/help.ts';
import { type Desk, tellIfNoCard } from './desk.ts';
import { openDraftForm } from './draft-form.ts';
import { answerFind } from './find.ts';
import { guidelineReplies } from './guideline.ts';
import { historyReplies } from './history.ts';
import { answerWhenDone } from './in-time.ts';
import { queueReply } from './queue.ts';
import { arrived, record, sendBack, type Text } from './words.ts';

type ListReader = Reader & { readonly channel: string };
type Topic = 'queue' | 'history' | 'guideline' | 'help';

/** A text that is just one of these words asks for a list; anything longer is a draft. */
const TOPICS: ReadonlyMap<string, Topic> = new Map(
  Object.entries({
    承認待ち: 'queue',
    queue: 'queue',
    履歴: 'history',
    history: 'history',
    要領: 'guideline',
    guideline: 'guideline',
    ヘルプ: 'help',
    help: 'help',
  }),
);

/** One line that begins so asks for drafts of before. */
const FIND = /^(?:検索|search)(?:[^\S\n]+(?<words>.*))?$/iu;

/** `/post 本文…` drafts at once; `/post` alone opens the form; `/post 履歴` and its like answer privately. */
export function registerPost(app: App, desk: Desk): void {
  app.command(COMMANDS.post, async ({ command, ack, ...heard }) => {
    const text = fromCommandText(command.text);
    const channel = command.channel_id;
    const topic = TOPICS.get(text.trim().toLowerCase());
    if (topic !== undefined) {
      await ack();
      await answer(desk, topic, { channel, userId: command.user_id }, heard);
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
    // Where it is not plain which account is meant, the form asks; the text goes with it.
    if (text.trim() === '' || account === undefined || accounts.length > 1) {
      const { kept, opened } = openDraftForm(desk, { ...heard, channel, text, trigger: command.trigger_id });
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

async function answer(desk: Desk, topic: Topic, reader: ListReader, heard: Heard): Promise<void> {
  for (const message of await messagesOn(desk, topic, reader)) await tellPrivately(heard, message);
}

async function messagesOn(desk: Desk, topic: Topic, reader: ListReader): Promise<readonly Message[]> {
  switch (topic) {
    case 'queue':
      return [await queueReply(desk, reader)];
    case 'history':
      return historyReplies(desk, reader.channel);
    case 'guideline':
      return guidelineReplies(desk, reader.channel);
    case 'help':
      return [helpMessage()];
  }
}
