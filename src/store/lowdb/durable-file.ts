import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, StoreFault } from '../store-fault.ts';

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

/**
 * Replaces a file so that a crash at any moment leaves either the old or the new content, whole. When it resolves,
 * the new content survives a power cut.
 * @param temp a path on the same file system; whatever is there is overwritten.
 * @throws StoreFault `write-failed`: the old content stands. `write-uncertain`: the new content stands, but may be
 *   gone after a power cut.
 */
export async function replaceDurably(path: string, temp: string, text: string, at: FaultHook): Promise<void> {
  try {
    const file = await open(temp, 'w', 0o600);
    try {
      await at('store:temp-opened');
      await file.writeFile(text, 'utf8');
      await at('store:temp-written');
      await file.sync();
      await at('store:temp-synced');
    } finally {
      await file.close();
    }
    await rename(temp, path);
  } catch (cause) {
    // What cannot be removed now is removed at the next start.
    await rm(temp, { force: true }).catch(() => undefined);
    throw new StoreFault('write-failed', `the record could not be written (${errnoOf(cause) ?? 'unknown'})`, { cause });
  }
  try {
    await at('store:renamed');
    await syncFolder(dirname(path));
    await at('store:folder-synced');
  } catch (cause) {
    throw new StoreFault('write-uncertain', `the folder could not be synced (${errnoOf(cause) ?? 'unknown'})`, {
      cause,
    });
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
