import type { Change } from '../../../changes.ts';
import type { Sandbox } from '../../../index.ts';

type Snapshot = ReturnType<Sandbox['snapshot']>;

/** Everything that is to be seen, with what the app last said about the open forms. */
export interface World extends Snapshot {
  /** What the app found wrong with a form, by view and block. */
  readonly formErrors: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Channel = World['slack']['channels'][number];
export type Message = Channel['messages'][number];
export type Ephemeral = Channel['ephemerals'][number];
export type View = World['slack']['views'][number];
export type Person = World['slack']['users'][number];

export function fromSnapshot(snapshot: Snapshot): World {
  return { ...snapshot, formErrors: {} };
}

/** The world after one change; null when only a new snapshot can tell. */
export function after(world: World, change: Change): World | null {
  if (change.seq <= world.seq) return world;
  const next = changed(world, change);
  return next && { ...next, seq: change.seq, now: change.at };
}

function changed(world: World, change: Change): World | null {
  switch (change.kind) {
    case 'message.posted':
    case 'message.updated':
      return inChannel(world, change.channel, (channel) => ({
        ...channel,
        messages: put(channel.messages, change.message, (one) => one.ts === change.ts),
      }));
    case 'message.deleted':
      // Where there are replies a tombstone stays, and the change does not carry it.
      return null;
    case 'ephemeral.posted':
    case 'ephemeral.updated':
      return inChannel(world, change.channel, (channel) => ({
        ...channel,
        ephemerals: put(channel.ephemerals, change.message, (one) => one.ts === change.ts),
      }));
    case 'ephemeral.deleted':
      return inChannel(world, change.channel, (channel) => ({
        ...channel,
        ephemerals: channel.ephemerals.filter((one) => one.ts !== change.ts),
      }));
    case 'view.opened': {
      const others = world.slack.views.filter((view) => view.user !== change.user);
      return inSlack(world, { views: [...others, { ...change.view, user: change.user }] });
    }
    case 'view.pushed':
      return inSlack(world, { views: [...world.slack.views, { ...change.view, user: change.user }] });
    case 'view.updated':
      return withView(withoutErrors(world, change.view.id), { ...change.view, user: change.user });
    case 'view.filled':
      return withView(world, { ...change.view, user: change.user });
    case 'view.closed':
      return inSlack(withoutErrors(world, change.viewId), {
        views: world.slack.views.filter((view) => view.id !== change.viewId),
      });
    case 'view.errors':
      return { ...world, formErrors: { ...world.formErrors, [change.viewId]: change.errors } };
    case 'home.published':
      return inSlack(world, {
        homes: put(world.slack.homes, { ...change.view, user: change.user }, (one) => one.user === change.user),
      });
    case 'notice':
      return inSlack(world, { notices: [...world.slack.notices, change.notice] });
    case 'mistake':
      return inSlack(world, { mistakes: [...world.slack.mistakes, change.mistake] });
    case 'socket':
      return inSlack(world, { connections: change.connections });
    case 'settings':
      return { ...inSlack(world, { settings: change.slack }), x: { ...world.x, settings: change.x } };
    case 'faults':
      return { ...world, faults: change.rules };
    case 'x.posted':
    case 'x.deleted':
      return {
        ...world,
        x: { ...world.x, posts: put(world.x.posts, change.post, (one) => one.id === change.post.id) },
      };
    case 'piazza.posted':
      return { ...world, piazza: [...world.piazza, change.post] };
    case 'channel':
    case 'user':
    case 'reset':
      return null;
    case 'delivery':
    case 'call':
    case 'clock':
    case 'x.request':
      return world;
    default: {
      const never: never = change;
      throw new Error(`Unknown change ${JSON.stringify(never)}`);
    }
  }
}

export function withoutErrors(world: World, viewId: string): World {
  const { [viewId]: _, ...formErrors } = world.formErrors;
  return { ...world, formErrors };
}

function inSlack(world: World, part: Partial<World['slack']>): World {
  return { ...world, slack: { ...world.slack, ...part } };
}

function inChannel(world: World, id: string, change: (channel: Channel) => Channel): World {
  return inSlack(world, {
    channels: world.slack.channels.map((channel) => (channel.id === id ? change(channel) : channel)),
  });
}

function withView(world: World, view: View): World {
  const replaced = (views: readonly View[]) => views.map((one) => (one.id === view.id ? view : one));
  return inSlack(world, { views: replaced(world.slack.views), homes: replaced(world.slack.homes) });
}

/** In the place of the one that it replaces, or at the end. */
function put<T>(list: readonly T[], item: T, same: (one: T) => boolean): T[] {
  return list.some(same) ? list.map((one) => (same(one) ? item : one)) : [...list, item];
}
