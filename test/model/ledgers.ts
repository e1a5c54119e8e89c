import type { DraftEvent, Person } from '../../src/draft/events.ts';
import type { Clockwork, Life } from './clockwork.ts';
import type { About, Kind, Told } from './office.ts';

/** A request that left the app, entered the moment it leaves. */
export interface Sent {
  readonly what: 'create' | 'delete';
  readonly at: number;
  readonly ms: number;
  readonly life: Life;
  /** Which of the drafts of the story, by its key. */
  readonly draft: number;
  /** See `keyOf`. */
  readonly text: string;
  /** Of all that was sent. */
  readonly hash: string;
  readonly about: About | undefined;
  /** Hashes of the pictures that the post has, and of those that it should have. */
  readonly pictures: { readonly sent: readonly string[]; readonly meant: readonly string[] };
  /** For which it was to go out; absent: at once. */
  readonly slot: string | undefined;
  /** What the app's clock said, in milliseconds. */
  readonly clock: number;
  readonly postId: string | null;
  /** When the app had its answer; null while it waits, for ever if it died. */
  answeredAt: number | null;
  /** What the app was told. */
  answer: 'yes' | 'no' | 'unknown' | null;
}

/** A post that is or was on the network, whoever knows of it. */
export interface Post {
  readonly id: string;
  readonly text: string;
  readonly draft: number;
  readonly request: Sent;
  /** From when on the timeline shows it, in milliseconds of the story. */
  readonly visibleFrom: number;
  deleted: boolean;
}

/** A look at the own timeline on behalf of a text. */
export interface Look {
  readonly at: number;
  readonly life: Life;
  readonly draft: number;
  /** The post that the app was told of. */
  found: string | null;
}

/** What somebody asked for, and what they heard of it, once for each delivery. */
export interface Click {
  readonly at: number;
  readonly kind: Kind;
  readonly by: Person;
  readonly draft: number;
  /** Hash of the content that the card showed. */
  readonly seen: string;
  readonly delivery: string;
  readonly told: Told[];
  /** Deliveries that have not been answered yet. */
  open: number;
}

/** One event that is in place, and since when it cannot be lost any more. */
export interface Entry {
  readonly event: DraftEvent;
  readonly at: number;
  readonly ms: number;
  /** When the app had decided to write it, and what its clock said then. */
  readonly decidedAt: number;
  readonly decidedClock: number;
  readonly life: Life;
  durable: boolean;
}

/** Requests sent, answers given, what is on record; beside them what people asked and heard, and who had authority when. */
export class Ledgers {
  readonly sent: Sent[] = [];
  readonly posts: Post[] = [];
  readonly looks: Look[] = [];
  /** When the app asked whose account it is. */
  readonly checks: number[] = [];
  readonly clicks: Click[] = [];
  /** By draft of the story. */
  readonly record: Entry[][] = [];
  readonly lives: Life[] = [];
  /** When the clock on the wall was set. */
  readonly clockSet: number[] = [];
  readonly lines: string[] = [];
  readonly #clockwork: Clockwork;
  readonly #rights = new Map<string, { readonly at: number; readonly has: boolean }[]>();

  constructor(clockwork: Clockwork) {
    this.#clockwork = clockwork;
  }

  /** What the clock on the wall says, in milliseconds. */
  get clock(): number {
    return this.#clockwork.now().getTime();
  }

  /** For people who read what happened. */
  tell(line: string): void {
    const seconds = (this.#clockwork.ms / 1_000).toFixed(1).padStart(7);
    this.lines.push(`${seconds} s  ${line}`);
  }

  give(person: string, has: boolean): void {
    const at = this.#clockwork.next();
    this.#rights.set(person, [...(this.#rights.get(person) ?? []), { at, has }]);
  }

  hasRight(person: string): boolean {
    return this.#rights.get(person)?.at(-1)?.has ?? false;
  }

  /** Had the person authority at some moment from then till now? */
  hadRightSince(person: string, at: number): boolean {
    const rights = this.#rights.get(person) ?? [];
    return rights.some(({ has }, index) => has && (rights[index + 1]?.at ?? Number.POSITIVE_INFINITY) > at);
  }

  entries(draft: number): readonly Entry[] {
    return this.record[draft] ?? [];
  }

  events(draft: number): readonly DraftEvent[] {
    return this.entries(draft).map(({ event }) => event);
  }

  creates(draft: number): readonly Sent[] {
    return this.sent.filter((sent) => sent.what === 'create' && sent.draft === draft);
  }

  /** The slot of the newest revision, in milliseconds; null where it has none. */
  slot(draft: number): number | null {
    return slotIn(this.events(draft));
  }

  /** Requests of a living app that it still waits for. */
  underWay(draft: number): readonly Sent[] {
    return this.sent.filter((sent) => sent.draft === draft && sent.life.alive && sent.answeredAt === null);
  }
}

/** The slot of the newest revision, in milliseconds; null where it has none. */
export function slotIn(events: readonly DraftEvent[]): number | null {
  const written = events.findLast((event) => event.type === 'DraftSubmitted' || event.type === 'DraftRevised');
  const slot = written !== undefined && 'content' in written ? written.content.slot : undefined;
  return slot === undefined ? null : Date.parse(slot);
}
