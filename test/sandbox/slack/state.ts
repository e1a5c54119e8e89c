import { EXAMPLE, type SeedOffice, TEAM } from '../seed.ts';
import type { Block } from './blocks/blocks.ts';
import type { SlackFile } from './files.ts';

export interface Message {
  readonly type: 'message';
  subtype?: 'tombstone';
  readonly ts: string;
  readonly team: string;
  user: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly bot_profile?: {
    readonly id: string;
    readonly app_id: string;
    readonly name: string;
    readonly team_id: string;
  };
  text: string;
  blocks?: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  thread_ts?: string;
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  files?: readonly Readonly<Record<string, unknown>>[];
  edited?: { readonly user: string; readonly ts: string };
}

/** A message only one person sees. */
export interface Ephemeral {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  text: string;
  blocks?: Block[];
  readonly thread_ts?: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  archived: boolean;
  members: Set<string>;
  /** Oldest first, replies included. */
  messages: Message[];
  /** The same messages by their timestamps, and the replies of each thread: a long load must not slow the sandbox down. */
  byTs: Map<string, Message>;
  replies: Map<string, Message[]>;
  ephemerals: Ephemeral[];
  /** Timestamps of deleted messages: a reply to one is still accepted. */
  deleted: Set<string>;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly title: string;
  readonly isBot: boolean;
  deleted: boolean;
}

export interface Usergroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  users: string[];
}

/** What Slack itself tells a person when the app fails them. */
export interface Notice {
  readonly user: string;
  readonly code: 'operation_timeout' | 'http_service_error' | 'dispatch_failed' | 'trouble_connecting';
  readonly text: string;
  readonly at: string;
}

export interface SlackState {
  channels: Map<string, Channel>;
  users: Map<string, User>;
  usergroups: Map<string, Usergroup>;
  notices: Notice[];
  files: Map<string, SlackFile>;
}

export function newChannel(named: { readonly id: string; readonly name: string }, members: readonly string[]): Channel {
  return {
    ...named,
    archived: false,
    members: new Set(members),
    messages: [],
    byTs: new Map(),
    replies: new Map(),
    ephemerals: [],
    deleted: new Set(),
  };
}

export function seededState(office: SeedOffice = EXAMPLE): SlackState {
  const people = office.users.map((user): User => ({ ...user, isBot: false, deleted: false }));
  const bot: User = {
    id: TEAM.botUser,
    name: 'kessai',
    displayName: TEAM.botName,
    title: '',
    isBot: true,
    deleted: false,
  };
  const everybody = [...people, bot].map((user) => user.id);
  const channels = office.channels.map((channel) => newChannel(channel, everybody));
  return {
    channels: byId(channels),
    users: byId([...people, bot]),
    usergroups: byId(office.usergroups.map((group): Usergroup => ({ ...group, users: [...group.users] }))),
    notices: [],
    files: new Map(),
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
