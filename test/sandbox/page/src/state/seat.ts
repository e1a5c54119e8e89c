/** Who sits before the page, and what they look at. It lives in the address, so that a reload changes nothing. */
export interface Seat {
  readonly person: string;
  /** A channel's id, or the app's Home tab. */
  readonly place: string;
  readonly thread: string | null;
  readonly side: 'network' | 'thread';
  /** What a phone shows, which has room for one pane only. */
  readonly pane: 'menu' | 'place' | 'thread' | 'network';
}

export const HOME = 'home';

const FIRST_SEAT: Seat = {
  person: 'U0KOHO001',
  place: 'C0SHINAGAWA',
  thread: null,
  side: 'network',
  pane: 'place',
};

const PANES: readonly Seat['pane'][] = ['menu', 'place', 'thread', 'network'];

/** As the address has it, whether or not there is such a person and place.
 * `#/C0SHINAGAWA/1700000000.000100?as=U0KOHO001&side=thread&pane=thread` */
export function readSeat(hash: string): Seat {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place, thread] = path.split('/');
  const asked = new URLSearchParams(query);
  return {
    person: asked.get('as') ?? FIRST_SEAT.person,
    place: place || FIRST_SEAT.place,
    thread: thread || null,
    side: asked.get('side') === 'thread' && thread ? 'thread' : 'network',
    pane: PANES.find((pane) => pane === asked.get('pane')) ?? FIRST_SEAT.pane,
  };
}

export function writeSeat(seat: Seat): string {
  const query = new URLSearchParams({ as: seat.person, side: seat.side, pane: seat.pane });
  return `#/${seat.place}${seat.thread === null ? '' : `/${seat.thread}`}?${query}`;
}
