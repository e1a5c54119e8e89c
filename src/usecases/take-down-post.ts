import type { PublishFailure } from '../draft/events.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor } from './act.ts';
import { probe } from './probe.ts';

export type TakeDown =
  | Outcome
  /** The network said no, or could not be reached: the post is still up. */
  | { readonly ok: false; readonly failure: PublishFailure };

/**
 * 削除: takes the published post off the network, then records it. Deleting twice is harmless, so an answer that was
 * lost may be asked for again. Where there is no API the person deletes by hand and this records it.
 */
export async function takeDownPost(world: World, input: PersonalAct & { readonly reason: string }): Promise<TakeDown> {
  const wish = { action: 'takeDown', ...input } as const;
  const allowed = await probe(world, wish);
  if (!allowed.ok) return allowed;
  const { draft } = allowed;
  if (draft.status === 'published') {
    const result = await world.publisherOf(accountOf(world, draft.accountId)).takeDown(draft.post.id ?? draft.post.url);
    if (result.outcome === 'failed') return { ok: false, failure: result.failure };
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
