/**
 * Waits so many milliseconds for as long as `isOpen` holds; asked again whenever something happens to the draft.
 * @returns false when there is nothing to wait for any more. @throws AbortError when the app stops.
 */
export type Rest = (milliseconds: number, isOpen: () => Promise<boolean>) => Promise<boolean>;

/** Rings when something may have happened; nobody misses a ring that came after they began to listen. */
export class Bell {
  #listeners: (() => void)[] = [];
  #rung = false;

  ring(): void {
    this.#rung = true;
    for (const hear of this.#listeners.splice(0)) hear();
  }

  /** Has it rung since this was last asked? */
  hasRung(): boolean {
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#listeners.push(resolve);
    });
  }
}

export function restWith(pause: (milliseconds: number) => Promise<void>, bell: Bell): Rest {
  return async (milliseconds, isOpen) => {
    let over = false;
    const waited = pause(milliseconds).then(() => {
      over = true;
    });
    // Whoever leaves before the time is up does not hear how the wait ends.
    waited.catch(() => undefined);
    for (;;) {
      let heard = false;
      const rung = bell.next().then(() => {
        heard = true;
      });
      if (!(await isOpen())) return false;
      if (over) {
        // The app may have been asked to stop while the record was read; then nothing more is begun.
        await pause(0);
        if (!heard) return true;
      }
      await Promise.race([waited, rung]);
    }
  };
}
