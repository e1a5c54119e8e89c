import type { DraftEvent } from '../draft/events.ts';
import { replay } from '../draft/evolve.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import { act } from './act.ts';
import { publishDraft, settleInterrupted } from './publish-draft.ts';
import { lookForPost } from './resolve-unknown.ts';

/** An approval older than this is not carried out by a restart: nothing goes out later than people expect it. */
const GRACE_MS = 5 * 60_000;

/**
 * Finishes what was under way when the app stopped.
 * @param orphaned is told of drafts whose account is no longer in office.yaml: they are kept and left alone.
 * @returns the work that goes on in the background (looks at the timeline), to be awaited when draining.
 */
export async function recover(
  world: World,
  orphaned: (draftId: string, accountId: string) => void,
): Promise<readonly Promise<unknown>[]> {
  const background: Promise<unknown>[] = [];
  for (const id of await world.store.openIds()) {
    const stored = await world.store.load(id);
    const draft = stored === undefined ? undefined : replay(stored.events);
    if (stored === undefined || draft === undefined) continue;
    const account = world.office.accounts.find((one) => one.id === draft.accountId);
    if (account === undefined) {
      orphaned(id, draft.accountId);
      continue;
    }
    world.threadLog.changed(id);
    if (isSettled(draft.status)) continue;
    world.laterChecks.changed(id);
    if (draft.status === 'publishing') await settleInterrupted(world, draft, world.publisherOf(account));
    if (draft.status === 'publishing' || (draft.status === 'outcomeUnknown' && !gaveUpLooking(stored.events)))
      background.push(lookForPost(world, id));
    if (draft.status === 'approved' && draft.last.type === 'DraftApproved') {
      const age = world.clock.now().getTime() - Date.parse(draft.approval.at);
      if (age >= 0 && age <= GRACE_MS) background.push(publishDraft(world, id));
      else await recordNotStarted(world, id);
    }
  }
  return background;
}

async function recordNotStarted(world: World, draftId: string): Promise<void> {
  await act(world, draftId, (draft) => ({
    type: 'recordPublishFailed',
    at: world.clock.now().toISOString(),
    attempt: draft?.attempts ?? 0,
    failure: { kind: 'not-started' },
  }));
}

function gaveUpLooking(events: readonly DraftEvent[]): boolean {
  const unknown = events.findLastIndex(({ type }) => type === 'OutcomeUnknown');
  return events.slice(unknown).some(({ type }) => type === 'NotFoundOnTimeline');
}
