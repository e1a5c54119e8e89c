import { isDeepStrictEqual } from 'node:util';
import type { DraftEvent } from '../draft/events.ts';
import type { World } from './act.ts';
import type { StoredDraft } from './ports.ts';

/** Milliseconds before each further look; whoever waits for an answer waits no longer than this together. */
const TRIES_AFTER_MS: readonly number[] = [0, 100, 400, 1_500];
/** While nobody waits any more; the last is repeated. */
const QUIET_TRIES_AFTER_MS: readonly number[] = [5_000, 15_000, 60_000];

/** It cannot be told whether an act is on record. Not a no: nobody may hear that nothing was done. */
class RecordInDoubt extends Error {
  override readonly name = 'RecordInDoubt';
  constructor(draftId: string, cause: unknown) {
    super(`it cannot be told whether draft ${draftId} has been written`, { cause });
  }
}

export function isInDoubt(error: unknown): boolean {
  return error instanceof RecordInDoubt;
}

type Writing = Pick<World, 'store' | 'pause' | 'duties' | 'threadLog' | 'laterChecks' | 'report'>;

/**
 * After a write whose end is not known: reads again, and makes durable what is there.
 * @param before what the events were to follow.
 * @returns the whole record when the events are in it, null when they are not.
 * @throws RecordInDoubt when that cannot be told within seconds; it goes on by itself, and then does what is owed.
 */
export async function makeSure(
  world: Writing,
  before: StoredDraft,
  events: readonly DraftEvent[],
  cause: unknown,
): Promise<readonly DraftEvent[] | null> {
  let last = cause;
  for (const wait of TRIES_AFTER_MS) {
    try {
      // The first look also when the app is asked to stop.
      if (wait > 0) await world.pause(wait);
      return await look(world, before, events);
    } catch (error) {
      last = error;
      if (isFinal(error)) break;
    }
  }
  void goOn(world, before, events);
  throw new RecordInDoubt(before.id, last);
}

/** @throws StoreFault when the record cannot be read or made durable. */
async function look(
  { store }: Writing,
  before: StoredDraft,
  events: readonly DraftEvent[],
): Promise<readonly DraftEvent[] | null> {
  for (;;) {
    const now = await store.load(before.id);
    const written = now?.events.slice(before.version, before.version + events.length) ?? [];
    if (now === undefined || !isDeepStrictEqual(written, asStored(events))) return null;
    if ((await store.append(before.id, now.version, [])).ok) return now.events;
  }
}

async function goOn(world: Writing, before: StoredDraft, events: readonly DraftEvent[]): Promise<void> {
  try {
    for (let tries = 0; ; tries += 1) {
      await world.pause(QUIET_TRIES_AFTER_MS[Math.min(tries, QUIET_TRIES_AFTER_MS.length - 1)] ?? 0);
      try {
        await look(world, before, events);
        break;
      } catch (error) {
        world.report?.(before.id, error);
        if (isFinal(error)) return;
      }
    }
  } catch {
    // The app stops; the next start reads what is there.
    return;
  }
  world.threadLog.changed(before.id);
  world.laterChecks.changed(before.id);
  world.duties.owed(before.id);
}

/** What is read back has no properties without a value. */
function asStored(events: readonly DraftEvent[]): unknown {
  return JSON.parse(JSON.stringify(events));
}

/** The folder is another's by now, or closed: this process will not read it again. */
function isFinal(error: unknown): boolean {
  return ['lock-lost', 'released'].includes(storeCode(error));
}

function storeCode(error: unknown): string {
  return error instanceof Error && error.name === 'StoreFault' && 'code' in error ? String(error.code) : '';
}

/** The events are in place although writing them failed, and may be gone after a power cut. */
export function isUncertain(error: unknown): boolean {
  return storeCode(error) === 'write-uncertain';
}
