import type { DraftEvent } from '../../draft/events.ts';
import { searchable, textsOf } from '../../draft/find.ts';
import type { AppendResult, Clock, DraftStore, StoredDraft, Summary, ThreadState } from '../../usecases/ports.ts';
import { errnoOf, StoreFault } from '../store-fault.ts';
import { summaryOf } from '../summary-of.ts';
import { ClosedIndex, type Indexed } from './closed-index.ts';
import type { DraftDocument } from './draft-document.ts';
import { emptyDocument } from './draft-document.ts';
import type { Found, Place, UnreadableReport } from './draft-files.ts';
import { assertId, assertMonth, DraftFiles } from './draft-files.ts';
import type { FaultHook } from './durable-file.ts';
import { Lanes } from './lanes.ts';
import type { ProcessLock } from './process-lock.ts';
import { takeProcessLock } from './process-lock.ts';
import { StoreSummaries } from './store-summaries.ts';

export interface LowdbStoreOptions {
  /** Created when it does not exist. */
  readonly folder: string;
  /** A damaged file was set aside; a person should look at it. */
  readonly onUnreadable: (report: UnreadableReport) => void;
  /** Names files that are set aside. */
  readonly clock: Clock;
  /** Told once that the folder is no longer this process's alone. Nothing is read or written any more. */
  readonly onLost?: () => void;
  /** @see STORE_FAULT_POINTS */
  readonly at?: FaultHook;
}

export type ReleasableStore = DraftStore & {
  /** Is the folder still this process's alone? Asks the disk; when it is not, whoever gave `onLost` is told. */
  isHeld(): boolean;
  /** Waits for what is under way, then lets another process have the folder. */
  release(): Promise<void>;
};

