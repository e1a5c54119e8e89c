import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { loadDraft } from './read-draft.ts';

/** The answers as a check needs them: whether the post that is corrected is gone, only its record knows. */
export async function answersNow(world: Pick<World, 'store'>, fields: DraftFields): Promise<DraftFields> {
  const { correctionOf } = fields;
  if (correctionOf?.draftId === undefined) return fields;
  const original = await loadDraft(world, correctionOf.draftId);
  return { ...fields, correctionOf: { ...correctionOf, deleted: original?.status === 'takenDown' } };
}
