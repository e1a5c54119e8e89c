import { decide } from '../draft/decide.ts';
import type { Person } from '../draft/events.ts';
import type { Draft } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { accountOf, act, authorityFor } from './act.ts';
import { insist, isUncertain } from './insist.ts';
import type { PublishResult } from './ports.ts';
import { loadDraft } from './read-draft.ts';
import { lookForPost } from './resolve-unknown.ts';

/** An approval older than this is not carried out by itself: nothing goes out later than people expect it. */
const GRACE_MS = 5 * 60_000;

/**
 * Sends what was approved: verify the account, put the attempt on record, one request, record the answer.
 * The attempt is on disk before the request leaves, so no restart and no second caller can send it again (design §7).
 * @returns refused when the draft is not waiting to be sent; a failed or unknown outcome is not a refusal.
 */
export function publishDraft(world: World, draftId: string): Promise<Outcome> {
  return insist(world, draftId, async () => {
    const draft = await loadDraft(world, draftId);
    return draft !== undefined && isStale(draft, world.clock.now())
      ? recordUnsent(world, draftId, draft.attempts)
      : send(world, draftId, undefined);
  });
}

/** Too old also by a clock that was set back. */
function isStale(draft: Draft, now: Date): boolean {
  if (draft.status !== 'approved' || draft.last.type !== 'DraftApproved') return false;
  return Math.abs(now.getTime() - Date.parse(draft.approval.at)) > GRACE_MS;
}

/** もう一度公開する: a new attempt under the approval that stands, by the manager's own click. */
export function retryPublishing(world: World, input: PersonalAct): Promise<Outcome> {
  return send(world, input.draftId, { by: input.by, delivery: input.delivery });
}

interface Retry {
  readonly by: Person;
  readonly delivery: string;
}

async function send(world: World, draftId: string, retry: Retry | undefined): Promise<Outcome> {
  const start = async (draft: Draft | undefined, sinceId: string | null) =>
    ({
      type: 'startPublishing',
      at: world.clock.now().toISOString(),
      contentHash: draft !== undefined && 'approval' in draft ? draft.approval.contentHash : '',
      sinceId,
      ...(retry === undefined
        ? {}
        : { delivery: retry.delivery, retryBy: { person: retry.by, authority: await authorityFor(world, draft) } }),
    }) as const;

  // Whoever may not send must not even cause a look at the network; the refusal itself is recorded by `act`.
  const waiting = await loadDraft(world, draftId);
  const rehearsal = decide(await start(waiting, null), waiting);
  if (waiting === undefined || !rehearsal.ok || rehearsal.events.length === 0)
    return act(world, draftId, (draft) => start(draft, null));

  const publisher = world.publisherOf(accountOf(world, waiting.accountId));
  const verified = await publisher.verifyAccount();
  if (!verified.ok) {
    return act(world, draftId, (draft) => ({
      type: 'recordPublishFailed',
      at: world.clock.now().toISOString(),
      attempt: draft?.attempts ?? 0,
      failure: verified.failure,
      ...(retry === undefined ? {} : { delivery: retry.delivery }),
    }));
  }
  // Nothing new leaves once the app is asked to stop; the next start carries the approval out.
  await world.pause(0);
  const started = await act(world, draftId, (draft) => start(draft, verified.sinceId)).catch(async (error) => {
    if (isUncertain(error)) await insist(world, draftId, () => recordUnsent(world, draftId, waiting.attempts + 1));
    throw error;
  });
  if (!started.ok || !started.changed || started.draft.status !== 'publishing') return started;

  const { attempt } = started.draft;
  const result = await publisher.publish(currentRevision(started.draft).content);
  const recorded = await insist(world, draftId, () => recordResult(world, draftId, attempt.number, result));
  if (result.outcome === 'unknown') await lookForPost(world, draftId);
  return recorded;
}

/** The approval could not be carried out in time, and certainly nothing was sent. */
function recordUnsent(world: World, draftId: string, attempt: number): Promise<Outcome> {
  return act(world, draftId, () => ({
    type: 'recordPublishFailed',
    at: world.clock.now().toISOString(),
    attempt,
    failure: { kind: 'not-started' },
  }));
}

function recordResult(world: World, draftId: string, attempt: number, result: PublishResult): Promise<Outcome> {
  const at = world.clock.now().toISOString();
  return act(world, draftId, () => {
    switch (result.outcome) {
      case 'published':
        return { type: 'recordPublished', at, attempt, postId: result.postId, url: result.url, via: 'answer' };
      case 'handedOver':
        return { type: 'recordHandedOver', at, attempt };
      case 'failed':
        return { type: 'recordPublishFailed', at, attempt, failure: result.failure };
      case 'unknown':
        return { type: 'recordOutcomeUnknown', at, attempt, cause: result.cause };
    }
  });
}

/**
 * Puts right an attempt that a stop of the app cut short. @see recover.ts
 * @param interrupted the draft as it was before anybody could act on it again; a newer attempt is left alone.
 */
export async function settleInterrupted(world: World, interrupted: Draft): Promise<void> {
  if (interrupted.status !== 'publishing') return;
  const { number } = interrupted.attempt;
  const { sendsByItself } = world.publisherOf(accountOf(world, interrupted.accountId));
  const at = world.clock.now().toISOString();
  // Handing over sends nothing, so it can simply be finished; a request may have gone out, so it is unknown.
  await act(world, interrupted.id, () =>
    sendsByItself
      ? { type: 'recordOutcomeUnknown', at, attempt: number, cause: 'restart' }
      : { type: 'recordHandedOver', at, attempt: number },
  );
}
