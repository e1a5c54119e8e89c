import type { DraftEvent } from '../draft/events.ts';
import { replay } from '../draft/evolve.ts';
import type { Draft } from '../draft/state.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import { insist } from './insist.ts';
import { publishDraft, settleInterrupted } from './publish-draft.ts';
import { lookForPost } from './resolve-unknown.ts';

/** Begins what the last stop left undone. @returns work that goes on, to be awaited when draining. */
type Resume = () => readonly Promise<unknown>[];

/**
 * Finds what was under way when the app stopped. It changes nothing, and is asked before anybody can act: an attempt
 * that is under way later is not an interrupted one. A draft that cannot be read is reported and keeps none from going on.
 * @param orphaned is told of drafts whose account is no longer in office.yaml: they are kept and left alone.
 */
export async function recover(world: World, orphaned: (draftId: string, accountId: string) => void): Promise<Resume> {
  const found: { readonly id: string; readonly alive: boolean; readonly next: Step | undefined }[] = [];
  for (const id of await world.store.openIds()) {
    try {
      const stored = await world.store.load(id);
      const draft = stored === undefined ? undefined : replay(stored.events);
      if (stored === undefined || draft === undefined) continue;
      if (!world.office.accounts.some(({ id: known }) => known === draft.accountId)) {
        orphaned(id, draft.accountId);
        continue;
      }
      found.push({ id, alive: !isSettled(draft.status), next: nextStep(draft, stored.events) });
    } catch (error) {
      world.report?.(id, error);
    }
  }
  return () =>
    found.map(async ({ id, alive, next }) => {
      world.threadLog.redraw(id);
      if (alive) world.laterChecks.changed(id);
      try {
        await next?.(world);
      } catch (error) {
        world.report?.(id, error);
      }
    });
}

type Step = (world: World) => Promise<unknown>;

function nextStep(draft: Draft, events: readonly DraftEvent[]): Step | undefined {
  switch (draft.status) {
    case 'publishing':
      return async (world) => {
        await insist(world, draft.id, () => settleInterrupted(world, draft));
        await lookForPost(world, draft.id);
      };
    case 'outcomeUnknown':
      return gaveUpLooking(events) ? undefined : (world) => lookForPost(world, draft.id);
    case 'approved':
      return draft.last.type === 'DraftApproved' ? (world) => publishDraft(world, draft.id) : undefined;
    default:
      return undefined;
  }
}

function gaveUpLooking(events: readonly DraftEvent[]): boolean {
  const unknown = events.findLastIndex(({ type }) => type === 'OutcomeUnknown');
  return events.slice(unknown).some(({ type }) => type === 'NotFoundOnTimeline');
}
