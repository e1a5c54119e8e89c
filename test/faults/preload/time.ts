import { syncBuiltinESMExports } from 'node:module';
import { performance } from 'node:perf_hooks';
import timers from 'node:timers/promises';

const RealDate = Date;
const realNow = performance.now.bind(performance);

/** The process's clocks, moved from outside. */
export class MovedTime {
  #aheadMs: number;
  #passedMs = 0;

  constructor(aheadMs: number) {
    this.#aheadMs = aheadMs;
  }

  /** The wall clock alone, as when somebody sets it. */
  jump(ms: number): void {
    this.#aheadMs += ms;
  }

  /** Both clocks, as when time passes. */
  pass(ms: number): void {
    this.#aheadMs += ms;
    this.#passedMs += ms;
  }

  install(): void {
    const wall = (): number => RealDate.now() + this.#aheadMs;
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, given: unknown[], asked) =>
        Reflect.construct(target, given.length === 0 ? [wall()] : given, asked === Date ? target : asked),
      get: (target, name) => (name === 'now' ? wall : Reflect.get(target, name)),
    });
    performance.now = () => realNow() + this.#passedMs;
  }
}

/** What the app waits for by itself takes a fraction of the time. A limit that it sets (`ref: false`) stays. */
export function hurry(times: number): void {
  const wait = timers.setTimeout;
  Object.assign(timers, {
    setTimeout: (ms: number, value?: unknown, options?: { readonly ref?: boolean }) =>
      Reflect.apply(wait, timers, [options?.ref === false ? ms : ms / times, value, options]),
  });
  syncBuiltinESMExports();
}
