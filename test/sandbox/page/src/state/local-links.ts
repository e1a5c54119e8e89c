import type { Seat } from './seat.ts';
import type { World } from './world.ts';

export interface LocalTarget {
  readonly seat: Partial<Seat>;
  /** Id of the element to show, if there is a certain one. */
  readonly element: string | null;
}

export const postElement = (id: string): string => `post-${id}`;
export const messageElement = (ts: string): string => `message-${ts}`;
export const boardElement = (url: string): string => `board-${url.replace(/^.*\//, '')}`;

/** Where on this page an address leads; null when it leads out of the sandbox. */
export function localTarget(world: World, address: string): LocalTarget | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const network: Partial<Seat> = { side: 'network', pane: 'network' };
  const status = /^\/[^/]+\/status\/(\d+)$/.exec(url.pathname)?.[1];
  if (url.host === 'x.com') {
    const known = status !== undefined && world.x.posts.some((post) => post.id === status);
    const account = world.office.accounts.find(({ username }) => url.pathname.split('/')[1] === username);
    const seat = account ? { ...network, place: account.channel } : network;
    return known || url.pathname === `/${account?.username}`
      ? { seat, element: known ? postElement(status) : null }
      : null;
  }
  const posted = world.piazza.find((post) => post.url === address);
  if (posted) {
    const channel = world.office.accounts.find(({ name }) => name === posted.account)?.channel;
    return { seat: channel ? { ...network, place: channel } : network, element: boardElement(address) };
  }
  if (url.origin === new URL(world.slack.team.url).origin) {
    const [, channel, digits] = /^\/archives\/([^/]+)\/p(\d+)$/.exec(url.pathname) ?? [];
    if (channel === undefined || digits === undefined) return null;
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const parent = url.searchParams.get('thread_ts') ?? ts;
    return {
      seat: { place: channel, thread: parent, side: 'thread', pane: 'place' },
      element: messageElement(ts),
    };
  }
  return null;
}
