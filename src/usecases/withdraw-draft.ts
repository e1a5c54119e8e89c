import type { Outcome, PersonalAct, World } from './act.ts';
import { act } from './act.ts';

/** The drafter takes the draft back (取下げ). */
export function withdrawDraft(
  world: World,
  input: PersonalAct & { readonly expectedRevision: number },
): Promise<Outcome> {
  return act(world, input.draftId, () => ({
    type: 'withdraw',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    expectedRevision: input.expectedRevision,
  }));
}
