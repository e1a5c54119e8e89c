import type { DraftFields, Review } from '../guideline/types.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { act } from './act.ts';
import { addressed } from './address-target.ts';
import { checkWithinBound } from './check-within-bound.ts';
import { japanDay } from './japan-time.ts';
import { mediaProblem } from './keep-media.ts';
import { loadDraft } from './read-draft.ts';
import { ownFields } from './submit-draft.ts';
import { written } from './written.ts';

const NOT_CHECKED: Review = { edition: '', findings: [], length: null };

export interface ReviseDraft extends PersonalAct {
  readonly expectedRevision: number;
  readonly text: string;
  readonly fields: DraftFields;
}

/** Makes the next revision and checks it; an approval that stood is void. */
export async function reviseDraft(world: World, input: ReviseDraft): Promise<Outcome> {
  const now = world.clock.now();
  const accountId = (await loadDraft(world, input.draftId))?.accountId;
  const theirs = written(accountId ?? '', input.text, ownFields(world, input.by, input.fields));
  const { content, fields, problem } =
    accountId === undefined ? { ...theirs, problem: null } : addressed(world, theirs);
  const missing = problem ?? (await mediaProblem(world, content, fields));
  if (missing !== null) return { ok: false, refusal: missing, draft: undefined };
  return act(world, input.draftId, async (draft) => ({
    type: 'revise',
    at: now.toISOString(),
    by: input.by,
    delivery: input.delivery,
    expectedRevision: input.expectedRevision,
    content,
    fields,
    ...(draft === undefined
      ? { review: NOT_CHECKED }
      : await checkWithinBound(world, content, fields, japanDay(now), input.draftId)),
  }));
}
