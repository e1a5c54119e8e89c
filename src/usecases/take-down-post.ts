import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor } from './act.ts';
import { probe } from './probe.ts';

interface TakeDownPost extends PersonalAct {
  readonly reason: string;
}

/** Would it be recorded? Asked while the form can still say no. */
export async function mayTakeDown(world: World, input: TakeDownPost): Promise<Outcome> {
  const allowed = await probe(world, { action: 'takeDown', ...input });
  if (!allowed.ok || input.reason.trim() !== '') return allowed;
  return { ok: false, refusal: { code: 'reason-missing' }, draft: allowed.draft };
}

/**
 * 削除: takes the published post off the network, then records it. Deleting twice is harmless, so an answer that was
 * lost may be asked for again.
 */
export async function takeDownPost(world: World, input: TakeDownPost): Promise<Outcome> {
  const allowed = await mayTakeDown(world, input);
  if (!allowed.ok) return allowed;
  const { draft } = allowed;
  if (draft.status === 'published') {
    const result = await world.publisherOf(accountOf(world, draft.accountId)).takeDown(draft.post.id);
    if (result.outcome !== 'takenDown') {
      const failure = result.outcome === 'failed' ? result.failure : null;
      return { ok: false, refusal: { code: 'not-taken-down', failure }, draft };
    }
  }
  return act(world, input.draftId, async (now) => ({
    type: 'takeDown',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    authority: await authorityFor(world, now),
    reason: input.reason,
  }));
}
