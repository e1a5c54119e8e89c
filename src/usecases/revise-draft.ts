import type { DraftFields } from '../guideline/types.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { act } from './act.ts';
import { checkWithinBound } from './check-within-bound.ts';
import { japanDay } from './japan-time.ts';
import { mediaProblem } from './keep-media.ts';
import { ownFields } from './submit-draft.ts';
import { written } from './written.ts';

export interface ReviseDraft extends PersonalAct {
  readonly expectedRevision: number;
  readonly text: string;
  readonly fields: DraftFields;
}

/** Makes the next revision and checks it; an approval that stood is void. */
export async function reviseDraft(world: World, input: ReviseDraft): Promise<Outcome> {
  const now = world.clock.now();
  const { content: given, fields: answers } = written('', input.text, input.fields);
  const missing = await mediaProblem(world, given, answers);
  if (missing !== null) return { ok: false, refusal: missing, draft: undefined };
  return act(world, input.draftId, async (draft) => {
    const { content, fields } = written(draft?.accountId ?? '', input.text, ownFields(world, input.by, input.fields));
    const checked =
      draft === undefined
        ? { review: { edition: '', findings: [], length: null } }
        : await checkWithinBound(world, content, fields, japanDay(now), input.draftId);
    return {
      type: 'revise',
      at: now.toISOString(),
      by: input.by,
      delivery: input.delivery,
      expectedRevision: input.expectedRevision,
      content,
      fields,
      ...checked,
    };
  });
}
