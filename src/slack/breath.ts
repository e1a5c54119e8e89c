import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const SLICE_MS = 10;

export interface Breath {
  /** Resolves when whoever waits for the app has had a turn; at once where the last one was just now. */
  breathe(): Promise<void>;
  /** The same for those who are asked often: null where there is nothing to wait for. */
  due(): Promise<void> | null;
}

/** Cuts long work into slices. @param elapsed milliseconds of a clock that never goes back. */
export function makeBreath(elapsed: () => number): Breath {
  let last = Number.NEGATIVE_INFINITY;
  const due = (): Promise<void> | null => {
    if (elapsed() - last < SLICE_MS) return null;
    return setImmediate().then(() => {
      last = elapsed();
    });
  };
  return {
    due,
    async breathe() {
      await due();
    },
  };
}
