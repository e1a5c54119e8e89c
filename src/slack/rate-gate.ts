import { slackFault } from './slack-faults.ts';

/** Slack counts calls by method for the whole workspace: what one caller was told holds for all. */
export interface RateGate {
  /** @throws Held while the method is not to be called. */
  pass(method: string): void;
  /** @throws Held when it is not to be called, or when Slack says so now; nothing was sent then. */
  run<T>(method: string, call: () => Promise<T>): Promise<T>;
}

/** The call was not made, or Slack would not have it yet. */
export class Held extends Error {
  override readonly name = 'Held';
  /** Resolves when it may be tried again. */
  readonly opened: Promise<void>;
  constructor(method: string, opened: Promise<void>) {
    super(`Slack takes no ${method} for a while`);
    this.opened = opened;
  }
}

const SHORTEST_MS = 100;

/**
 * @param pause rejects when the app is stopping; then nobody goes on.
 * @param held is told once of each time that Slack names.
 */
export function makeRateGate(
  pause: (milliseconds: number) => Promise<void>,
  held: (method: string, milliseconds: number) => void,
): RateGate {
  const closed = new Map<string, Promise<void>>();

  function pass(method: string): void {
    const opened = closed.get(method);
    if (opened !== undefined) throw new Held(method, opened);
  }

  function close(method: string, milliseconds: number): Promise<void> {
    const before = closed.get(method);
    // Several calls were on their way: the first answer has closed the gate for all of them.
    if (before !== undefined) return before;
    held(method, milliseconds);
    const opened = pause(milliseconds).then(() => {
      closed.delete(method);
    });
    // Only a stop cuts the pause short, and then nobody may be waiting for it.
    opened.catch(() => undefined);
    closed.set(method, opened);
    return opened;
  }

  return {
    pass,
    async run(method, call) {
      pass(method);
      try {
        return await call();
      } catch (error) {
        const fault = faultOf(error);
        if (fault?.kind !== 'rate-limited') throw error;
        throw new Held(method, close(method, Math.max(fault.retryAfterMs, SHORTEST_MS)));
      }
    },
  };
}

function faultOf(error: unknown) {
  try {
    return slackFault(error);
  } catch {
    return null;
  }
}
