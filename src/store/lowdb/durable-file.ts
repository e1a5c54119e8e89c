import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errnoOf, StoreFault } from '../store-fault.ts';

/** Texts are confidential until they are published: nobody else on the machine reads the record, whatever the umask. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Every moment at which a crash leaves the disk in a different state, in the order of a write and of a move. */
export const STORE_FAULT_POINTS = [
  'store:temp-opened',
  'store:temp-written',
  'store:temp-synced',
  'store:renamed',
  'store:folder-synced',
  'store:reopened',
  'store:close-moved',
  'store:close-synced',
] as const;

type StoreFaultPoint = (typeof STORE_FAULT_POINTS)[number];

/** Called at each fault point; only tests give one. What it throws counts as a fault of the disk at that moment. */
export type FaultHook = (point: StoreFaultPoint) => void | Promise<void>;

export interface DurableFile {
  readonly path: string;
  /** A path on the same file system; whatever is there is overwritten. */
  readonly temp: string;
  readonly at: FaultHook;
  /** Makes a renaming in the file's folder survive a power cut. */
  readonly syncFolder: () => Promise<void>;
}

/**
 * Replaces a file so that a crash at any moment leaves either the old or the new content, whole. When it resolves,
 * the new content survives a power cut.
 * @throws StoreFault `write-failed`: the old content stands. `write-uncertain`: the new content stands, but may be
 *   gone after a power cut.
 */
export async function replaceDurably({ path, temp, at, syncFolder }: DurableFile, text: string): Promise<void> {
  // Once its content is safe, nobody has to wait until the file is closed.
  let closed: Promise<void> = Promise.resolve();
  try {
    const file = await open(temp, 'w', PRIVATE_FILE);
    try {
      await at('store:temp-opened');
      await file.writeFile(text, 'utf8');
      await at('store:temp-written');
      await file.sync();
      await at('store:temp-synced');
    } finally {
      closed = file.close().catch(() => undefined);
    }
  } catch (cause) {
    await closed;
    // What cannot be removed now is removed at the next start.
    await rm(temp, { force: true }).catch(() => undefined);
    throw failed(cause);
  }
  try {
    await rename(temp, path);
  } catch (cause) {
    // A network drive may do it and lose the answer. While the new content still has its old name, nothing has changed.
    if (!(await isThere(temp))) throw uncertain(cause);
    await rm(temp, { force: true }).catch(() => undefined);
    throw failed(cause);
  }
  try {
    await at('store:renamed');
    await syncFolder();
    await at('store:folder-synced');
    await closed;
  } catch (cause) {
    throw uncertain(cause);
  }
}

function failed(cause: unknown): StoreFault {
  return new StoreFault('write-failed', `the record could not be written (${errnoOf(cause) ?? 'unknown'})`, { cause });
}

function uncertain(cause: unknown): StoreFault {
  const what = `the record was written, and may be lost (${errnoOf(cause) ?? 'unknown'})`;
  return new StoreFault('write-uncertain', what, { cause });
}

/** False also when the disk does not say: then nobody can promise that it is. */
function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Creates a folder, and those above it that are missing. When it resolves, they survive a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let above = dirname(resolve(path)); ; above = dirname(above)) {
    await syncFolder(above);
    if (above === top) return;
  }
}

/** Makes creations, renames and removals in the folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A folder that is synced again and again: it stays open, which saves two operations of the disk each time. */
export class SyncedFolder {
  readonly #path: string;
  #handle: Promise<FileHandle> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  sync = async (): Promise<void> => {
    this.#handle ??= open(this.#path, 'r');
    try {
      await (await this.#handle).sync();
    } catch (error) {
      // Whatever is wrong with the folder, the next one to ask looks at it anew.
      await this.release();
      throw error;
    }
  };

  async release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.then((each) => each.close()).catch(() => undefined);
  }
}
