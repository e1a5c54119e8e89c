import { currentRevision, type Draft } from '../draft/state.ts';
import type { Outcome, World } from './act.ts';
import { accountOf, act } from './act.ts';
import { insist } from './insist.ts';
import type { TakeDownResult } from './ports.ts';
import { loadDraft } from './read-draft.ts';
import type { Rest } from './rest.ts';

/** Deleting twice is harmless, so a removal whose end is not known is asked for again; together about two minutes. */
const ASK_AGAIN_AFTER_MS = [2_000, 10_000, 30_000, 60_000];

export type ToRemove = Extract<Draft, { status: 'removing' | 'removalUnknown' }>;

/** Takes the post off the network because the record says so, and records what came of it. */
export async function removePost(world: World, draft: ToRemove, rest: Rest): Promise<void> {
  const publisher = world.publisherOf(accountOf(world, draft.accountId));
  const { id, post } = draft;
  const { content } = currentRevision(draft);
  if (draft.status === 'removing') {
    const result = await publisher.takeDown(post.id, content);
    await insist(world, id, () => recordResult(world, draft, result));
    return;
  }
  const isOpen = async () => {
    const now = await insist(world, id, () => loadDraft(world, id));
    return now?.status === 'removalUnknown' && now.removal.number === draft.removal.number;
  };
  for (const wait of ASK_AGAIN_AFTER_MS) {
    if (!(await rest(wait, isOpen))) return;
    const result = await publisher.takeDown(post.id, content);
    // Anything but success says nothing of what the earlier request did.
    if (result.outcome !== 'takenDown') continue;
    await insist(world, id, () => recordResult(world, draft, result));
    return;
  }
  await insist(world, id, () =>
    act(world, id, () => ({
      type: 'recordRemovalUnconfirmed',
      at: world.clock.now().toISOString(),
      removal: draft.removal.number,
    })),
  );
}

function recordResult(world: World, draft: ToRemove, result: TakeDownResult): Promise<Outcome> {
  const at = world.clock.now().toISOString();
  const { number: removal, reason } = draft.removal;
  return act(world, draft.id, () => {
    switch (result.outcome) {
      case 'takenDown':
        return { type: 'recordTakenDown', at, reason };
      case 'byHand':
        return { type: 'recordRemovalHandedOver', at, removal };
      case 'failed':
        return { type: 'recordRemovalFailed', at, removal, failure: result.failure };
      case 'unknown':
        return { type: 'recordRemovalUnknown', at, removal, cause: result.cause };
    }
  });
}

/** A stop may have cut the request for this removal: nobody can say whether it left. */
export async function doubtInterrupted(world: World, draft: Extract<Draft, { status: 'removing' }>): Promise<void> {
  await act(world, draft.id, () => ({
    type: 'recordRemovalUnknown',
    at: world.clock.now().toISOString(),
    removal: draft.removal.number,
    cause: 'restart',
  }));
}
