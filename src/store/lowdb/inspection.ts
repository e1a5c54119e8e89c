import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errnoOf } from '../store-fault.ts';
import { PRIVATE_FILE, syncFolder } from './durable-file.ts';

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
    openToOthers: found !== null && (found.mode & 0o077) !== 0,
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
    const file = await open(path, 'wx', PRIVATE_FILE);
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

/** Numbers by which Linux tells file systems apart (statfs(2), `f_type`). */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x01161970, 'GFS2'],
]);

/** @returns what it is called when the folder lies on another machine, where a lock and a sync promise little; else null. */
export async function networkFileSystem(folder: string): Promise<string | null> {
  return NETWORK_FILE_SYSTEMS.get((await statfs(folder)).type >>> 0) ?? null;
}
