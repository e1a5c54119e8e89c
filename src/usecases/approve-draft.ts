import type { Necessity } from '../draft/events.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor, isConfigured } from './act.ts';
import { reviewNow } from './review-now.ts';

export interface ApproveDraft extends PersonalAct {
  readonly expectedRevision: number;
  /** Hash of the content that the approver was shown. */
  readonly contentHash: string;
  readonly necessities: readonly Necessity[];
  readonly acknowledged: readonly string[];
}

/**
 * The manager's decision (承認). The draft is checked again at this moment: what was true when the card was
 * made, a date for example, need not be true now. Publishing is a step of its own: see publish-draft.ts.
 */
export async function approveDraft(world: World, input: ApproveDraft): Promise<Outcome> {
  const now = world.clock.now();
  return act(world, input.draftId, async (draft) => {
    const review =
      draft === undefined || !isConfigured(world, draft.accountId)
        ? { edition: '', findings: [], length: null }
        : await reviewNow(world, draft, accountOf(world, draft.accountId));
    return {
      type: 'approve',
      at: now.toISOString(),
      by: input.by,
      delivery: input.delivery,
      authority: await authorityFor(world, draft),
      expectedRevision: input.expectedRevision,
      contentHash: input.contentHash,
      review,
      seen: world.seen(world.guidelines.describe(review)),
      necessities: input.necessities,
      acknowledged: input.acknowledged,
    };
  });
}
