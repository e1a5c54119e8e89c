import type { Draft } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor, reportedPost } from './act.ts';
import { insist } from './insist.ts';
import { loadDraft } from './read-draft.ts';
import type { Rest } from './rest.ts';

/** A post may show up on the account's own timeline with a delay; the looks together take about two minutes. */
const LOOKS_AFTER_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

export type Unknown = Extract<Draft, { status: 'outcomeUnknown' }>;

/**
 * 結果不明: asks the account's own timeline several times for the post of this one attempt, for as long as its outcome is
 * open. Found: published. Not found: from here the manager has to say. Nothing is ever sent again by itself.
 */
export async function lookForPost(world: World, draft: Unknown, rest: Rest): Promise<void> {
  const { id } = draft;
  const { number: attempt, sinceId } = draft.attempt;
  const isOpen = async () => {
    const now = await insist(world, id, () => loadDraft(world, id));
    return now?.status === 'outcomeUnknown' && now.attempt.number === attempt;
  };
  const publisher = world.publisherOf(accountOf(world, draft.accountId));
  let looked = false;
  for (const wait of LOOKS_AFTER_MS) {
    if (!(await rest(wait, isOpen))) return;
    const result = await publisher.findSince(sinceId, currentRevision(draft).content);
    if (result.found) {
      const { postId, url } = result;
      const at = world.clock.now().toISOString();
      await insist(world, id, () =>
        act(world, id, () => ({ type: 'recordPublished', at, attempt, postId, url, via: 'timeline' })),
      );
      return;
    }
    looked ||= result.looked;
  }
  await insist(world, id, () =>
    act(world, id, () => ({ type: 'recordNotFound', at: world.clock.now().toISOString(), attempt, looked })),
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
