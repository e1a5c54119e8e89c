import type { Reported } from '../draft/commands.ts';
import { isWordless, postHash } from '../draft/content.ts';
import type { Draft } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import type { World } from './act.ts';
import { accountOf, act } from './act.ts';
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
export async function lookForPost(
  world: World,
  draft: Unknown,
  { rest, claims }: { readonly rest: Rest; readonly claims: Claims },
): Promise<void> {
  const { id } = draft;
  const { number: attempt, sinceId } = draft.attempt;
  const isOpen = async () => {
    const now = await insist(world, id, () => loadDraft(world, id));
    return now?.status === 'outcomeUnknown' && now.attempt.number === attempt;
  };
  const publisher = world.publisherOf(accountOf(world, draft.accountId));
  const { content } = currentRevision(draft);
  // A repost has the address of what it is of, which may well be on record for another draft.
  const isShared = isWordless(content);
  const claimed = () => claimedByOthers(claims, id);
  const { posts: earlier, attempt: first } = ofEarlierAttempts(draft);
  let looked = false;
  for (const wait of LOOKS_AFTER_MS) {
    if (!(await rest(wait, isOpen))) return;
    const others = new Set(
      isShared
        ? []
        : [
            ...(await insist(world, id, () => recordedElsewhere(world, draft))),
            ...claimed(),
            ...earlier.map(({ url }) => url),
          ],
    );
    const result = await publisher.findSince(sinceId, content, others);
    const isEarlier = result.found && earlier.some(({ postId }) => postId === result.postId);
    // Another draft of the same words may have found it in the same moment.
    if (result.found && !isEarlier && (isShared || ![...others, ...claimed()].includes(result.url))) {
      const { postId, url } = result;
      if (!isShared) claims.set(url, id);
      const at = world.clock.now().toISOString();
      // Of an earlier sending's, the outcome of this one stays open, and is looked for anew.
      await insist(world, id, () =>
        act(world, id, () => ({
          type: 'recordPublished',
          at,
          attempt: first ?? attempt,
          postId,
          url,
          via: 'timeline',
        })),
      );
      return;
    }
    looked ||= result.found || result.looked;
  }
  await insist(world, id, () =>
    act(world, id, () => ({ type: 'recordNotFound', at: world.clock.now().toISOString(), attempt, looked })),
  );
}

/**
 * What earlier sendings of the same post may have made says nothing of a later one, whose own post may still come: a
 * request can be carried out long after its answer was given up. Only a network that refuses the later one as a duplicate
 * says that it made none.
 * @returns the posts on record of such sendings, and the oldest sending that none is on record of, if any: the next post is its.
 */
function ofEarlierAttempts(draft: Unknown): {
  readonly posts: Unknown['unexpected'];
  readonly attempt: number | undefined;
} {
  const { cause, unexpected, unanswered } = draft;
  if (cause === 'duplicate') return { posts: [], attempt: undefined };
  const hash = postHash(currentRevision(draft).content);
  const open = unanswered.filter(
    (sent) => sent.postHash === hash && !unexpected.some(({ attempt }) => attempt === sent.attempt),
  );
  return { posts: unexpected, attempt: open[0]?.attempt };
}

/**
 * A post that a person reports, if it can be the draft's: of its account, no other draft's, not older than its first sending,
 * and with its words. A wrong one would be removed in its place later.
 */
export async function reportedPost(world: World, draft: Draft | undefined, url: string): Promise<Reported> {
  if (draft === undefined) return null;
  // A repost and the like has no address of its own: people find it at the post, or account, that it is about.
  const { content } = currentRevision(draft);
  if (isWordless(content)) return { id: null, url: content.target.url };
  const publisher = world.publisherOf(accountOf(world, draft.accountId));
  const post = publisher.readAddress(url);
  if (post === null || post === 'elsewhere') return post;
  if ((await recordedElsewhere(world, draft)).includes(post.url)) return 'another';
  if (post.id === null) return post;
  const sinceId = draft.firstSent?.sinceId ?? null;
  if (isOlder(post.id, sinceId)) return 'older';
  const reads = await publisher.readsAs(post.id, sinceId, content);
  return reads === 'other' ? 'other-text' : post;
}

/** Numbers of posts grow with time. */
function isOlder(id: string, sinceId: string | null): boolean {
  return sinceId !== null && /^\d+$/u.test(id) && /^\d+$/u.test(sinceId) && BigInt(id) <= BigInt(sinceId);
}

/** Address of a found post → the draft that it is being recorded for. */
export type Claims = Map<string, string>;

function claimedByOthers(claims: Claims, draftId: string): readonly string[] {
  return [...claims].flatMap(([url, id]) => (id === draftId ? [] : [url]));
}

/** More than an account publishes while the outcome of one sending is open. */
const RECENT_POSTS = 100;

/** Addresses of the posts that other drafts have: with the same words, they must not be taken for this one's. */
async function recordedElsewhere(world: World, { id, accountId }: Draft): Promise<readonly string[]> {
  const recent = { accountId, before: null, limit: RECENT_POSTS, takenDown: true };
  const { posts } = await world.store.summaries.published(recent);
  return posts.flatMap(({ id: other, post }) => (other === id || post === null ? [] : [post.url]));
}
