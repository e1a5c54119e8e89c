import fs, { constants } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, resolve } from 'node:path';

type FileHandle = fs.promises.FileHandle;

/**
 * A disk as it would be found after a power cut: of a file only what was synced, of a folder only the names that were
 * synced. It watches `node:fs/promises` of this process; what it does not see is lost.
 */
export class LossyDisk {
  /** After each sync: the moments at which a power cut leaves another disk. */
  afterSync: () => Promise<void> = async () => undefined;
  readonly #contents = new Map<number, Buffer>();
  readonly #names = new Map<string, ReadonlyMap<string, Entry>>();
  readonly #opened = new WeakMap<object, { readonly path: string; readonly durable: boolean }>();
  readonly #restore: () => void;

  constructor() {
    const { promises } = fs;
    const { open } = promises;
    let unpatch: () => void = () => undefined;
    promises.open = async (path, flags, mode) => {
      const handle = await open.call(promises, path, flags, mode);
      const durable = typeof flags === 'number' && (flags & constants.O_DSYNC) === constants.O_DSYNC;
      this.#opened.set(handle, { path: resolve(String(path)), durable });
      unpatch = this.#patch(Object.getPrototypeOf(handle), unpatch);
      return handle;
    };
    syncBuiltinESMExports();
    this.#restore = () => {
      promises.open = open;
      syncBuiltinESMExports();
      unpatch();
    };
  }

  /** The disk keeps everything again. */
  stop(): void {
    this.#restore();
  }

  /**
   * @param namesEarly the disk happened to write names before anybody asked for it; contents it never does.
   * @returns nothing; `copy` is then what the next start finds. The lock is left out: its process is gone.
   */
  cutInto(copy: string, folder: string, namesEarly: boolean): void {
    fs.mkdirSync(copy, { recursive: true });
    const names = namesEarly ? namesIn(folder) : (this.#names.get(resolve(folder)) ?? new Map<string, Entry>());
    for (const [name, { ino, isFolder }] of names) {
      if (name === 'lock') continue;
      if (isFolder) this.cutInto(join(copy, name), join(folder, name), namesEarly);
      else fs.writeFileSync(join(copy, name), this.#contents.get(ino) ?? '');
    }
  }

  #patch(prototype: FileHandle, patched: () => void): () => void {
    if (this.#isPatched) return patched;
    this.#isPatched = true;
    const { sync, write } = prototype;
    const disk = this;
    Object.assign(prototype, {
      async sync(this: FileHandle) {
        await Reflect.apply(sync, this, []);
        await disk.#synced(this);
      },
      async write(this: FileHandle, data: Buffer, offset = 0, length = data.length, position: number | null = null) {
        const result: unknown = await Reflect.apply(write, this, [data, offset, length, position]);
        if (disk.#opened.get(this)?.durable === true) {
          const { ino } = await this.stat();
          const before = disk.#contents.get(ino) ?? Buffer.alloc(0);
          const after = Buffer.alloc(Math.max(before.length, (position ?? 0) + length));
          before.copy(after);
          data.copy(after, position ?? 0, offset, offset + length);
          disk.#contents.set(ino, after);
        }
        return result;
      },
    });
    return () => Object.assign(prototype, { sync, write });
  }
  #isPatched = false;

  async #synced(handle: FileHandle): Promise<void> {
    const path = this.#opened.get(handle)?.path;
    if (path === undefined) return;
    const found = await handle.stat();
    if (found.isDirectory()) this.#names.set(path, namesIn(path));
    else this.#contents.set(found.ino, fs.readFileSync(path));
    await this.afterSync();
  }
}

interface Entry {
  readonly ino: number;
  readonly isFolder: boolean;
}

function namesIn(folder: string): ReadonlyMap<string, Entry> {
  const names = new Map<string, Entry>();
  for (const name of fs.readdirSync(folder)) {
    const found = fs.lstatSync(join(folder, name));
    names.set(name, { ino: found.ino, isFolder: found.isDirectory() });
  }
  return names;
}