/**
 * Opens the record in a folder for this process alone. Its cost does not depend on how many drafts are closed.
 * @throws StoreFault `locked` (with the holder) when another process has it, `folder-unusable` when it cannot be written.
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<ReleasableStore> {
  const lock = await takeProcessLock(options.folder);
  try {
    const files = new DraftFiles({
      folder: options.folder,
      onUnreadable: options.onUnreadable,
      clock: options.clock,
      at: options.at ?? (() => undefined),
    });
    await files.prepare();
    return new LowdbStore(files, lock, options.onLost ?? (() => undefined));
  } catch (cause) {
    await lock.release();
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault('folder-unusable', `the data folder cannot be used (${errnoOf(cause) ?? 'unknown'})`, {
      cause,
    });
  }
}

class LowdbStore implements ReleasableStore {
  readonly #files: DraftFiles;
  readonly #lock: ProcessLock;
  /** Everything about one draft goes through its lane: a reader never sees what is not yet durable. */
  readonly #lanes = new Lanes();
  /** Open drafts as they lie on the disk, the last used at the end. Nobody else writes the folder while the lock is held. */
  readonly #known = new Map<string, DraftDocument>();
  readonly #onLost: () => void;
  readonly #index: ClosedIndex;
  readonly summaries: StoreSummaries;
  #released = false;
  #lost = false;

  constructor(files: DraftFiles, lock: ProcessLock, onLost: () => void) {
    this.#files = files;
    this.#lock = lock;
    this.#onLost = onLost;
    this.#index = new ClosedIndex(
      {
        months: () => files.months(),
        folderStamp: (month) => files.folderStamp(month),
        stamps: (month) => files.stamps(month),
        stamp: (id, month) => files.stamp(id, month),
        draft: async (id, month) => {
          const document = await this.#closedDocument(id, month);
          return document === undefined ? null : indexed(document);
        },
      },
      (month) => files.indexPath(month),
    );
    this.summaries = new StoreSummaries(
      {
        ids: () => this.openIds(),
        read: (id) => this.#alone(id, async () => ((await this.#find(id))?.place === 'open' ? 'open' : 'gone')),
      },
      this.#index,
    );
  }

  isHeld(): boolean {
    if (this.#lost || this.#lock.isHeld()) return !this.#lost;
    this.#lost = true;
    this.#onLost();
    return false;
  }

  load(id: string): Promise<StoredDraft | undefined> {
    return this.#alone(id, async () => {
      const found = await this.#find(id);
      return found && stored(found.document);
    });
  }

  append(id: string, expectedVersion: number, events: readonly DraftEvent[]): Promise<AppendResult> {
    return this.#alone(id, async () => {
      const found = await this.#find(id);
      const before = found?.document ?? emptyDocument(id);
      if (before.events.length !== expectedVersion) return { ok: false, conflict: before.events.length };
      if (events.length === 0) {
        // What is read may be in the way of being lost; written once more it is safe.
        if (found !== undefined) await this.#write(found.document, found.place);
        return { ok: true, version: expectedVersion };
      }
      const after = { ...before, events: [...before.events, ...events] };
      if (found === undefined || found.place === 'open') await this.#write(after, 'open');
      else {
        const { month } = found.place;
        await this.#sure(id, () =>
          this.#index.change(month, { id, before: summary(before), after: null }, () =>
            this.#files.reopen(after, month),
          ),
        );
        this.#remember(after);
      }
      return { ok: true, version: after.events.length };
    });
  }

  async openIds(): Promise<readonly string[]> {
    this.#assertHeld();
    return this.#files.openIds();
  }

  async close(id: string, month: string, version?: number): Promise<void> {
    assertMonth(month);
    return this.#alone(id, async () => {
      const found = await this.#find(id);
      if (found === undefined) throw notFound(id);
      if (version !== undefined && found.document.events.length > version) return;
      this.#known.delete(id);
      if (found.place !== 'open') return;
      await this.#sure(id, () =>
        this.#index.change(month, { id, before: null, after: indexed(found.document) }, () =>
          this.#files.close(id, month),
        ),
      );
      this.summaries.leave(id);
    });
  }

  async closedMonths(): Promise<readonly string[]> {
    this.#assertHeld();
    const open = new Set(await this.#files.openIds());
    const months: string[] = [];
    for (const month of await this.#files.months())
      if ((await this.#files.closedIds(month)).some((id) => !open.has(id))) months.push(month);
    return months;
  }

  async closedIn(month: string): Promise<readonly StoredDraft[]> {
    this.#assertHeld();
    assertMonth(month);
    const drafts: StoredDraft[] = [];
    const ids = await this.#files.closedIds(month);
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const batch = await Promise.all(ids.slice(start, start + READ_AT_ONCE).map((id) => this.#closedIn(id, month)));
      drafts.push(...batch.filter((draft) => draft !== undefined));
    }
    return drafts;
  }

  async loadThread(id: string): Promise<ThreadState | undefined> {
    return this.#alone(id, async () => (await this.#find(id))?.document.thread ?? undefined);
  }

  saveThread(id: string, thread: ThreadState): Promise<void> {
    return this.#alone(id, async () => {
      const found = await this.#find(id);
      if (found === undefined) throw notFound(id);
      const after = { ...found.document, thread };
      if (found.place === 'open') return this.#write(after, 'open');
      const { month } = found.place;
      await this.#index.change(month, { id, before: summary(found.document), after: indexed(after) }, () =>
        this.#write(after, { month }),
      );
    });
  }

  async release(): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    await this.#lanes.idle();
    await this.#index.release();
    await this.#files.release();
    await this.#lock.release();
  }

  async #find(id: string): Promise<Found | undefined> {
    const known = this.#known.get(id);
    if (known !== undefined) return { place: 'open', document: this.#remember(known) };
    const found = await this.#files.find(id);
    if (found?.place === 'open') this.#remember(found.document);
    return found;
  }

  async #write(document: DraftDocument, place: Place): Promise<void> {
    // Whatever becomes of the write, what was known before is not sure any more.
    this.#known.delete(document.id);
    await this.#sure(document.id, () => this.#files.write(document, place));
    if (place === 'open') this.#remember(document);
  }

  /** After a fault nobody knows what lies on the disk: the summary is made anew from there. Until then the old one is right. */
  async #sure(id: string, write: () => Promise<void>): Promise<void> {
    try {
      await this.#changing(write);
    } catch (error) {
      this.summaries.doubt(id);
      throw error;
    }
  }

  #remember(document: DraftDocument): DraftDocument {
    if (this.#known.get(document.id) !== document) this.summaries.know(document);
    this.#known.delete(document.id);
    this.#known.set(document.id, document);
    for (const id of this.#known.keys()) {
      if (this.#known.size <= KNOWN_AT_MOST) break;
      this.#known.delete(id);
    }
    return document;
  }

  async #closedIn(id: string, month: string): Promise<StoredDraft | undefined> {
    const document = await this.#closedDocument(id, month);
    return document && stored(document);
  }

  /** Undefined when it was taken up again since the folder was listed, or is unreadable: neither hides the others. */
  #closedDocument(id: string, month: string): Promise<DraftDocument | undefined> {
    return this.#alone(id, async () => {
      try {
        if (await this.#files.has(id, 'open')) return undefined;
        return await this.#files.read(id, { month });
      } catch (error) {
        if (!(error instanceof StoreFault) || error.code !== 'newer-format') throw error;
        this.#files.reportNewer(id, month, error);
        return undefined;
      }
    });
  }

  async #alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.#assertHeld();
    assertId(id);
    return this.#lanes.run(id, work);
  }

  /**
   * Before the change, so that it overwrites nothing of another process; and after it, so that whoever acts on it, for
   * example by sending a post, knows that no other process began before it was on the disk.
   */
  async #changing(change: () => Promise<void>): Promise<void> {
    this.#assertLocked();
    await change();
    // It has its name by now, and whoever has the folder may find it: not a no.
    if (!this.isHeld()) throw new StoreFault('write-uncertain', 'the data folder was taken away over a write');
  }

  #assertHeld(): void {
    if (this.#released) throw new StoreFault('released', 'the record was closed by this process');
    this.#assertLocked();
  }

  #assertLocked(): void {
    if (!this.isHeld()) throw new StoreFault('lock-lost', 'the data folder is no longer this process’s alone');
  }
}

/** Enough to keep the disk busy, few enough for any limit on open files. */
const READ_AT_ONCE = 16;
/** More than people work on at the same time; some kilobytes each. */
const KNOWN_AT_MOST = 200;

function stored(document: DraftDocument): StoredDraft {
  return { id: document.id, version: document.events.length, events: document.events };
}

function summary({ id, events, thread }: DraftDocument): Summary | null {
  return summaryOf(id, events, thread);
}

function indexed(document: DraftDocument): Indexed | null {
  const summarised = summary(document);
  return summarised && { summary: summarised, words: searchable(summarised, textsOf(document.events)) };
}

function notFound(id: string): StoreFault {
  return new StoreFault('not-found', `there is no draft ${id}`);
}
