import type { App, BlockAction, ButtonAction, types } from '@slack/bolt';
import { ACTIONS, COMMANDS } from '../src/slack/action-ids.ts';
import { carry } from '../src/slack/carried.ts';
import { fromCommandText } from '../src/slack/incoming-text.ts';
import { type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import { formOf } from '../src/usecases/check-text.ts';
import type { Account } from '../src/usecases/ports.ts';
import type { Reader } from '../src/usecases/sight.ts';
import { answerView } from '../views/answer/answer-view.ts';
import { findForm, MOST_WORDS, NOTHING_ASKED } from '../views/form/find-form.ts';
import { readDraftForm } from '../views/form/reading.ts';
import { readMeant } from '../views/form/slip-question.ts';
import { LIMITS } from '../views/kit/limits.ts';
import type { Message } from '../views/kit/message.ts';
import { helpMessage } from '../views/list/help.ts';
import { type Desk, tellIfNoCard } from './desk.ts';
import { openDraftForm } from './draft-form.ts';
import { answerFind } from './find.ts';
import { guidelineReplies } from './guideline.ts';
import { historyReplies } from './history.ts';
import { answerWhenDone } from './in-time.ts';
import { calendarReply, queueReply } from './queue.ts';
import { searchOf, slipIn, type Topic, topicOf } from './slips.ts';
import { arrived, record, sendBack, type Text } from './words.ts';

/** `/post 本文…` drafts at once; `/post` alone opens the form; `/post 履歴` and its like answer privately. */
export function registerPost(app: App, desk: Desk): void {
  app.command(COMMANDS.post, async ({ command, ack, ...heard }) => {
    const text = fromCommandText(command.text);
    const channel = command.channel_id;
    const reader = { channel, userId: command.user_id };
    const topic = topicOf(text);
    if (topic !== undefined) {
      await ack();
      for (const message of await messagesOn(desk, topic, reader)) await tellPrivately(heard, message);
      return;
    }
    const search = searchOf(text);
    if (search !== undefined) {
      await ack();
      await answerFind(desk, search, reader, { ...heard, trigger: command.trigger_id });
      return;
    }
    const account = plainlyMeant(desk, channel, text);
    if (account === null) {
      const { kept, opened } = openDraftForm(desk, { ...heard, channel, text, trigger: command.trigger_id });
      await answerWhenDone(ack, kept, opened);
      return;
    }
    const draft = { kind: 'draft', accountId: account.id, channel, text, fields: {} } as const;
    await draftAtOnce(desk, heard, ack, { ...draft, ...arrived(desk, heard.body) });
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.meant, async ({ ack, action, body, client, ...heard }) => {
    await ack();
    if (body.view === undefined) return;
    const { show, words, number } = readMeant(action.value);
    const { channel } = readDraftForm(body.view);
    // The form stays below, with what was typed in it.
    const push = (view: types.ModalView) => client.views.push({ trigger_id: body.trigger_id, view });
    if (show === 'find') {
      await push(
        findForm(desk.world.office.accounts, { ...NOTHING_ASKED, words: words.slice(0, MOST_WORDS), number }, channel),
      );
      return;
    }
    const messages = await messagesOn(desk, show, { channel, userId: body.user.id });
    if (messages.flatMap(({ blocks }) => blocks).length <= LIMITS.modal.blocks)
      await push(answerView(messages, channel));
    else for (const message of messages) await tellPrivately({ ...heard, body, client, channel }, message);
  });
}

/**
 * The account that the text can be drafted for at once; null where something has to be asked first: which account, which
 * category, or whether it is a post at all. The form asks, and has the text in it.
 */
function plainlyMeant(desk: Desk, channel: string, text: string): Account | null {
  const [account, ...others] = desk.world.office.accounts.filter((each) => each.channel === channel);
  if (text.trim() === '' || slipIn(text) !== null || account === undefined || others.length > 0) return null;
  return formOf(desk.world, account.id).categories.length > 0 ? null : account;
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

async function messagesOn(desk: Desk, topic: Topic, reader: Reader): Promise<readonly Message[]> {
  switch (topic) {
    case 'queue':
      return [await queueReply(desk, reader)];
    case 'calendar':
      return [await calendarReply(desk, reader)];
    case 'history':
      return historyReplies(desk, reader.channel);
    case 'guideline':
      return guidelineReplies(desk, reader.channel);
    case 'help':
      return [helpMessage()];
  }
}
