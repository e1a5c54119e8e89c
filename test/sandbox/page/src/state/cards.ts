import { characters } from '../blocks/mrkdwn.ts';
import type { Message } from './world.ts';

/** What a person reads off a card at a glance. */
export interface Card {
  readonly ts: string;
  /** 「承認待ち」, 「公開済み」 … */
  readonly status: string;
  /** Name of the account, as far as the card has room for it. */
  readonly account: string;
  /** The text of the post, as far as the card shows it. */
  readonly text: string;
  /** Some of its words are marked, because a rule found something. */
  readonly marked: boolean;
}

/** @returns null when the message is no card. */
export function cardOf(message: Message): Card | null {
  const [header] = message.blocks ?? [];
  const body = message.blocks?.find((block) => block.block_id === 'post-text');
  if (message.bot_id === undefined || header?.type !== 'header' || body?.type !== 'rich_text') return null;
  const [, status, account] = /^\S+ (.+?)｜([^｜]*)/.exec(characters(header.text.text)) ?? [];
  if (status === undefined || account === undefined) return null;
  const runs = body.elements
    .flatMap((part) => (part.type === 'rich_text_quote' ? part.elements : []))
    .flatMap((run) => (run.type === 'text' ? [run] : []));
  return {
    ts: message.ts,
    status,
    account,
    text: runs.map((run) => run.text).join(''),
    marked: runs.some((run) => run.style?.code === true),
  };
}
