import type { LaterChecks } from './ports.ts';

export interface LaterCheckParts {
  /** Each is made for every draft; one that is rejected is reported and keeps no other from its work. */
  readonly checks: readonly ((draftId: string) => Promise<unknown>)[];
  readonly failed: (draftId: string, error: unknown) => void;
}

export interface RunningLaterChecks extends LaterChecks {
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Begins no further check; a start repeats what is missing. */
  stop(): void;
}

/** So that a start with hundreds of open drafts is no storm on the office's own site. */
const AT_ONCE = 2;

/** Runs the slower checks beside everything else, a draft at a time and never twice at once for the same draft. */
export function makeLaterChecks({ checks, failed }: LaterCheckParts): RunningLaterChecks {
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  function startNext(): void {
    for (const id of waiting) {
      if (stopped || running.size >= AT_ONCE) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      const work = run(id).finally(() => {
        running.delete(id);
        startNext();
      });
      running.set(id, work);
    }
  }

  async function run(id: string): Promise<void> {
    const made = await Promise.allSettled(checks.map(async (check) => check(id)));
    for (const outcome of made) if (outcome.status === 'rejected' && !stopped) failed(id, outcome.reason);
  }

  return {
    changed(id) {
      waiting.add(id);
      startNext();
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}
