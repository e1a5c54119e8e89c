import { z } from 'zod';
import { TEAM } from '../../seed.ts';
import { SlackError } from '../errors.ts';
import type { Message } from '../state.ts';
import type { Arguments } from './arguments.ts';
import type { Methods } from './method.ts';

const metadataSchema = z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) });

function content(args: Arguments) {
  return { text: args.string('text'), blocks: args.json('blocks', 'invalid_blocks_format'), metadata: metadata(args) };
}

function metadata(args: Arguments): Message['metadata'] | undefined {
  const given = args.json('metadata', 'invalid_metadata_format');
  if (given === undefined) return undefined;
  const parsed = metadataSchema.safeParse(given);
  if (!parsed.success) throw new SlackError('invalid_metadata_format');
  return parsed.data;
}

export const chatMethods: Methods = {
  'chat.postMessage': {
    token: 'bot',
    scope: 'chat:write',
    run: (args, { core, messages }) => {
      const channel = core.channel(args.string('channel'));
      if (channel.id.startsWith('D') && !core.settings.messagesTab) throw new SlackError('messages_tab_disabled');
      const message = messages.postAsApp(channel, content(args), args.string('thread_ts'));
      return { channel: channel.id, ts: message.ts, message };
    },
  },
  'chat.update': {
    token: 'bot',
    scope: 'chat:write',
    run: (args, { core, messages }) => {
      const channel = core.channel(args.string('channel'));
      const message = messages.update(channel, args.required('ts'), content(args));
      return { channel: channel.id, ts: message.ts, text: message.text, message };
    },
  },
  'chat.delete': {
    token: 'bot',
    scope: 'chat:write',
    run: (args, { core, messages }) => {
      const channel = core.channel(args.string('channel'));
      const ts = args.required('ts');
      const message = messages.find(channel, ts);
      if (!message) throw new SlackError('message_not_found');
      if (message.bot_id !== TEAM.botId) throw new SlackError('cant_delete_message');
      messages.remove(channel, ts);
      return { channel: channel.id, ts };
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    scope: 'chat:write',
    run: (args, { core, messages }) => {
      const channel = core.channel(args.string('channel'));
      const user = args.required('user');
      if (!channel.members.has(TEAM.botUser)) throw new SlackError('not_in_channel');
      if (channel.archived) throw new SlackError('is_archived');
      if (!channel.members.has(user) || core.state.users.get(user)?.deleted)
        throw new SlackError('user_not_in_channel');
      const ephemeral = messages.postEphemeral(channel, user, content(args), args.string('thread_ts'));
      return { message_ts: ephemeral.ts };
    },
  },
  'chat.getPermalink': {
    token: 'bot',
    scope: null,
    run: (args, { core, messages }) => {
      const channel = core.channel(args.string('channel'));
      const ts = args.required('message_ts');
      const message = messages.find(channel, ts);
      if (!message) throw new SlackError('message_not_found');
      const thread =
        message.thread_ts && message.thread_ts !== ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
      return { channel: channel.id, permalink: `${TEAM.url}archives/${channel.id}/p${ts.replace('.', '')}${thread}` };
    },
  },
};
