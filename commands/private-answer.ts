import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { Message } from '../views/message.ts';
import { moreReturnedText } from '../views/returned-text.ts';

/** For respond(): seen by the person who acted and by nobody else, and the card stays where it is. */
export function privately(message: Message): RespondArguments {
  return { response_type: 'ephemeral', replace_original: false, text: message.text, blocks: message.blocks };
}

/** For respond() to a button in a private answer: turns the page in place. */
export function inPlace(message: Message): RespondArguments {
  return { replace_original: true, text: message.text, blocks: message.blocks };
}

/** Answers in private and gives back all of what the author had written, however long it is. */
export async function answerPrivately(respond: RespondFn | null, message: Message, text: string): Promise<void> {
  if (respond === null) return;
  for (const part of [message, ...moreReturnedText(text)]) await respond(privately(part));
}
