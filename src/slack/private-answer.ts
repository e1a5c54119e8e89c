import type { RespondArguments, RespondFn, webApi } from '@slack/bolt';
import type { Message } from '../../views/message.ts';
import { moreReturnedText } from '../../views/returned-text.ts';
import { whereabouts } from './deliveries.ts';

/** What a listener was given to answer with. Slack leaves `respond` out where the payload has no response_url. */
export interface Heard {
  readonly body: unknown;
  readonly client: webApi.WebClient;
  readonly respond?: RespondFn | undefined;
}

/**
 * Answers so that nobody but the person who acted sees it, and the card stays where it is: by the response_url,
 * else in the channel, else (on the Home tab) in the person's own conversation with the app.
 */
export async function tellPrivately(heard: Heard, message: Message): Promise<void> {
  const { text, blocks } = message;
  if (heard.respond !== undefined) {
    await heard.respond(privately(message));
    return;
  }
  const { user, channel } = whereabouts(heard.body);
  if (channel === null) await heard.client.chat.postMessage({ channel: user, text, blocks });
  else await heard.client.chat.postEphemeral({ channel, user, text, blocks });
}

/** The same, and gives back all of what the author had written, however long it is. */
export async function giveBack(heard: Heard, message: Message, text: string): Promise<void> {
  for (const part of [message, ...moreReturnedText(text)]) await tellPrivately(heard, part);
}

/** Turns a page of a private list in place, or shows the page anew where that cannot be done. */
export async function turnPage(heard: Heard, message: Message): Promise<void> {
  if (heard.respond === undefined) await tellPrivately(heard, message);
  else await heard.respond({ replace_original: true, text: message.text, blocks: message.blocks });
}

function privately({ text, blocks }: Message): RespondArguments {
  return { response_type: 'ephemeral', replace_original: false, text, blocks };
}
