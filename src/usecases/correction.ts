import { currentRevision, type Draft, isSettled } from '../draft/state.ts';
import { accountOf, act, isConfigured, type World } from './act.ts';
import { loadDraft } from './read-draft.ts';
import { reviewNow } from './review-now.ts';

/**
 * What a draft that corrects a post, and the post, have to do with each other: the record of the post names the draft, and
 * once the post is gone, what a guideline asks of the draft is looked at anew. Done again, it changes nothing.
 */
export async function seeToCorrection(world: World, draftId: string): Promise<void> {
  const draft = await loadDraft(world, draftId);
  if (draft === undefined || isSettled(draft.status)) return;
  const { fields, at } = currentRevision(draft);
  const original = fields.correctionOf?.draftId;
  if (original === undefined || !isConfigured(world, draft.accountId)) return;
  await act(world, original, () => ({ type: 'correct', at, by: draft.drafter, correction: draft.id }));
  await renewReview(world, draft);
}

async function renewReview(world: World, draft: Draft): Promise<void> {
  const { number: revision, review } = currentRevision(draft);
  const now = await reviewNow(world, draft, accountOf(world, draft.accountId), 'own findings');
  if (draft.status !== 'submitted' || now.findings.length === review.findings.length) return;
  const at = world.clock.now().toISOString();
  await act(world, draft.id, () => ({ type: 'renewReview', at, revision, review: now }));
}
