import type { KnownBlock } from '@slack/types';
import { LIMITS } from './limits.ts';

/** A message ready for chat.postMessage, chat.update, chat.postEphemeral or respond(). */
export interface Message {
  /** What a notification and a screen reader say; already escaped, so that it pings nobody by accident. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/**
 * @param said plain sentence for the notification.
 * @param mention mrkdwn of our own making (user and group ids), put before it; empty where nobody is called.
 */
export function message(said: string, blocks: readonly KnownBlock[], mention = ''): Message {
  const escaped = escapeText(said);
  const text = mention === '' ? escaped : `${mention} ${escaped}`;
  return { text: text.length <= LIMITS.message.fallback ? text : mention || 'Kessai', blocks: [...blocks] };
}

/** Slack's own three escapes; in `text` they are all it takes so that `<!channel>` and `<@U…>` stay words. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
