import { replay } from '../draft/evolve.ts';
import { owedOf } from '../draft/owed.ts';
import type { Draft } from '../draft/state.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import { insist } from './insist.ts';
import { doubtInterrupted } from './take-down-post.ts';

/** Has what the last stop left undone begun again, by the duties. @returns work that goes on, to be awaited when draining. */
type Resume = () => readonly Promise<unknown>[];

/**
 * Finds what was under way when the app stopped. It changes nothing, and is asked before anybody can act: an attempt
 * that is under way later is not an interrupted one. A draft that cannot be read is reported and keeps none from going on.
 * @param orphaned is told of drafts whose account is no longer in office.yaml: they are kept and left alone.
 */
export async function recover(world: World, orphaned: (draftId: string, accountId: string) => void): Promise<Resume> {
  const found: { readonly id: string; readonly draft: Draft }[] = [];
  for (const id of await world.store.openIds()) {
    try {
      const stored = await world.store.load(id);
      const draft = stored === undefined ? undefined : replay(stored.events);
      if (stored === undefined || draft === undefined) continue;
      if (!world.office.accounts.some(({ id: known }) => known === draft.accountId)) {
        orphaned(id, draft.accountId);
        continue;
      }
      found.push({ id, draft });
    } catch (error) {
      world.report?.(id, error);
    }
  }
  return () =>
    found.map(async ({ id, draft }) => {
      world.threadLog.redraw(id);
      if (!isSettled(draft.status)) world.laterChecks.changed(id);
      if (owedOf(draft) === null) return;
      try {
        if (draft.status === 'removing') await insist(world, id, () => doubtInterrupted(world, draft));
      } catch (error) {
        world.report?.(id, error);
      }
      world.duties.owed(id);
    });
}
