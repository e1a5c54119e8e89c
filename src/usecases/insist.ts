import type { World } from './act.ts';
import { isInDoubt } from './make-sure.ts';

/** The record may be full or away for minutes; the last pause is repeated for as long as it takes. */
const PAUSES_MS: readonly number[] = [200, 1_000, 5_000, 15_000, 60_000];

/** Milliseconds to wait after so many tries in vain. */
export function pauseAfter(tries: number): number {
  return PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0;
}

/** Faults of the record that can pass. After any other a second try is as vain as the first. */
const PASSING: readonly unknown[] = ['read-failed', 'write-failed', 'write-uncertain'];

/**
 * Does again what the record would not take, until it does: what a network has answered must not be lost for a full disk.
 * @throws what is no passing fault of the record, and AbortError when the app stops; the next start then goes on.
 */
export async function insist<T>(
  world: Pick<World, 'pause' | 'report'>,
  draftId: string,
  act: () => Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isPassing(error)) throw error;
      world.report?.(draftId, error);
      await world.pause(pauseAfter(tries));
    }
  }
}

function isPassing(error: unknown): boolean {
  if (isInDoubt(error)) return true;
  return error instanceof Error && error.name === 'StoreFault' && 'code' in error && PASSING.includes(error.code);
}
