import type { ReturnLabel } from '../draft/events.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { act, authorityFor } from './act.ts';

export interface ReturnDraft extends PersonalAct {
  readonly expectedRevision: number;
  readonly labels: readonly ReturnLabel[];
  readonly reason: string;
}

/** The manager sends the draft back to its author with a reason (差戻し). */
export function returnDraft(world: World, input: ReturnDraft): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'return',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    authority: await authorityFor(world, draft),
    expectedRevision: input.expectedRevision,
    labels: input.labels,
    reason: input.reason,
  }));
}
