import type { Change } from '../../../changes.ts';
import { control, listen } from './control.ts';
import { after, fromSnapshot, type World, withoutErrors } from './world.ts';

export interface Stored {
  readonly world: World | null;
  readonly online: boolean;
}

/** The world as the page knows it: a snapshot, and every change since. */
export class Store {
  #stored: Stored = { world: null, online: true };
  readonly #listeners = new Set<() => void>();
  readonly #heard = new Set<(change: Change) => void>();
  #stop: (() => void) | null = null;
  #taking: Promise<void> | null = null;

  readonly read = (): Stored => this.#stored;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Each change once, as it happens; none that lies before the page was opened. */
  readonly hear = (listener: (change: Change) => void): (() => void) => {
    this.#heard.add(listener);
    return () => this.#heard.delete(listener);
  };

  /** Takes a snapshot and listens from there on. */
  readonly refresh = (): Promise<void> => {
    this.#taking ??= this.#take().finally(() => {
      this.#taking = null;
    });
    return this.#taking;
  };

  readonly forgetErrors = (viewId: string): void => {
    const { world } = this.#stored;
    if (world) this.#set({ ...this.#stored, world: withoutErrors(world, viewId) });
  };

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  async #take(): Promise<void> {
    this.stop();
    try {
      const world = fromSnapshot(await control.snapshot());
      this.#set({ world, online: true });
      this.#stop = listen(world.seq, {
        onChange: (change) => this.#apply(change),
        onGap: () => void this.refresh(),
        onBroken: () => this.#set({ ...this.#stored, online: false }),
      });
    } catch {
      this.#set({ ...this.#stored, online: false });
      this.#again();
    }
  }

  #again(): void {
    const timer = setTimeout(() => void this.refresh(), 2_000);
    this.#stop = () => clearTimeout(timer);
  }

  #apply(change: Change): void {
    const { world } = this.#stored;
    if (!world) return;
    const next = after(world, change);
    if (next === null) void this.refresh();
    else if (next !== world) this.#set({ world: next, online: true });
    for (const listener of this.#heard) listener(change);
  }

  #set(stored: Stored): void {
    this.#stored = stored;
    for (const listener of this.#listeners) listener();
  }
}
