import type { LaterChecks } from './ports.ts';

export interface LaterCheck {
  /** Does nothing where the draft has been checked already. */
  run(draftId: string): Promise<unknown>;
  /** Says that it could not be done, after the last try. */
  giveUp?(draftId: string): Promise<unknown>;
}

export interface LaterCheckParts {
  /** Each is made for every draft; one that is rejected is reported and keeps no other from its work. */
  readonly checks: readonly LaterCheck[];
  /** @param again whether it will be tried once more by itself. */
  readonly failed: (draftId: string, error: unknown, again: boolean) => void;
  /** Waits this many milliseconds; rejects when the app stops. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface RunningLaterChecks extends LaterChecks {
  /** Drafts that are looked at, or wait for it or for another try. */
  pending(): number;
  /** Resolves when nothing is under way; a check that waits to be tried again is not. */
  idle(): Promise<void>;
  /** Begins no further check; a start repeats what is missing. */
  stop(): void;
}

/** So that a start with hundreds of open drafts is no storm on the office's own site. */
const AT_ONCE = 2;
/** Milliseconds before a draft's failed checks are tried again, the first time, the second, the last. */
export const TRY_AGAIN_AFTER: readonly number[] = [10_000, 60_000, 300_000];

/** Runs the slower checks beside everything else, a draft at a time and never twice at once for the same draft. */
export function makeLaterChecks({ checks, failed, pause }: LaterCheckParts): RunningLaterChecks {
  /** Drafts to be checked, each with the tries that have failed. */
  const waiting = new Map<string, number>();
  /** Drafts that wait for their next try; a new text makes an end of that. */
  const later = new Map<string, symbol>();
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  function startNext(): void {
    for (const [id, tries] of waiting) {
      if (stopped || running.size >= AT_ONCE) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      const work = run(id, tries).finally(() => {
        running.delete(id);
        startNext();
      });
      running.set(id, work);
    }
  }

  async function run(id: string, tries: number): Promise<void> {
    const wait = TRY_AGAIN_AFTER[tries];
    const attempt = async (check: LaterCheck): Promise<readonly LaterCheck[]> => {
      try {
        await check.run(id);
        return [];
      } catch (error) {
        if (!stopped) failed(id, error, wait !== undefined);
        return [check];
      }
    };
    const undone = (await Promise.all(checks.map(attempt))).flat();
    // Where a new text came meanwhile, that one has all its tries before it.
    if (undone.length === 0 || stopped || waiting.has(id)) return;
    if (wait === undefined) await giveUp(id, undone);
    else tryAgain(id, tries + 1, wait);
  }

  function tryAgain(id: string, tries: number, after: number): void {
    const turn = Symbol(id);
    later.set(id, turn);
    void pause(after).then(
      () => {
        if (later.get(id) !== turn) return;
        later.delete(id);
        waiting.set(id, tries);
        startNext();
      },
      () => undefined,
    );
  }

  async function giveUp(id: string, undone: readonly LaterCheck[]): Promise<void> {
    for (const check of undone) {
      try {
        await check.giveUp?.(id);
      } catch (error) {
        if (!stopped) failed(id, error, false);
      }
    }
  }

  return {
    changed(id) {
      later.delete(id);
      waiting.set(id, 0);
      startNext();
    },
    pending: () => new Set([...waiting.keys(), ...running.keys(), ...later.keys()]).size,
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}
