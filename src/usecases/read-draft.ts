import type { DraftEvent } from '../draft/events.ts';
import { replay } from '../draft/evolve.ts';
import type { Draft } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import type { Review } from '../guideline/types.ts';
import type { World } from './act.ts';
import type { DraftView, StoredDraft } from './ports.ts';
import { completeReview } from './review-now.ts';

type Reading = Pick<World, 'store' | 'office' | 'guidelines'>;

export async function loadDraft(world: Pick<World, 'store'>, id: string): Promise<Draft | undefined> {
  const stored = await world.store.load(id);
  return stored === undefined ? undefined : replay(stored.events);
}

/** A draft with all that a view shows; undefined when there is none. */
export async function viewDraft(world: Reading, id: string): Promise<DraftView | undefined> {
  const stored = await world.store.load(id);
  return stored === undefined ? undefined : viewOf(world, stored);
}

export function viewOf(world: Omit<Reading, 'store'>, stored: StoredDraft): DraftView | undefined {
  const draft = replay(stored.events);
  // An account may be taken out of office.yaml while its drafts stay in the record; they are kept, not shown.
  const account = draft && world.office.accounts.find(({ id }) => id === draft.accountId);
  if (draft === undefined || account === undefined) return undefined;
  return {
    draft,
    version: stored.version,
    events: stored.events,
    account,
    review: world.guidelines.describe(decidedReview(stored.events) ?? completeReview(currentRevision(draft))),
  };
}

/** The check that the standing approval rests on; it may be newer than the revision's own. */
function decidedReview(events: readonly DraftEvent[]): Review | undefined {
  for (const event of events.toReversed()) {
    if (event.type === 'DraftApproved') return event.review;
    if (event.type === 'DraftRevised' || event.type === 'DraftSubmitted') return undefined;
  }
  return undefined;
}
