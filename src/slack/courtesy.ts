/** What can wait gives way to who waits. */
export interface Courtesy {
  /** Somebody waits for an answer, from now until the returned function is called. */
  waits(): () => void;
  /**
   * For a step of work that nobody waits for: resolves when nobody waits for an answer, one such step at a time, with a
   * look at what has arrived between two of them. It gives way for a moment only, so that nothing is put off for good.
   */
  calm(): Promise<void>;
}

/** An answer takes some milliseconds; where it takes longer the disk is slow, and holding back does not make it faster. */
const PATIENCE_MS = 50;

/** @param patience milliseconds for which a step gives way at most. */
export function makeCourtesy(patience = PATIENCE_MS): Courtesy {
  const steps = new Set<() => void>();
  let waiting = 0;
  let planned = false;

  function plan(): void {
    if (planned || waiting > 0 || steps.size === 0) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      const [step] = steps;
      if (waiting === 0) step?.();
      plan();
    });
  }

  return {
    waits() {
      waiting += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        waiting -= 1;
        plan();
      };
    },
    calm: () =>
      new Promise((resolve) => {
        const step = () => {
          steps.delete(step);
          clearTimeout(overdue);
          resolve();
        };
        const overdue = setTimeout(step, patience);
        steps.add(step);
        plan();
      }),
  };
}
