import { currentRevision } from '../draft/state.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor, reportedPost } from './act.ts';
import { insist } from './insist.ts';
import { loadDraft } from './read-draft.ts';

/** A post may show up on the account's own timeline with a delay; the looks together take about two minutes. */
const LOOKS_AFTER_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

/**
 * 結果不明: asks the account's own timeline several times. Found: published. Not found: from here the manager has
 * to say. Nothing is ever sent again by itself.
 */
export async function lookForPost(world: World, draftId: string): Promise<void> {
  let looked = false;
  for (const wait of LOOKS_AFTER_MS) {
    await world.pause(wait);
    const draft = await insist(world, draftId, () => loadDraft(world, draftId));
    if (draft?.status !== 'outcomeUnknown') return;
    const publisher = world.publisherOf(accountOf(world, draft.accountId));
    const result = await publisher.findSince(draft.attempt.sinceId, currentRevision(draft).content);
    if (result.found) {
      const { postId, url } = result;
      const { number } = draft.attempt;
      await insist(world, draftId, () =>
        act(world, draftId, () => ({
          type: 'recordPublished',
          at: world.clock.now().toISOString(),
          attempt: number,
          postId,
          url,
          via: 'timeline',
        })),
      );
      return;
    }
    looked ||= result.looked;
  }
  await insist(world, draftId, () =>
    act(world, draftId, (draft) => ({
      type: 'recordNotFound',
      at: world.clock.now().toISOString(),
      attempt: draft?.attempts ?? 0,
      looked,
    })),
  );
}

/** The manager saw the post on the network and gives its address. */
export function confirmPublished(world: World, input: PersonalAct & { readonly url: string }): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'confirmPublished',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    authority: await authorityFor(world, draft),
    post: reportedPost(world, draft, input.url),
  }));
}

/** The manager looked and there is no post: the approval stands, and may be sent again by hand. */
export function confirmNotPublished(world: World, input: PersonalAct): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'confirmNotPublished',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    authority: await authorityFor(world, draft),
  }));
}
