import type { DraftFields, Review } from '../guideline/types.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { act } from './act.ts';
import { checkWithinBound } from './check-within-bound.ts';
import { japanDay } from './japan-time.ts';
import { ownFields, written } from './submit-draft.ts';

const NOT_CHECKED: Review = { edition: '', findings: [], length: null };

export interface ReviseDraft extends PersonalAct {
  readonly expectedRevision: number;
  readonly text: string;
  readonly fields: DraftFields;
}

/** Makes the next revision and checks it; an approval that stood is void. */
export async function reviseDraft(world: World, input: ReviseDraft): Promise<Outcome> {
  const now = world.clock.now();
  return act(world, input.draftId, async (draft) => {
    const given = { at: now.toISOString(), by: input.by, delivery: input.delivery };
    const revise = { ...given, type: 'revise', expectedRevision: input.expectedRevision } as const;
    // Refused for what it is, whatever is in it.
    if (draft === undefined)
      return { ...revise, content: { accountId: '', text: input.text }, fields: {}, review: NOT_CHECKED };
    const theirs = ownFields(world, input.by, input.fields);
    const { amiss, content, fields } = written(world, draft.accountId, input.text, theirs);
    const checked = await checkWithinBound(world, content, fields, japanDay(now), input.draftId);
    return { ...revise, content, fields, ...checked, ...(amiss === null ? {} : { amiss }) };
  });
}
