import { replay } from '../draft/evolve.ts';
import { owedOf } from '../draft/owed.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import type { Summary } from './ports.ts';

/** Has what the last stop left undone begun again, by the duties. */
type Resume = () => void;

/**
 * Finds what was under way when the app stopped. It changes nothing, and is asked before anybody can act: an attempt
 * that is under way later is not an interrupted one. A draft that cannot be read is reported and keeps none from going on.
 * Only drafts that may owe something are read; of the others the summaries say enough.
 * @param orphaned is told of drafts whose account is no longer in office.yaml: they are kept and left alone.
 */
export async function recover(world: World, orphaned: (draftId: string, accountId: string) => void): Promise<Resume> {
  const { drafts, unreadable } = await world.store.summaries.open();
  const ours = new Set(world.office.accounts.map(({ id }) => id));
  for (const { id, accountId } of drafts) if (!ours.has(accountId)) orphaned(id, accountId);
  const found = drafts.filter(({ accountId }) => ours.has(accountId));
  // What cannot be read now may owe something: the duties ask until it can.
  const owing: string[] = [...unreadable];
  for (const { id } of found.filter(mayOwe)) {
    try {
      const stored = await world.store.load(id);
      const draft = stored === undefined ? undefined : replay(stored.events);
      if (draft !== undefined && owedOf(draft) !== null) owing.push(id);
    } catch (error) {
      world.report?.(id, error);
      owing.push(id);
    }
  }
  for (const id of owing) world.duties.interrupted(id);
  return () => {
    tellThreads(world, found);
    for (const id of owing) world.duties.owed(id);
  };
}

/** New cards first: somebody waits for them. A card that tells all is left as it is, in whatever look. */
function tellThreads(world: World, drafts: readonly Summary[]): void {
  const behind = drafts.filter(({ behindSince }) => behindSince !== null);
  for (const { id, place } of behind) if (place === null) world.threadLog.changed(id);
  for (const { id, place } of behind) if (place !== null) world.threadLog.redraw(id);
  // What is finished and told has only to be put away.
  for (const { id, status, behindSince } of drafts)
    if (behindSince === null && isSettled(status)) world.threadLog.changed(id);
  for (const draft of drafts) if (lacksCheck(world, draft)) world.laterChecks.changed(draft.id);
}

/** Of the others none is read. */
function lacksCheck({ links, style }: World, { status, lacks, corrects }: Summary): boolean {
  if (isSettled(status)) return false;
  if (corrects !== null || lacks.target === true) return true;
  return (links !== null && lacks.links) || (style !== null && lacks.style);
}

function mayOwe({ status, slot }: Summary): boolean {
  if (status === 'submitted' || status === 'returned') return slot !== null;
  return !isSettled(status);
}
