import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';

/** Orders of events for a story. Whatever one step sets off is let run to its next wait before the next is chosen. */
export const schedulers = fc.scheduler({
  act: async (step) => {
    await step();
    await nextTurn();
  },
});

interface Timer {
  readonly due: number;
  readonly fire: () => void;
}

/** Time and turns. Nothing here really waits: the scheduler chooses what happens next, and time is one of the choices. */
export class Clockwork {
  readonly #scheduler: fc.Scheduler;
  readonly #timers: Timer[] = [];
  readonly #start = Date.parse('2026-11-21T05:00:00.000Z');
  /** When the work that is under way was begun, the oldest first. */
  readonly #working: number[] = [];
  #ticking = false;
  #hesitated = 0;
  #turns = 0;
  /** Milliseconds since the beginning of the story. */
  ms = 0;
  /** How far the clock on the wall was set wrong, in milliseconds. */
  wrongBy = 0;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  now(): Date {
    return new Date(this.#start + this.ms + this.wrongBy);
  }

  /** Counts every entry of every ledger, so that of two entries it is known which was first. */
  next(): number {
    this.#turns += 1;
    return this.#turns;
  }

  /** Resolves when the scheduler gives the turn. */
  async turn(what: string): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), what);
  }

  /** As `turn`, for what no disk and no network draws out for long. */
  async work(what: string): Promise<void> {
    const begun = this.ms;
    this.#working.push(begun);
    await this.turn(what);
    this.#working.splice(this.#working.indexOf(begun), 1);
  }

  /** @returns the way to take it back. */
  after(milliseconds: number, fire: () => void): () => void {
    const timer = { due: this.ms + milliseconds, fire };
    const later = this.#timers.findIndex(({ due }) => due > timer.due);
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer);
    this.#offerTime();
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at !== -1) this.#timers.splice(at, 1);
    };
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  /** Nothing but the passing of time is left to happen. */
  isQuiet(): boolean {
    return this.#scheduler.count() === (this.#ticking ? 1 : 0) && this.untilNext > 0;
  }

  /** Milliseconds until something happens by the passing of time; none when nothing will. */
  get untilNext(): number {
    return (this.#timers[0]?.due ?? Number.POSITIVE_INFINITY) - this.ms;
  }

  /**
   * Lets everything happen that is still to happen, for at most so long.
   * @returns false when it does not come to rest.
   */
  async runOut(milliseconds: number): Promise<boolean> {
    const end = this.ms + milliseconds;
    for (let steps = 0; steps < RESTLESS; steps += 1) {
      await nextTurn();
      if (this.isQuiet() && this.ms + this.untilNext > end) return true;
      await this.#scheduler.waitOne();
    }
    return false;
  }

  #offerTime(): void {
    if (this.#ticking || this.#timers.length === 0) return;
    this.#ticking = true;
    void this.turn('time passes').then(() => {
      this.#ticking = false;
      const [timer] = this.#timers;
      const [begun] = this.#working;
      this.#hesitated += 1;
      const isTime = this.#hesitated >= HESITATION || this.#scheduler.count() === 0 || this.untilNext <= 0;
      if (timer !== undefined && isTime && (begun === undefined || timer.due <= begun + DRAWN_OUT_MS)) {
        this.#hesitated = 0;
        this.#timers.shift();
        this.ms = Math.max(this.ms, timer.due);
        timer.fire();
      }
      this.#offerTime();
    });
  }
}

/** Far more steps than any story needs. */
const RESTLESS = 4_000;

/** Much happens in a second: while there is anything else, time passes only when it is chosen so often. */
const HESITATION = 10;
/** So long one answer of a disk or a network takes at most, beside the silences that are told apart. */
const DRAWN_OUT_MS = 10_000;

/** One process of the app, from its start to its stop or death. What it was waiting for when it died never comes. */
export class Life {
  readonly number: number;
  /** `clock`: what the clock on the wall said, in milliseconds. */
  readonly born: { readonly at: number; readonly ms: number; readonly clock: number };
  /** The moment at which it was asked to stop. */
  stopped: number | null = null;
  alive = true;
  readonly #clockwork: Clockwork;
  readonly #waits = new Map<() => void, (error: Error) => void>();

  constructor(number: number, clockwork: Clockwork) {
    this.number = number;
    this.born = { at: clockwork.next(), ms: clockwork.ms, clock: clockwork.now().getTime() };
    this.#clockwork = clockwork;
  }

  async turn(what: string): Promise<void> {
    await this.#clockwork.work(what);
    if (!this.alive) await never();
  }

  async sleep(milliseconds: number): Promise<void> {
    await this.#clockwork.sleep(milliseconds);
    if (!this.alive) await never();
  }

  /** As the app's own: rejects when it is asked to stop. */
  pause(milliseconds: number): Promise<void> {
    if (!this.alive) return never();
    if (this.stopped !== null) return Promise.reject(aborted());
    return new Promise((resolve, reject) => {
      const cancel = this.#clockwork.after(milliseconds, () => {
        this.#waits.delete(cancel);
        resolve();
      });
      this.#waits.set(cancel, reject);
    });
  }

  stop(): void {
    this.stopped = this.#clockwork.next();
    for (const [cancel, reject] of this.#waits) {
      cancel();
      reject(aborted());
    }
    this.#waits.clear();
  }

  kill(): void {
    this.alive = false;
    for (const cancel of this.#waits.keys()) cancel();
    this.#waits.clear();
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function aborted(): Error {
  const error = new Error('The operation was aborted');
  error.name = 'AbortError';
  return error;
}
