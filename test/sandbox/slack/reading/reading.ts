import type { Channel, Ephemeral, Message } from '../state.ts';
import type { View } from '../views.ts';
import { readBlocks } from './blocks.ts';
import { type Names, readMrkdwn, readPlain, userName } from './mrkdwn.ts';

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' });

/** One message as a person reads it: who, when, and what its blocks (or, without blocks, its text) show. */
export function readMessage(message: Message | Ephemeral, names: Names): string {
  const edited = 'edited' in message && message.edited ? '（編集済み）' : '';
  const alone = 'channel' in message ? `（${userName(names, message.user)}さんだけに表示）` : '';
  const author = 'channel' in message ? userName(names, 'U0KESSAI') : userName(names, message.user);
  const time = clock.format(new Date(Number(message.ts) * 1000));
  const body = message.blocks ? readBlocks(message.blocks, names) : readMrkdwn(message.text, names);
  return `${author} ${time}${edited}${alone}\n${body}`;
}

/** A channel from its top, threads folded in below their first message. */
export function readChannel(channel: Channel, names: Names): string {
  const top = channel.messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  const parts = top.map((message) => {
    const replies = message.reply_count ? `\n  └ ${message.reply_count}件の返信` : '';
    return readMessage(message, names) + replies;
  });
  return [`# ${channel.name}`, ...parts].join('\n\n');
}

/** A thread, its first message included. */
export function readThread(channel: Channel, ts: string, names: Names): string {
  return channel.messages
    .filter((message) => message.ts === ts || message.thread_ts === ts)
    .map((message) => readMessage(message, names))
    .join('\n\n');
}

export function readView(view: View, names: Names): string {
  const blocks = readBlocks(view.spec.blocks, names, view.values);
  if (view.spec.type === 'home') return blocks;
  const { title, close, submit } = view.spec;
  const buttons = [close?.text ?? 'キャンセル', ...(submit ? [submit.text] : [])].map((text) => `[${readPlain(text)}]`);
  return [`【${readPlain(title.text)}】`, blocks, buttons.join(' ')].join('\n');
}
