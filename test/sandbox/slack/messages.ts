import { isDeepStrictEqual } from 'node:util';
import { TEAM } from '../seed.ts';
import type { Block } from './blocks/blocks.ts';
import { codePoints, LIMITS } from './blocks/limits.ts';
import { stored, storedText } from './blocks/stored.ts';
import { checkBlocks, contentSize } from './blocks/validate.ts';
import type { SlackCore } from './core.ts';
import { invalid, SlackError } from './errors.ts';
import { checkPictures } from './files.ts';
import type { Channel, Ephemeral, Message } from './state.ts';

/** What a message consists of, as an app or a person gives it. */
export interface MessageContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly metadata?: Message['metadata'] | undefined;
}

/** Posting, changing and deleting in the channels. */
export class Messages {
  readonly #core: SlackCore;

  constructor(core: SlackCore) {
    this.#core = core;
  }

  find(channel: Channel, ts: string): Message | undefined {
    return channel.byTs.get(ts);
  }

  thread(channel: Channel, ts: string): readonly Message[] {
    const parent = channel.byTs.get(ts);
    return [...(parent ? [parent] : []), ...(channel.replies.get(ts) ?? [])];
  }

  /** A message of the app. @throws SlackError as chat.postMessage. */
  postAsApp(channel: Channel, content: MessageContent, threadTs: string | undefined): Message {
    if (!channel.members.has(TEAM.botUser)) throw new SlackError('not_in_channel');
    if (channel.archived) throw new SlackError('is_archived');
    return this.#append(channel, { ...appAuthor, ...this.#checked(content, LIMITS.postText) }, threadTs);
  }

  /** A message of the app by a `response_url`, which works where the app is no member. */
  respondAsApp(channel: Channel, content: MessageContent, threadTs: string | undefined): Message {
    return this.#append(channel, { ...appAuthor, ...this.#checked(content, LIMITS.postText) }, threadTs);
  }

  postAsPerson(
    channel: Channel,
    user: string,
    content: { text: string; blocks: Block[]; files?: NonNullable<Message['files']> },
    threadTs: string | undefined,
  ): Message {
    return this.#append(channel, { user, ...content }, threadTs);
  }

  /** @throws SlackError as chat.update. */
  update(channel: Channel, ts: string, content: MessageContent): Message {
    const message = this.find(channel, ts);
    if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
    if (message.bot_id !== TEAM.botId) throw new SlackError('cant_update_message');
    if (channel.archived) throw new SlackError('is_inactive');
    const next = this.#checked(content, LIMITS.updateText);
    const replaced = next.blocks ?? (content.blocks === undefined ? message.blocks : undefined);
    if (hasRichText(message.blocks) && !hasRichText(replaced)) throw new SlackError('block_mismatch');
    const before = { text: message.text, blocks: message.blocks };
    message.text = next.text;
    if (replaced) message.blocks = replaced;
    else delete message.blocks;
    if (next.metadata) message.metadata = next.metadata;
    if (!isDeepStrictEqual(before, { text: message.text, blocks: message.blocks })) {
      message.edited = { user: TEAM.botId, ts: `${Math.floor(this.#core.clock.now().getTime() / 1000)}.000000` };
    }
    this.#core.changes.emit({ kind: 'message.updated', channel: channel.id, ts, message });
    return message;
  }

  /** Leaves a tombstone where there are replies, as Slack does. */
  remove(channel: Channel, ts: string): void {
    const message = this.find(channel, ts);
    if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
    channel.deleted.add(ts);
    if ((message.reply_count ?? 0) > 0) {
      message.subtype = 'tombstone';
      message.user = 'USLACKBOT';
      message.text = 'This message was deleted.';
      delete message.blocks;
      delete message.metadata;
    } else {
      const others = (list: readonly Message[] | undefined) => (list ?? []).filter((each) => each !== message);
      channel.messages = others(channel.messages);
      channel.byTs.delete(ts);
      if (message.thread_ts !== undefined)
        channel.replies.set(message.thread_ts, others(channel.replies.get(message.thread_ts)));
      this.#recount(channel, message.thread_ts);
    }
    this.#core.changes.emit({ kind: 'message.deleted', channel: channel.id, ts });
  }

