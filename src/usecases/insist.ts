import type { World } from './act.ts';

/** The record may be full or away for minutes; the last pause is repeated for as long as it takes. */
const PAUSES_MS = [200, 1_000, 5_000, 15_000, 60_000];

/** Faults of the record that can pass. After any other a second try is as vain as the first. */
const PASSING: readonly unknown[] = ['read-failed', 'write-failed', 'write-uncertain'];

/**
 * Does again what the record would not take, until it does: what a network has answered must not be lost for a full disk.
 * @throws what is no passing fault of the record, and AbortError when the app stops; the next start then goes on.
 */
export async function insist<T>(world: World, draftId: string, act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isPassing(error)) throw error;
      world.report?.(draftId, error);
      await world.pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0);
    }
  }
}

/** The event is in place although writing it failed: nobody else has acted in its stead. */
export function isUncertain(error: unknown): boolean {
  return storeCode(error) === 'write-uncertain';
}

function isPassing(error: unknown): boolean {
  return PASSING.includes(storeCode(error));
}

function storeCode(error: unknown): unknown {
  return error instanceof Error && error.name === 'StoreFault' && 'code' in error ? error.code : undefined;
}
