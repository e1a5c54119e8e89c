interface Wait {
  readonly until: number;
  readonly end: () => void;
  readonly cut: (reason: Error) => void;
}

/** Time that passes only when the test says so; a stop cuts every wait, as in the app. */
export class HeldTime {
  #now = 0;
  #stopped = false;
  readonly #waits = new Set<Wait>();

  pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve, reject) => {
      if (this.#stopped) reject(aborted());
      else if (milliseconds === 0) resolve();
      else this.#waits.add({ until: this.#now + milliseconds, end: resolve, cut: reject });
    });

  /** Lets so much time pass, one wait after the other, and each time all happen that follows from it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      await settled();
      const next = [...this.#waits].filter((wait) => wait.until <= until).sort((a, b) => a.until - b.until)[0];
      if (next === undefined) break;
      this.#waits.delete(next);
      this.#now = next.until;
      next.end();
    }
    this.#now = until;
  }

  stop(): void {
    this.#stopped = true;
    for (const { cut } of this.#waits) cut(aborted());
    this.#waits.clear();
  }
}

function aborted(): Error {
  return Object.assign(new Error('the app stops'), { name: 'AbortError' });
}

/** Everything has happened that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}
