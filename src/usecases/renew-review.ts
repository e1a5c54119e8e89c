import { currentRevision, type Draft, isSettled } from '../draft/state.ts';
import { findingKey } from '../guideline/finding-key.ts';
import type { Review } from '../guideline/types.ts';
import { accountOf, act, isConfigured, type World } from './act.ts';
import { loadDraft } from './read-draft.ts';
import { reviewNow } from './review-now.ts';

/**
 * What a draft's check rests on beside its text: whose it is by now, and the post that it corrects. The record of such a post names
 * the draft; and when the drafter is another, or the post is gone, the check is made anew. Done again, it changes nothing.
 */
export async function renewReview(world: World, draftId: string): Promise<void> {
  const draft = await loadDraft(world, draftId);
  if (draft === undefined || isSettled(draft.status) || !isConfigured(world, draft.accountId)) return;
  const { fields, at } = currentRevision(draft);
  const original = fields.correctionOf?.draftId;
  if (original !== undefined)
    await act(world, original, () => ({ type: 'correct', at, by: draft.drafter, correction: draft.id }));
  if (original !== undefined || draft.formerDrafters.length > 0) await checkAnew(world, draft);
}

async function checkAnew(world: World, draft: Draft): Promise<void> {
  if (draft.status !== 'submitted') return;
  const { number: revision, review } = currentRevision(draft);
  const now = await reviewNow(world, draft, accountOf(world, draft.accountId), 'own findings');
  if (keysOf(now) === keysOf(review)) return;
  const at = world.clock.now().toISOString();
  await act(world, draft.id, () => ({ type: 'renewReview', at, revision, review: now }));
}

const keysOf = ({ findings }: Review): string => JSON.stringify(findings.map(findingKey).sort());
