import { AsyncLocalStorage } from 'node:async_hooks';
import fs, { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative, sep } from 'node:path';
import { purposeOf } from './purpose.ts';
import type { DiskTrouble } from './settings.ts';

type FileHandle = fs.promises.FileHandle;

/** Told after each operation on the disk, and in the middle of a write. */
export type AtPoint = (name: string) => void;

const READING = new Set(['read', 'list', 'look']);

/** Watches, and troubles, every operation of `node:fs/promises` below a folder. */
export class WatchedDisk {
  readonly #folder: string;
  readonly #at: AtPoint;
  #trouble: DiskTrouble | null = null;
  #skipped = 0;
  #met = 0;
  /** What the write that is under way is for, carried along until its folder is synced. */
  readonly #purpose = new AsyncLocalStorage<string>();
  readonly #paths = new WeakMap<object, string>();
  readonly #written = new Map<string, string>();

  constructor(folder: string, at: AtPoint) {
    this.#folder = folder;
    this.#at = at;
  }

  set trouble(trouble: DiskTrouble | null) {
    this.#trouble = trouble;
    this.#skipped = 0;
    this.#met = 0;
  }

  install(): void {
    const { promises } = fs;
    const { open, rename, rm, mkdir, readdir, readFile, link, lstat } = promises;
    let patched = false;
    Object.assign(promises, {
      open: async (path: string, ...rest: unknown[]) => {
        const place = this.#place(path);
        if (place !== null && rest[0] !== 'r') await this.#meet('open');
        const handle = await opened(open, [path, ...rest]);
        if (!patched) this.#patchHandles(Object.getPrototypeOf(handle));
        patched = true;
        if (place !== null) {
          this.#paths.set(handle, path);
          if (rest[0] !== 'r') this.#at(`${place}: opened`);
        }
        return handle;
      },
      rename: (from: string, to: string) => {
        const place = this.#place(to);
        const purpose = place?.startsWith('closed') ? 'close' : (this.#written.get(from) ?? 'unknown');
        // Carried to the sync of the folder, which follows in the same chain of calls.
        if (place !== null) this.#purpose.enterWith(purpose);
        return this.#around(to, 'rename', 'renamed', purpose, () => rename(from, to));
      },
      rm: (path: string, ...rest: unknown[]) =>
        this.#around(path, 'remove', 'removed', null, () => Reflect.apply(rm, promises, [path, ...rest])),
      mkdir: (path: string, ...rest: unknown[]) =>
        this.#around(path, 'mkdir', 'made', null, () => Reflect.apply(mkdir, promises, [path, ...rest])),
      link: (from: string, to: string) => this.#around(to, 'link', 'linked', null, () => link(from, to)),
      readdir: (path: string, ...rest: unknown[]) =>
        this.#around(path, 'list', 'listed', null, () => Reflect.apply(readdir, promises, [path, ...rest])),
      readFile: (path: string, ...rest: unknown[]) =>
        this.#around(path, 'read', 'read', null, () => Reflect.apply(readFile, promises, [path, ...rest])),
      lstat: (path: string) => this.#around(path, 'look', 'looked', null, () => lstat(path)),
    });
    syncBuiltinESMExports();
  }

  #patchHandles(prototype: FileHandle): void {
    const { write, writeFile, sync, close } = prototype;
    const disk = this;
    Object.assign(prototype, {
      async writeFile(this: FileHandle, data: string, ...rest: unknown[]) {
        const path = disk.#paths.get(this);
        if (path === undefined) return Reflect.apply(writeFile, this, [data, ...rest]);
        const purpose = disk.#document(path, data);
        await disk.#meet('write', purpose);
        const half = Math.floor(data.length / 2);
        await Reflect.apply(writeFile, this, [data.slice(0, half), ...rest]);
        disk.#at(`${purpose}: half written`);
        await Reflect.apply(writeFile, this, [data.slice(half), ...rest]);
        disk.#at(`${purpose}: written`);
      },
      // Only the inbox is written in place.
      async write(this: FileHandle, data: Buffer, offset = 0, length = data.length, position: number | null = null) {
        const path = disk.#paths.get(this);
        if (path === undefined) return Reflect.apply(write, this, [data, offset, length, position]);
        const purpose = `inbox ${length === 1 ? 'released' : 'kept'}`;
        await disk.#meet('write', purpose);
        const half = Math.floor(length / 2);
        await Reflect.apply(write, this, [data, offset, half, position]);
        disk.#at(`${purpose}: half written`);
        await Reflect.apply(write, this, [data, offset + half, length - half, (position ?? 0) + half]);
        disk.#at(`${purpose}: written`);
        return { bytesWritten: length, buffer: data };
      },
      async sync(this: FileHandle) {
        const path = disk.#paths.get(this);
        if (path === undefined) return Reflect.apply(sync, this, []);
        const file = disk.#written.get(path);
        await disk.#meet(file === undefined ? 'folder sync' : 'sync', file ?? disk.#purpose.getStore());
        await Reflect.apply(sync, this, []);
        disk.#at(file === undefined ? `${disk.#purpose.getStore() ?? 'start'}: folder synced` : `${file}: synced`);
      },
      async close(this: FileHandle) {
        await Reflect.apply(close, this, []);
        const file = disk.#written.get(disk.#paths.get(this) ?? '');
        if (file !== undefined) disk.#at(`${file}: closed`);
      },
    });
  }

