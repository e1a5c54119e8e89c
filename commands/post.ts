import type { App } from '@slack/bolt';
import { COMMANDS } from '../src/slack/action-ids.ts';
import { fromCommandText } from '../src/slack/incoming-text.ts';
import { giveBack, type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import { accountOf, type Outcome } from '../src/usecases/act.ts';
import type { Reader } from '../src/usecases/list-drafts.ts';
import type { Arrival, Kept } from '../src/usecases/ports.ts';
import { submitDraft } from '../src/usecases/submit-draft.ts';
import { helpMessage } from '../views/help.ts';
import type { Message } from '../views/message.ts';
import { refusalMessage } from '../views/refusal.ts';
import { type Desk, signed, tellIfNoCard } from './desk.ts';
import { openDraftForm } from './draft-form.ts';
import { guidelineReplies } from './guideline.ts';
import { historyReplies } from './history.ts';
import { answerWhenDone } from './in-time.ts';
import { queueReply } from './queue.ts';

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
    const accounts = desk.world.office.accounts.filter((account) => account.channel === channel);
    const [account] = accounts;
    // Where it is not plain which account is meant, the form asks; the text goes with it.
    if (text.trim() === '' || account === undefined || accounts.length > 1) {
      await answerWhenDone(ack, openDraftForm(desk, { ...heard, channel, text, trigger: command.trigger_id }));
      return;
    }
    const arrival = { accountId: account.id, channel, text, at: desk.world.clock.now().toISOString() };
    await draftArrival(desk, heard, ack, { ...arrival, ...signed(desk, heard.body) });
  });
}

/** Answers as soon as the text is safe: in the inbox, or where that has no room or no disk, on record. */
async function draftArrival(desk: Desk, heard: Heard, ack: () => Promise<void>, arrival: Arrival): Promise<void> {
  const keeping = desk.inbox.keep(arrival).catch(() => null);
  const release = () => keeping.then((kept) => kept?.release());
  const safe = keeping.then(async (kept) => (kept === null ? await submit(desk, arrival) : null));
  try {
    const outcome = (await answerWhenDone(ack, safe)) ?? (await submit(desk, arrival));
    if (outcome.ok) await release();
    await tellOutcome(desk, heard, arrival, outcome);
  } finally {
    // Also after a fault, of which the author is told with the text: it must not come back on its own.
    await release();
  }
}

/** Drafts what an earlier run took in and did not get done. What fails again is kept for the next start. */
export async function finishArrival(desk: Desk, client: Heard['client'], { arrival, release }: Kept): Promise<void> {
  const heard = { client, body: { user_id: arrival.by.id, channel_id: arrival.channel } };
  await tellOutcome(desk, heard, arrival, await submit(desk, arrival));
  await release();
}

function submit(desk: Desk, arrival: Arrival): Promise<Outcome> {
  return submitDraft(desk.world, { ...arrival, fields: {} });
}

/** The card is the answer: recording the draft sends it on its way (act.ts → threadLog → src/slack/thread-log.ts). */
async function tellOutcome(desk: Desk, heard: Heard, { accountId, text }: Arrival, outcome: Outcome): Promise<void> {
  if (outcome.ok) return tellIfNoCard(desk, heard, outcome.draft);
  const accountName = accountOf(desk.world, accountId).name;
  await giveBack(heard, refusalMessage(outcome.refusal, { text, accountName }), text);
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
