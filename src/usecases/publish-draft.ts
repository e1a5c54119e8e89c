import type { PublishFailure } from '../draft/events.ts';
import type { EarlierPost } from '../draft/shapes.ts';
import { GRACE_MS, isScheduled, isTooLate } from '../draft/slot.ts';
import type { Draft } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import type { Outcome, World } from './act.ts';
import { accountOf, act } from './act.ts';
import { newAtSlot } from './check-at-slot.ts';
import { findCopies } from './find-copies.ts';
import { insist } from './insist.ts';
import type { Prepared, PublishResult } from './ports.ts';
import { expireAtSlot } from './see-to-slot.ts';

export type Ordered = Extract<Draft, { status: 'approved' }>;

/**
 * Carries out the open order of an approved draft: verify the account, bring the pictures, put the attempt on record, one
 * request, record the answer. What fails before the attempt is a definite no: nothing can have been posted. The attempt is on disk before the request leaves, so no restart and no second caller can send it again (design §7).
 * Whatever was found out on the way counts only for this order: when another one is open by then, nothing is recorded.
 * @throws what the record throws; then nothing was sent, and the order is still open or was recorded as not carried out.
 */
export async function publishDraft(world: World, draft: Ordered): Promise<void> {
  const { order } = draft;
  if (order === null) return;
  const { id } = draft;
  const at = () => world.clock.now().toISOString();
  // Nothing goes out later than people expect it; without a slot, also by a clock that was set back.
  const isLate = () =>
    isScheduled(draft)
      ? isTooLate(order.due, at())
      : Math.abs(world.clock.now().getTime() - Date.parse(order.at)) > GRACE_MS;
  if (isScheduled(draft) && isLate()) return expireAtSlot(world, draft);
  if (isLate()) {
    await act(world, id, () => ({
      type: 'recordNotSent',
      at: at(),
      order: order.number,
      failure: { kind: 'not-started' },
    }));
    return;
  }
  const notSent = (failure: PublishFailure) =>
    insist(world, id, () => act(world, id, () => ({ type: 'recordNotSent', at: at(), order: order.number, failure })));
  const count = isScheduled(draft) ? await newAtSlot(world, draft) : 0;
  if (count > 0) {
    await notSent({ kind: 'new-findings', count });
    return;
  }
  const publisher = world.publisherOf(accountOf(world, draft.accountId));
  const verified = await publisher.verifyAccount();
  // What a person does needs neither key nor network; where these are at hand, it is known what was there before.
  const { content } = currentRevision(draft);
  const byHand = !publisher.sends(content);
  if (!verified.ok && !byHand) {
    await notSent(verified.failure);
    return;
  }
  const prepared = byHand ? NOTHING_PREPARED : await publisher.prepare(content);
  if (!prepared.ok) {
    await notSent(prepared.failure);
    return;
  }
  // The network may have taken its time over the answer and the pictures, and the pages that the text links to.
  if (isScheduled(draft) && isLate()) return expireAtSlot(world, draft);
  // Nothing new leaves once the app is asked to stop; the next start carries the order out.
  await world.pause(0);
  const started = await act(world, id, () => ({
    type: 'startPublishing',
    at: at(),
    order: order.number,
    contentHash: draft.approval.contentHash,
    sinceId: verified.ok ? verified.sinceId : null,
  })).catch(async (error: unknown) => {
    // It may be in place all the same. It was not sent, and must not look as if it might have been.
    await recordUnsent(world, id, draft.attempts + 1);
    throw error;
  });
  if (!started.ok || started.draft.status !== 'publishing') return;
  const { number: attempt } = started.draft.attempt;
  // The network and the disk may have taken their time over it.
  if (started.doubted === true || isLate() || (await isStopping(world))) {
    await recordUnsent(world, id, attempt);
    return;
  }
  const result = await publisher.publish(currentRevision(started.draft).content, prepared.mediaIds);
  const earlier = await meantByDuplicate(world, started.draft, result);
  await insist(world, id, () => recordResult(world, id, attempt, result, earlier));
}

const NOTHING_PREPARED: Prepared = { ok: true, mediaIds: [] };

/** The post that a network may mean which refuses a text as a duplicate. */
async function meantByDuplicate(world: World, draft: Draft, result: PublishResult): Promise<EarlierPost | undefined> {
  if (result.outcome !== 'unknown' || result.cause !== 'duplicate') return undefined;
  // The answer goes on record in any case.
  const copies = await findCopies(world, currentRevision(draft).content, draft.id).catch(() => []);
  return copies.flatMap(({ on, url }) => (url === undefined ? [] : [{ on, url }]))[0];
}

/** The attempt is or may be on record, and certainly nothing was sent. */
function recordUnsent(world: World, draftId: string, attempt: number): Promise<Outcome> {
  return insist(world, draftId, () =>
    act(world, draftId, () => ({
      type: 'recordPublishFailed',
      at: world.clock.now().toISOString(),
      attempt,
      failure: { kind: 'not-started' },
    })),
  );
}

function isStopping(world: World): Promise<boolean> {
  return world.pause(0).then(
    () => false,
    () => true,
  );
}

function recordResult(
  world: World,
  draftId: string,
  attempt: number,
  result: PublishResult,
  earlier: EarlierPost | undefined,
): Promise<Outcome> {
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
        return {
          type: 'recordOutcomeUnknown',
          at,
          attempt,
          cause: result.cause,
          ...(earlier === undefined ? {} : { earlier }),
        };
    }
  });
}

export type Interrupted = Extract<Draft, { status: 'publishing' }>;

/** Puts right an attempt that was cut short: by a stop of the app, or by a fault before its answer was on record. */
export async function settleInterrupted(world: World, draft: Interrupted): Promise<void> {
  const { id, accountId, attempt } = draft;
  const sends = world.publisherOf(accountOf(world, accountId)).sends(currentRevision(draft).content);
  const at = world.clock.now().toISOString();
  // Handing over sends nothing, so it can simply be finished; a request may have gone out, so it is unknown.
  await act(world, id, () =>
    sends
      ? { type: 'recordOutcomeUnknown', at, attempt: attempt.number, cause: 'restart' }
      : { type: 'recordHandedOver', at, attempt: attempt.number },
  );
}
