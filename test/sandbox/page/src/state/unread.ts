import { useCallback, useEffect, useState } from 'react';
import { useDesk } from './desk.tsx';
import type { Channel, Person, World } from './world.ts';

const KEY = 'kessai-read';

/** The newest message that somebody has seen, by person and channel. */
type Read = Readonly<Record<string, string>>;

const keyOf = (person: string, channel: string): string => `${person} ${channel}`;

function stored(): Read {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof read === 'object' && read !== null ? (read as Read) : {};
  } catch {
    return {};
  }
}

export interface Unread {
  readonly messages: number;
  /** Those that call this person by name or by a group. */
  readonly mentions: number;
}

/** @returns what each channel holds that the person before the page has not seen. */
export function useUnread(): (channel: Channel) => Unread {
  const { world, me, seat } = useDesk();
  const [read, setRead] = useState(stored);
  const open = world.slack.channels.find((channel) => channel.id === seat.place);
  const newest = open?.messages.at(-1)?.ts;

  useEffect(() => {
    if (newest === undefined || document.visibilityState === 'hidden') return;
    setRead((before) => {
      const key = keyOf(me.id, seat.place);
      if (before[key] === newest) return before;
      const after = { ...before, [key]: newest };
      localStorage.setItem(KEY, JSON.stringify(after));
      return after;
    });
  }, [newest, me.id, seat.place]);

  return useCallback(
    (channel) => countUnread(world, channel, me, read[keyOf(me.id, channel.id)] ?? '0'),
    [world, me, read],
  );
}

function countUnread(world: World, channel: Channel, me: Person, seen: string): Unread {
  const groups = world.slack.usergroups.filter((group) => group.users.includes(me.id)).map((group) => group.id);
  const calls = [`<@${me.id}>`, ...groups.map((id) => `<!subteam^${id}>`)];
  const fresh = channel.messages.filter((message) => Number(message.ts) > Number(seen) && message.user !== me.id);
  return {
    messages: fresh.filter((message) => !message.thread_ts || message.thread_ts === message.ts).length,
    mentions: fresh.filter((message) => calls.some((call) => message.text.includes(call))).length,
  };
}
