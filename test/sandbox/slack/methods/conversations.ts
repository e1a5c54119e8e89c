import { TEAM } from '../../seed.ts';
import { SlackError } from '../errors.ts';
import type { Channel, Message } from '../state.ts';
import type { Arguments } from './arguments.ts';
import { type Methods, page } from './method.ts';

function conversation(channel: Channel) {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_private: false,
    is_archived: channel.archived,
    is_member: channel.members.has(TEAM.botUser),
    num_members: channel.members.size,
    context_team_id: TEAM.id,
  };
}

function readable(channel: Channel): Channel {
  if (!channel.members.has(TEAM.botUser)) throw new SlackError('not_in_channel');
  return channel;
}

/** Messages between `oldest` and `latest`. */
function between(messages: readonly Message[], args: Arguments): readonly Message[] {
  const oldest = Number(args.string('oldest') ?? 0);
  const latest = Number(args.string('latest') ?? Infinity);
  const inclusive = args.boolean('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

/** Metadata comes only when it is asked for. */
function shown(message: Message, args: Arguments): Message {
  const { metadata, ...rest } = message;
  return metadata && args.boolean('include_all_metadata') ? message : rest;
}

function answer(found: readonly Message[], args: Arguments) {
  const { items, next } = page(found, args, 100);
  const messages = items.map((message) => shown(message, args));
  return { messages, has_more: next !== '', ...(next ? { response_metadata: { next_cursor: next } } : {}) };
}

export const conversationMethods: Methods = {
  'conversations.list': {
    token: 'bot',
    scope: 'channels:read',
    run: (args, { core }) => {
      const all = [...core.state.channels.values()].filter(
        (channel) => !(args.boolean('exclude_archived') && channel.archived),
      );
      const { items, next } = page(all, args, 100);
      return { channels: items.map(conversation), response_metadata: { next_cursor: next } };
    },
  },
  'conversations.info': {
    token: 'bot',
    scope: 'channels:read',
    run: (args, { core }) => ({ channel: conversation(core.channel(args.string('channel'))) }),
  },
  'conversations.members': {
    token: 'bot',
    scope: 'channels:read',
    run: (args, { core }) => {
      const { items, next } = page([...core.channel(args.string('channel')).members], args, 100);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.history': {
    token: 'bot',
    scope: 'channels:history',
    run: (args, { core }) => {
      const channel = readable(core.channel(args.string('channel')));
      const top = channel.messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
      return answer(between([...top].reverse(), args), args);
    },
  },
  'conversations.replies': {
    token: 'bot',
    scope: 'channels:history',
    run: (args, { core, messages }) => {
      const channel = readable(core.channel(args.string('channel')));
      const ts = args.required('ts');
      const [first, ...replies] = messages.thread(channel, ts);
      if (!first) throw new SlackError('thread_not_found');
      // The parent comes first, whatever `oldest` says.
      return answer([first, ...between(replies, args)], args);
    },
  },
};
