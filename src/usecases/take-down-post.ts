import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor } from './act.ts';
import { probe } from './probe.ts';

/**
 * 削除: takes the published post off the network, then records it. Deleting twice is harmless, so an answer that was
 * lost may be asked for again.
 */
export async function takeDownPost(world: World, input: PersonalAct & { readonly reason: string }): Promise<Outcome> {
  const wish = { action: 'takeDown', ...input } as const;
  const allowed = await probe(world, wish);
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
