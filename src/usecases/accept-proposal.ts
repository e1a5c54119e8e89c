import { currentRevision, proposalOf } from '../draft/state.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { act } from './act.ts';
import { checkWithinBound } from './check-within-bound.ts';
import { japanDay } from './japan-time.ts';
import { ownFields } from './submit-draft.ts';

export interface AcceptProposal extends PersonalAct {
  readonly expectedRevision: number;
}

/** The drafter makes the manager's text the next revision; it is checked like any other. */
export function acceptProposal(
  world: World,
  { draftId, by, delivery, expectedRevision }: AcceptProposal,
): Promise<Outcome> {
  const now = world.clock.now();
  return act(world, draftId, async (draft) => {
    const proposal = draft === undefined ? null : proposalOf(draft);
    const fields = draft === undefined ? {} : ownFields(world, by, currentRevision(draft).fields);
    const checked =
      proposal === null
        ? { review: { edition: '', findings: [], length: null } }
        : await checkWithinBound(world, proposal.content, fields, japanDay(now));
    return { type: 'acceptProposal', at: now.toISOString(), by, delivery, expectedRevision, fields, ...checked };
  });
}
