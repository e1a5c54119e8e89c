import type { Outcome, PersonalAct, World } from './act.ts';
import { act, authorityFor } from './act.ts';

export interface RejectDraft extends PersonalAct {
  readonly expectedRevision: number;
  readonly reason: string;
}

/** The manager ends the draft with a reason (却下). */
export function rejectDraft(world: World, input: RejectDraft): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'reject',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    authority: await authorityFor(world, draft),
    expectedRevision: input.expectedRevision,
    reason: input.reason,
  }));
}
