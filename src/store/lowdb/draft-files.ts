import { existsSync, readdirSync, statSync } from 'node:fs';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { Low } from 'lowdb';
import type { Clock } from '../../usecases/ports.ts';
import { errnoOf, StoreFault } from '../store-fault.ts';
import type { DraftDocument } from './draft-document.ts';
import { emptyDocument } from './draft-document.ts';
import type { FaultHook } from './durable-file.ts';
import { makeFolder, SyncedFolder, syncFolder } from './durable-file.ts';
import type { Stamp } from './index-file.ts';
import { DurableJsonAdapter, UnreadableFile } from './json-adapter.ts';

/** A file that was found damaged. Paths are relative to the data folder. */
export interface UnreadableReport {
  readonly id: string;
  readonly path: string;
  /** Null when the file is sound but written by a newer version: it stays where it is. */
  readonly movedTo: string | null;
  /** For the log; never quotes the file. */
  readonly problem: string;
}

/** `open`, or the month (`yyyy-mm`) under which a closed draft rests. */
export type Place = 'open' | { readonly month: string };

export interface Found {
  readonly place: Place;
  readonly document: DraftDocument;
}

/** Some milliseconds of looking, then whoever waits for an answer has a turn. */
const LOOKS_AT_ONCE = 256;

const DRAFT_FILE = /^([A-Za-z0-9-]{1,40})\.json$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Where the documents lie, and how one gets from one folder to the other. Callers take care that one draft is touched by one at a time. */
export class DraftFiles {
  readonly #folder: string;
  readonly #onUnreadable: (report: UnreadableReport) => void;
  readonly #clock: Clock;
  readonly #at: FaultHook;
  readonly #openFolder: SyncedFolder;

  constructor(wiring: {
    readonly folder: string;
    readonly onUnreadable: (report: UnreadableReport) => void;
    readonly clock: Clock;
    readonly at: FaultHook;
  }) {
    this.#folder = wiring.folder;
    this.#onUnreadable = wiring.onUnreadable;
    this.#clock = wiring.clock;
    this.#at = wiring.at;
    this.#openFolder = new SyncedFolder(join(wiring.folder, 'open'));
  }

