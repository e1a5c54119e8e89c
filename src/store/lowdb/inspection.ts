import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errnoOf } from '../store-fault.ts';
import { syncFolder } from './durable-file.ts';

/** Questions about a data folder, whether the app runs on it or not. Nothing that is asked here stays on the disk. */

export interface FolderState {
  readonly exists: boolean;
  /** True when other users of the machine may read it. */
  readonly openToOthers: boolean;
  /** Files that were set aside as damaged. */
  readonly unreadable: number;
}

export async function folderState(folder: string): Promise<FolderState> {
  const found = await stat(folder).catch(() => null);
  const names = await readdir(join(folder, 'unreadable')).catch(() => []);
  return {
    exists: found?.isDirectory() ?? false,
    openToOthers: found !== null && (found.mode & 0o007) !== 0,
    unreadable: names.length,
  };
}

/**
 * Writes as the record is written: a file, its content on the disk, its folder on the disk. The file is without a
 * name before anything is in it, so that even a crash leaves nothing behind.
 * @returns null when it could be done, else the system's name of what is wrong.
 */
export async function tryWrite(folder: string): Promise<string | null> {
  const path = join(folder, `.probe-${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await rm(path);
      await file.writeFile('kessai');
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(folder);
    return null;
  } catch (error) {
    return errnoOf(error) ?? 'UNKNOWN';
  }
}

/** The folder itself, or the nearest one above it that exists: where it would be made. */
export async function nearestFolder(folder: string): Promise<string> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const found = await stat(path).catch(() => null);
    if (found !== null || dirname(path) === path) return path;
  }
}

/** Room for more. `files` is null where the file system does not count them. */
export async function spaceIn(folder: string): Promise<{ readonly bytes: number; readonly files: number | null }> {
  const { bavail, bsize, files, ffree } = await statfs(folder);
  return { bytes: bavail * bsize, files: files === 0 ? null : ffree };
}