  async #around<T>(
    path: string,
    operation: string,
    done: string,
    purpose: string | null,
    act: () => Promise<T>,
  ): Promise<T> {
    const place = this.#place(path);
    if (place === null) return act();
    await this.#meet(operation, purpose ?? undefined);
    const result = await act();
    this.#at(`${purpose ?? place}: ${done}`);
    return result;
  }

  /** Remembers what a file is written for, by comparing it with what is there. */
  #document(path: string, text: string): string {
    const place = this.#place(path);
    const purpose = place?.startsWith('record') ? purposeOf(current(path), text) : (place ?? 'unknown');
    this.#written.set(path, purpose);
    return purpose;
  }

  async #meet(operation: string, purpose?: string): Promise<void> {
    const trouble = this.#trouble;
    if (trouble === null || (trouble.during !== null && trouble.during !== purpose)) return;
    if (trouble.operations.length === 0 ? READING.has(operation) : !trouble.operations.includes(operation)) return;
    this.#skipped += 1;
    if (this.#skipped <= trouble.skip) return;
    if (trouble.times !== null && this.#met >= trouble.times) return;
    this.#met += 1;
    if (trouble.kind === 'slow') {
      // Not by node:timers/promises, which may be hurried.
      await new Promise((resolve) => setTimeout(resolve, trouble.ms));
      return;
    }
    throw Object.assign(new Error(`${trouble.kind}: made by the fault suite, ${operation}`), { code: trouble.kind });
  }

  /** What kind of place a path is, or null when it does not count. */
  #place(path: unknown): string | null {
    if (typeof path !== 'string') return null;
    const inside = relative(this.#folder, path);
    if (inside.startsWith('..') || inside.startsWith(sep)) return null;
    const [room = '', name = ''] = inside.split(sep);
    if (room === 'lock') return 'lock';
    if (room === 'open') return name === '' ? 'open folder' : 'record';
    if (room === 'closed') return name === '' ? 'closed folder' : 'closed record';
    return room === '' ? 'data folder' : room;
  }
}

/** The document that a temporary file is about to replace. */
function current(temp: string): string | null {
  const path = temp.replace(/\.tmp$/, '');
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Whatever overload of `open` was called. */
function opened(open: typeof fs.promises.open, given: readonly unknown[]): Promise<FileHandle> {
  return Reflect.apply(open, fs.promises, given);
}