  postEphemeral(channel: Channel, user: string, content: MessageContent, threadTs: string | undefined): Ephemeral {
    const { text, blocks } = this.#checked(content, LIMITS.postText);
    const ephemeral: Ephemeral = {
      ts: this.#core.clock.slackTs(),
      channel: channel.id,
      user,
      text,
      ...(blocks ? { blocks } : {}),
      ...(threadTs ? { thread_ts: threadTs } : {}),
    };
    channel.ephemerals.push(ephemeral);
    this.#core.changes.emit({
      kind: 'ephemeral.posted',
      channel: channel.id,
      user,
      ts: ephemeral.ts,
      message: ephemeral,
    });
    return ephemeral;
  }

  replaceEphemeral(channel: Channel, ts: string, content: MessageContent): void {
    const ephemeral = channel.ephemerals.find((each) => each.ts === ts);
    if (!ephemeral) throw new SlackError('message_not_found');
    const { text, blocks } = this.#checked(content, LIMITS.postText);
    ephemeral.text = text;
    if (blocks) ephemeral.blocks = blocks;
    else delete ephemeral.blocks;
    this.#core.changes.emit({
      kind: 'ephemeral.updated',
      channel: channel.id,
      user: ephemeral.user,
      ts,
      message: ephemeral,
    });
  }

  removeEphemeral(channel: Channel, ts: string): void {
    const ephemeral = channel.ephemerals.find((each) => each.ts === ts);
    if (!ephemeral) throw new SlackError('message_not_found');
    channel.ephemerals = channel.ephemerals.filter((each) => each !== ephemeral);
    this.#core.changes.emit({ kind: 'ephemeral.deleted', channel: channel.id, user: ephemeral.user, ts });
  }

  #checked(content: MessageContent, most: number): ReturnType<typeof checkedContent> {
    const checked = checkedContent(content, most);
    checkPictures(this.#core, checked.blocks, 'invalid_blocks');
    return checked;
  }

  #append(
    channel: Channel,
    author: Omit<Message, 'type' | 'ts' | 'team' | 'thread_ts'>,
    threadTs: string | undefined,
  ): Message {
    if (threadTs !== undefined && !this.find(channel, threadTs) && !channel.deleted.has(threadTs)) {
      throw new SlackError('thread_not_found');
    }
    const message: Message = {
      type: 'message',
      ts: this.#core.clock.slackTs(),
      team: TEAM.id,
      ...author,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    };
    channel.messages.push(message);
    channel.byTs.set(message.ts, message);
    if (threadTs !== undefined) channel.replies.set(threadTs, [...(channel.replies.get(threadTs) ?? []), message]);
    this.#recount(channel, threadTs);
    this.#core.changes.emit({ kind: 'message.posted', channel: channel.id, ts: message.ts, message });
    return message;
  }

  #recount(channel: Channel, threadTs: string | undefined): void {
    const parent = threadTs === undefined ? undefined : this.find(channel, threadTs);
    if (!parent || threadTs === undefined) return;
    const replies = channel.replies.get(threadTs) ?? [];
    const last = replies.at(-1);
    parent.reply_count = replies.length;
    parent.reply_users = [...new Set(replies.map((reply) => reply.user))];
    if (last) {
      parent.thread_ts = threadTs;
      parent.latest_reply = last.ts;
    }
    this.#core.changes.emit({ kind: 'message.updated', channel: channel.id, ts: threadTs, message: parent });
  }
}

const appAuthor = {
  user: TEAM.botUser,
  bot_id: TEAM.botId,
  app_id: TEAM.appId,
  bot_profile: { id: TEAM.botId, app_id: TEAM.appId, name: TEAM.botName, team_id: TEAM.id },
};

/** @throws SlackError `no_text`, `msg_too_long`, `invalid_blocks`, `msg_blocks_too_long`. */
function checkedContent(
  content: MessageContent,
  maxText: number,
): { text: string; blocks?: Block[]; metadata?: NonNullable<Message['metadata']> } {
  const text = content.text ?? '';
  const given = Array.isArray(content.blocks) && content.blocks.length === 0 ? undefined : content.blocks;
  if (text === '' && given === undefined) throw new SlackError('no_text');
  if (codePoints(text) > maxText) throw new SlackError('msg_too_long');
  const metadata = content.metadata ? { metadata: content.metadata } : {};
  if (given === undefined) return { text: storedText(text), ...metadata };
  if (!Array.isArray(given)) throw new SlackError('invalid_blocks_format');
  const checked = checkBlocks(given, 'message');
  if (!checked.ok) throw invalid('invalid_blocks', checked.violations);
  if (contentSize(checked.value) > LIMITS.messageContent) throw new SlackError('msg_blocks_too_long');
  return { text: storedText(text), blocks: stored(checked.value), ...metadata };
}

function hasRichText(blocks: readonly Block[] | undefined): boolean {
  return blocks?.some((block) => block.type === 'rich_text') ?? false;
}
