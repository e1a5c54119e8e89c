import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaStore } from '../usecases/ports.ts';
import { makeFolder, PRIVATE_FILE, syncFolder } from './lowdb/durable-file.ts';
import { errnoOf, StoreFault } from './store-fault.ts';

const HASH = /^[0-9a-f]{64}$/u;

/**
 * Bytes in the data folder, each under its hash: `media/incoming` until a draft names them, `media/kept/<first two digits>`
 * from then on. A file comes to its place by being renamed, so that whatever has the name of a hash is whole.
 * @param isHeld false once the folder belongs to another process: then nothing may be changed in it any more.
 */
export function openMediaFiles(folder: string, isHeld: () => boolean = () => true): MediaStore {
  const incoming = join(folder, 'media', 'incoming');
  const keptIn = (hash: string): string => join(folder, 'media', 'kept', hash.slice(0, 2));
  const arrived = (hash: string): string => join(incoming, hash);
  const kept = (hash: string): string => join(keptIn(hash), hash);

  async function write(hash: string, bytes: Uint8Array): Promise<void> {
    if (!isHeld()) throw new StoreFault('lock-lost', 'the data folder belongs to another process');
    await makeFolder(incoming);
    const temp = join(incoming, `${hash}.${randomUUID()}.tmp`);
    try {
      const file = await open(temp, 'wx', PRIVATE_FILE);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temp, arrived(hash));
    } catch (cause) {
      await rm(temp, { force: true }).catch(() => undefined);
      throw cause;
    }
    await syncFolder(incoming);
  }

  async function move(hash: string): Promise<boolean> {
    // One that somebody has changed gives way to the right one.
    if (await isWhole(kept(hash), hash)) return true;
    // Somebody else may be keeping it at this moment.
    if (!existsSync(arrived(hash))) return isWhole(kept(hash), hash);
    if (!isHeld()) throw new StoreFault('lock-lost', 'the data folder belongs to another process');
    await makeFolder(keptIn(hash));
    try {
      await rename(arrived(hash), kept(hash));
    } catch (cause) {
      if (!(await isWhole(kept(hash), hash))) throw cause;
    }
    await syncFolder(keptIn(hash));
    return true;
  }

  return {
    async takeIn(bytes) {
      const hash = hashOf(bytes);
      if (await isWhole(kept(hash), hash)) return hash;
      await asStoreFault(() => write(hash, bytes));
      return hash;
    },
    async keep(hashes) {
      const gone: string[] = [];
      for (const hash of new Set(hashes)) {
        const there = HASH.test(hash) && (await asStoreFault(() => move(hash)));
        if (!there) gone.push(hash);
      }
      return gone;
    },
    async read(hash) {
      if (!HASH.test(hash)) return undefined;
      for (const path of [kept(hash), arrived(hash)]) {
        const bytes = await readFile(path).catch(() => undefined);
        if (bytes !== undefined && hashOf(bytes) === hash) return bytes;
      }
      return undefined;
    },
    async sweep(before) {
      const names = await readdir(incoming).catch(() => []);
      let swept = 0;
      for (const name of names) {
        const path = join(incoming, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (!isHeld() || mtimeMs >= Date.parse(before)) continue;
        await rm(path, { force: true });
        if (HASH.test(name)) swept += 1;
      }
      return swept;
    },
  };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function isWhole(path: string, hash: string): Promise<boolean> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes !== undefined && hashOf(bytes) === hash;
}

async function asStoreFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault('write-failed', `a picture could not be kept (${errnoOf(cause) ?? 'unknown'})`, { cause });
  }
}