  /** Creates the folders, removes what a crash left half-written, and settles drafts that lie in two places. */
  async prepare(): Promise<void> {
    for (const name of ['open', 'closed', 'unreadable']) await makeFolder(join(this.#folder, name));
    const names = await readdir(join(this.#folder, 'open'));
    for (const name of names.filter((each) => each.endsWith('.tmp')))
      await rm(join(this.#folder, 'open', name), { force: true, recursive: true });
    const months = await this.months();
    for (const id of draftIds(names))
      for (const month of months) {
        // Not asynchronous: there are many such questions, almost all are answered no, and nothing else runs yet.
        if (existsSync(this.#path(id, { month }))) await this.#settle(id, month);
      }
  }

  /** Finds a draft wherever it is. A damaged file is set aside and counts as absent. */
  async find(id: string): Promise<Found | undefined> {
    // Not asynchronous: a new draft asks this of every month there ever was, and the answer is almost always no. Somebody
    // waits for it meanwhile, and each asynchronous question waits its turn behind all that the disk is busy with.
    const open = this.#isThere(id, 'open') ? await this.read(id, 'open') : undefined;
    if (open !== undefined) return { place: 'open', document: open };
    for (const month of this.#monthsNow()) {
      if (!this.#isThere(id, { month })) continue;
      const document = await this.read(id, { month });
      if (document !== undefined) return { place: { month }, document };
    }
    return undefined;
  }

  async read(id: string, place: Place): Promise<DraftDocument | undefined> {
    const db = this.#database(id, place);
    try {
      await db.read();
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      await this.#setAside(id, place, error.problem);
      return undefined;
    }
    return db.data.events.length === 0 ? undefined : db.data;
  }

  /** @throws StoreFault, see replaceDurably. */
  async write(document: DraftDocument, place: Place): Promise<void> {
    const db = this.#database(document.id, place);
    db.data = document;
    await db.write();
  }

  /** Writes a closed draft into the open folder; the closed copy goes once the open one is safe. */
  async reopen(document: DraftDocument, from: string): Promise<void> {
    await this.write(document, 'open');
    try {
      await this.#at('store:reopened');
      await this.#remove(document.id, { month: from });
    } catch {
      // The append is durable already. A copy that stays behind is older, never read, and removed at the next start.
    }
  }

  /** @throws StoreFault `write-failed` when the draft stays open, `write-uncertain` when it may be open after a power cut. */
  async close(id: string, month: string): Promise<void> {
    const closed = join(this.#folder, 'closed');
    try {
      for (const other of await this.months())
        if (await this.has(id, { month: other })) await this.#remove(id, { month: other });
      await makeFolder(join(closed, month));
      await rename(this.#path(id, 'open'), this.#path(id, { month }));
    } catch (cause) {
      throw new StoreFault('write-failed', `draft ${id} could not be closed (${errnoOf(cause) ?? 'unknown'})`, {
        cause,
      });
    }
    try {
      await this.#at('store:close-moved');
      await this.#sync({ month });
      await this.#sync('open');
      await this.#at('store:close-synced');
    } catch (cause) {
      throw new StoreFault(
        'write-uncertain',
        `closing draft ${id} could not be synced (${errnoOf(cause) ?? 'unknown'})`,
        {
          cause,
        },
      );
    }
  }

  has(id: string, place: Place): Promise<boolean> {
    return exists(this.#path(id, place));
  }

  async openIds(): Promise<readonly string[]> {
    return draftIds(await this.#names('open')).sort();
  }

  async closedIds(month: string): Promise<readonly string[]> {
    return draftIds(await this.#names(join('closed', month))).sort();
  }

  /** Newest first; also those that have become empty. */
  async months(): Promise<readonly string[]> {
    return newestFirst(await this.#names('closed'));
  }

  /** When the month's folder was last changed, in nanoseconds; null where there is none. */
  async folderStamp(month: string): Promise<string | null> {
    const found = statOf(join(this.#folder, 'closed', month));
    return found === null ? null : String(found.mtimeNs);
  }

  /** Null where the month does not have the draft. */
  async stamp(id: string, month: string): Promise<Stamp | null> {
    return this.#stampNow(id, month);
  }

  /** Of every draft in the month's folder, but for those that are open. */
  async stamps(month: string): Promise<ReadonlyMap<string, Stamp>> {
    const open = new Set(await this.openIds());
    const stamps = new Map<string, Stamp>();
    for (const [nth, id] of (await this.closedIds(month)).entries()) {
      if (nth % LOOKS_AT_ONCE === 0) await breathe();
      const stamp = open.has(id) ? null : this.#stampNow(id, month);
      if (stamp !== null) stamps.set(id, stamp);
    }
    return stamps;
  }

  /** Not asynchronous: a month has thousands of files, and each asynchronous look costs ten times the look itself. */
  #stampNow(id: string, month: string): Stamp | null {
    const found = statOf(this.#path(id, { month }));
    return found === null ? null : { size: Number(found.size), mtime: String(found.mtimeNs) };
  }

  indexPath(month: string): string {
    return join(this.#folder, 'index', `${month}.jsonl`);
  }

  /** The handles that are kept open are given back. */
  async release(): Promise<void> {
    await this.#openFolder.release();
  }

  #monthsNow(): readonly string[] {
    try {
      return newestFirst(readdirSync(join(this.#folder, 'closed')));
    } catch (cause) {
      return noNames('closed', cause);
    }
  }

  /** @throws StoreFault `read-failed` when the disk does not say. */
  #isThere(id: string, place: Place): boolean {
    try {
      return statSync(this.#path(id, place), { throwIfNoEntry: false }) !== undefined;
    } catch (cause) {
      throw new StoreFault('read-failed', `draft ${id} could not be looked for (${errnoOf(cause) ?? 'unknown'})`, {
        cause,
      });
    }
  }

  reportNewer(id: string, month: string, fault: StoreFault): void {
    this.#onUnreadable({ id, path: this.#relative(id, { month }), movedTo: null, problem: fault.message });
  }

  async #settle(id: string, month: string): Promise<void> {
    const open = await this.read(id, 'open').catch(ofNewerFormat);
    const closed = await this.read(id, { month }).catch(ofNewerFormat);
    if (open === undefined || closed === undefined || open === 'newer' || closed === 'newer') return;
    // A copy that was made while the draft was being closed has both, with the same events: then the one whose thread
    // was told more is the newer, and only it keeps the thread from being told twice.
    const more = closed.events.length - open.events.length || (closed.thread?.told ?? 0) - (open.thread?.told ?? 0);
    await this.#remove(id, more > 0 ? 'open' : { month });
  }

  async #setAside(id: string, place: Place, problem: string): Promise<void> {
    const stamp = this.#clock.now().toISOString().replaceAll(':', '').replace('.', '-');
    try {
      for (let number = 1; ; number += 1) {
        const movedTo = join('unreadable', `${id}.${stamp}${number === 1 ? '' : `-${number}`}.json`);
        if (await exists(join(this.#folder, movedTo))) continue;
        await rename(this.#path(id, place), join(this.#folder, movedTo));
        this.#onUnreadable({ id, path: this.#relative(id, place), movedTo, problem });
        return;
      }
    } catch (cause) {
      // Left in place it could be overwritten, and with it the only trace of what was decided.
      throw new StoreFault('read-failed', `draft ${id} is damaged and could not be set aside: ${problem}`, { cause });
    }
  }

  async #remove(id: string, place: Place): Promise<void> {
    await rm(this.#path(id, place), { force: true });
    await this.#sync(place);
  }

  #database(id: string, place: Place): Low<DraftDocument> {
    // Temporary files all lie in the open folder, so that a start finds them without looking through the history.
    const temp = join(this.#folder, 'open', `${id}.json.tmp`);
    const file = { id, path: this.#path(id, place), temp, at: this.#at, syncFolder: () => this.#sync(place) };
    return new Low(new DurableJsonAdapter(file), emptyDocument(id));
  }

  #sync(place: Place): Promise<void> {
    return place === 'open' ? this.#openFolder.sync() : syncFolder(join(this.#folder, 'closed', place.month));
  }

  #path(id: string, place: Place): string {
    return join(this.#folder, this.#relative(id, place));
  }

  #relative(id: string, place: Place): string {
    return place === 'open' ? join('open', `${id}.json`) : join('closed', place.month, `${id}.json`);
  }

  async #names(folder: string): Promise<string[]> {
    try {
      return await readdir(join(this.#folder, folder));
    } catch (cause) {
      return noNames(folder, cause);
    }
  }
}

/** A folder that is not there has nothing in it. @throws StoreFault `read-failed` for any other reason. */
function noNames(folder: string, cause: unknown): never[] {
  if (errnoOf(cause) === 'ENOENT') return [];
  throw new StoreFault('read-failed', `the folder ${folder} could not be read (${errnoOf(cause) ?? 'unknown'})`, {
    cause,
  });
}

function newestFirst(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => MONTH.test(name))
    .sort()
    .reverse();
}

/** Refuses whatever could leave the data folder or is no month. @throws StoreFault */
export function assertId(id: string): void {
  if (!DRAFT_FILE.test(`${id}.json`)) throw new StoreFault('bad-id', 'this is no draft id');
}

/** @throws StoreFault */
export function assertMonth(month: string): void {
  if (!MONTH.test(month)) throw new StoreFault('bad-month', 'a month is written yyyy-mm');
}

function draftIds(names: readonly string[]): string[] {
  return names.flatMap((name) => DRAFT_FILE.exec(name)?.[1] ?? []);
}

function statOf(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    throw new StoreFault('read-failed', `a file could not be looked at (${errnoOf(cause) ?? 'unknown'})`, { cause });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function ofNewerFormat(error: unknown): 'newer' {
  if (error instanceof StoreFault && error.code === 'newer-format') return 'newer';
  throw error;
}
