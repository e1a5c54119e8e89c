import type { Outcome, PersonalAct, World } from './act.ts';
import { act, authorityFor } from './act.ts';

/** The manager takes an approval back while nothing has been sent (承認の取消し). */
export function revokeApproval(world: World, input: PersonalAct & { readonly reason: string }): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'revoke',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    expectedStage: input.expectedStage,
    authority: await authorityFor(world, draft),
    reason: input.reason,
  }));
}
