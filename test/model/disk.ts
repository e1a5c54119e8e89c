import type { DraftEvent } from '../../src/draft/events.ts';
import { Lanes } from '../../src/store/lowdb/lanes.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { summaryOf } from '../../src/store/summary-of.ts';
import type {
  AppendResult,
  DraftStore,
  StoredDraft,
  Summaries,
  Summary,
  ThreadState,
} from '../../src/usecases/ports.ts';
import type { Clockwork, Life } from './clockwork.ts';
import type { Entry } from './ledgers.ts';

/**
 * What becomes of the next operation: a read that fails, a write that fails before or after the events are in place, or
 * of which the disk cannot say whether they are, and they are not. `slow`: it takes nine seconds.
 */
export type DiskFate = 'unreadable' | 'slow' | 'fails' | 'uncertain' | 'uncertain-and-gone';

export interface DiskWatch {
  inPlace(id: string, entries: readonly Entry[]): void;
  trouble(id: string, fate: DiskFate | 'full', events: readonly DraftEvent[]): void;
}

/**
 * What survives the app. As with the real one, a document is replaced as a whole: events are in place first and durable
 * after, a later write that succeeds makes durable what was uncertain before, and a power cut takes what was not durable.
 */
export class Disk {
  readonly documents = new Map<string, Entry[]>();
  readonly closed = new Set<string>();
  readonly fates: DiskFate[] = [];
  full = false;

  powerCut(): number {
    let lost = 0;
    for (const entries of this.documents.values()) {
      const kept = entries.findLastIndex(({ durable }) => durable) + 1;
      lost += entries.length - kept;
      entries.length = kept;
    }
    return lost;
  }

  /** The trouble that meets an operation, if it is of that kind. */
  takeFate(write: boolean): DiskFate | undefined {
    const [next] = this.fates;
    if (next === undefined || (next === 'unreadable') === write) return undefined;
    this.fates.shift();
    return next;
  }
}

const SLOW_MS = 9_000;

/** The record as one process of the app has it. */
export class DiskStore implements DraftStore {
  readonly #disk: Disk;
  readonly #life: Life;
  readonly #clockwork: Clockwork;
  readonly #watch: DiskWatch;
  readonly #lanes = new Lanes();

  constructor(disk: Disk, life: Life, clockwork: Clockwork, watch: DiskWatch) {
    this.#disk = disk;
    this.#life = life;
    this.#clockwork = clockwork;
    this.#watch = watch;
  }

  load(id: string): Promise<StoredDraft | undefined> {
    return this.#lanes.run(id, async () => {
      await this.#life.turn('disk reads');
      if (this.#disk.takeFate(false) !== undefined) {
        this.#watch.trouble(id, 'unreadable', []);
        throw new StoreFault('read-failed', 'the disk does not say');
      }
      const entries = this.#disk.documents.get(id);
      if (entries === undefined || entries.length === 0) return undefined;
      return { id, version: entries.length, events: entries.map(({ event }) => event) };
    });
  }

  append(id: string, expectedVersion: number, events: readonly DraftEvent[]): Promise<AppendResult> {
    const decidedAt = this.#clockwork.next();
    const decidedClock = this.#clockwork.now().getTime();
    return this.#lanes.run(id, async () => {
      await this.#life.turn('disk writes');
      const entries = this.#disk.documents.get(id) ?? [];
      if (entries.length !== expectedVersion) return { ok: false, conflict: entries.length };
      const fate = this.#disk.full ? 'full' : this.#disk.takeFate(true);
      if (fate !== undefined) this.#watch.trouble(id, fate, events);
      if (fate === 'slow') await this.#life.sleep(SLOW_MS);
      if (fate === 'full' || fate === 'fails') throw new StoreFault('write-failed', 'the disk takes nothing');
      if (fate === 'uncertain-and-gone') throw new StoreFault('write-uncertain', 'the disk promises nothing');
      const { ms } = this.#clockwork;
      const added = events.map((event) => {
        const kept = frozen(event);
        const at = this.#clockwork.next();
        return { event: kept, at, ms, decidedAt, decidedClock, life: this.#life, durable: false };
      });
      entries.push(...added);
      this.#disk.documents.set(id, entries);
      if (added.length > 0) {
        this.#disk.closed.delete(id);
        this.#watch.inPlace(id, added);
      }
      await this.#life.turn('disk syncs');
      if (fate === 'uncertain') throw new StoreFault('write-uncertain', 'the disk promises nothing');
      for (const entry of entries) entry.durable = true;
      return { ok: true, version: entries.length };
    });
  }

  async openIds(): Promise<readonly string[]> {
    await this.#life.turn('disk lists');
    return [...this.#disk.documents.keys()].filter((id) => !this.#disk.closed.has(id)).sort();
  }

  /** Counted from the record at every question, as after a start. */
  readonly summaries: Summaries = {
    open: async () => {
      const drafts: Summary[] = [];
      const unreadable: string[] = [];
      for (const id of await this.openIds()) {
        const stored = await this.load(id).catch(() => undefined);
        const summary = stored === undefined ? null : summaryOf(id, stored.events, undefined);
        if (summary === null) unreadable.push(id);
        else drafts.push(summary);
      }
      return { drafts, unreadable };
    },
    published: async () => ({ posts: [], more: false }),
    tally: async () => ({}),
    find: async () => ({ found: [], next: null }),
  };

  async close(id: string, _month: string, version?: number): Promise<void> {
    await this.#life.turn('disk moves');
    const entries = this.#disk.documents.get(id) ?? [];
    if (version !== undefined && entries.length !== version) return;
    this.#disk.closed.add(id);
    // Moving the document syncs both folders, and with them whatever was uncertain before.
    for (const entry of entries) entry.durable = true;
  }

  async closedMonths(): Promise<readonly string[]> {
    return [];
  }

  async closedIn(): Promise<readonly StoredDraft[]> {
    return [];
  }

  async loadThread(): Promise<ThreadState | undefined> {
    return undefined;
  }

  async saveThread(): Promise<void> {}
}

/** Nobody changes what was recorded without its being noticed. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
