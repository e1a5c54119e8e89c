import type { LinkResult } from '../../src/draft/events.ts';
import type { PictureBoard } from '../../src/slack/picture-board.ts';
import type {
  Arrival,
  Inbox,
  Kept,
  LaterChecks,
  LinkChecker,
  People,
  Roster,
  StyleChecker,
  StyleHit,
  ThreadLog,
} from '../../src/usecases/ports.ts';

/** Stand-ins for ports in tests of use cases. Each keeps the port's contract, see test/contract. */

/** A web on which every page answers as the test says. */
export class ScriptedWeb implements LinkChecker {
  readonly visits: string[] = [];
  status: LinkResult['status'] = 200;
  title: string | null = '図書館';
  #stopped = false;

  async visit(url: string, mayVisit: (host: string) => boolean): Promise<LinkResult> {
    if (this.#stopped) throw new Error('the app is stopping');
    const seen = { url, movedTo: null, title: null };
    const address = /^https?:\/\//iu.test(url) ? url : `https://${url}`;
    if (!URL.canParse(address)) return { ...seen, status: 'unreachable' };
    if (!mayVisit(new URL(address).hostname)) return { ...seen, status: 'elsewhere' };
    this.visits.push(url);
    return { ...seen, status: this.status, title: this.status === 200 ? this.title : null };
  }

  stop(): void {
    this.#stopped = true;
  }
}

export interface ScriptedWord {
  readonly word: string;
  readonly ruleId: string;
  readonly replacement?: string;
}

/** A second look that knows some words, and of some what to write instead. */
export class ScriptedStyle implements StyleChecker {
  readonly looks: string[] = [];
  /** While true, nothing can be looked at. */
  down = false;
  readonly #words: readonly ScriptedWord[];

  constructor(words: readonly ScriptedWord[]) {
    this.#words = words;
  }

  async look(text: string): Promise<readonly StyleHit[]> {
    if (this.down) throw new Error('the thread ended');
    this.looks.push(text);
    return this.#words.flatMap(({ word, ruleId, ...mend }) =>
      [...text.matchAll(new RegExp(word, 'gu'))].map(({ index }) => ({
        ruleId,
        code: 'listed',
        range: { start: index, end: index + word.length },
        params: { reason: `「${mend.replacement ?? ''}」と書きます。` },
        ...mend,
      })),
    );
  }
}

/** People by id; user groups only as far as the test names them, as on a free workspace. */
export class ScriptedRoster implements Roster {
  readonly groups = new Map<string, readonly string[]>();
  /** Who they were a minute ago, where that is another answer than now. */
  before: readonly string[] | undefined;
  /** Who they are now, where the configuration says something older. */
  now: readonly string[] | undefined;

  async members({ users, group }: People, when: 'now' | 'recent'): Promise<readonly string[] | null> {
    const told = when === 'now' ? this.now : this.before;
    if (told !== undefined) return told;
    if (group === null) return users;
    const members = this.groups.get(group);
    if (members === undefined) return users.length === 0 ? null : users;
    return [...new Set([...users, ...members])];
  }

  /** People whose Slack accounts are closed; null: Slack does not say. */
  closed: readonly string[] | null = [];

  async anyActive(users: readonly string[]): Promise<boolean | null> {
    const { closed } = this;
    return closed === null ? null : users.some((id) => !closed.includes(id));
  }
}

/** Remembers what it was asked to look at, and looks at nothing. */
export class AskedChecks implements LaterChecks {
  readonly asked: string[] = [];

  changed(draftId: string): void {
    this.asked.push(draftId);
  }
}

/** A thread that nobody reads. */
export class QuietThread implements ThreadLog {
  changed(): void {}
  redraw(): void {}
  lookAfter(): void {}
  async told(): Promise<null> {
    return null;
  }
}

/** Remembers whose thread it was asked to go on with, and writes nothing. */
export class AskedThread implements ThreadLog {
  readonly asked: string[] = [];

  changed(draftId: string): void {
    this.asked.push(draftId);
  }
  redraw(draftId: string): void {
    this.asked.push(draftId);
  }
  lookAfter(): void {}
  async told(): Promise<null> {
    return null;
  }
}

/** An inbox that is gone with the process, with room for a few texts. */
export class MemoryInbox implements Inbox {
  readonly #kept = new Set<Kept>();
  readonly #room: number;

  constructor(room = 4) {
    this.#room = room;
  }

  keep(arrival: Arrival): Kept {
    const safe = this.#kept.size < this.#room;
    let held = true;
    const kept: Kept = {
      arrival,
      safe: Promise.resolve(safe),
      isHeld: () => held,
      release: async () => {
        held = false;
        this.#kept.delete(kept);
      },
    };
    if (safe) this.#kept.add(kept);
    return kept;
  }

  /** What nobody has let go of. */
  held(): readonly Arrival[] {
    return [...this.#kept].map(({ arrival }) => arrival);
  }

  left(): readonly Kept[] {
    return [];
  }
}

/** Slack without pictures. */
export const noPictures: PictureBoard = {
  shown: async () => ({}),
  illustrate: async (view) => view,
  remember: () => undefined,
  filesOf: () => ({}),
  forget: () => undefined,
};
