import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './durable-file.ts';

export interface Tightened {
  /** Files and folders that others could read, and cannot any more. */
  readonly changed: number;
  /** Those that they still can: they belong to another user, or the file system has no such rights. */
  readonly refused: number;
}

/**
 * Takes the data folder from the eyes of others: an earlier version, a restored copy or a mount may have left it open.
 * What lies in a closed month is looked at only where the month itself was open, for nobody can reach it otherwise.
 */
export function tighten(folder: string): Tightened {
  const found = { changed: 0, refused: 0 };
  tightenFolder(folder, 0, found);
  return found;
}

/** Below the data folder and the folders in it, history begins. */
const ALWAYS_SEEN = 1;

// Not asynchronous: there are many such questions, almost all are answered no, and nothing else runs yet.
function tightenFolder(folder: string, depth: number, found: { changed: number; refused: number }): void {
  if (!tightenOne(folder, statSync(folder).mode, PRIVATE_FOLDER, found) && depth > ALWAYS_SEEN) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const entry = lstatSync(path, { throwIfNoEntry: false });
    if (entry === undefined || entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) tightenFolder(path, depth + 1, found);
    else tightenOne(path, entry.mode, PRIVATE_FILE, found);
  }
}

/** Rights of the group and of everybody else. */
const FOR_OTHERS = 0o077;

/** @returns whether it was open. */
function tightenOne(path: string, mode: number, wanted: number, found: { changed: number; refused: number }): boolean {
  if ((mode & FOR_OTHERS) === 0) return false;
  try {
    chmodSync(path, wanted);
    found[(statSync(path).mode & FOR_OTHERS) === 0 ? 'changed' : 'refused'] += 1;
  } catch {
    found.refused += 1;
  }
  return true;
}
