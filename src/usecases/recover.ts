import type { DraftEvent } from '../draft/events.ts';
import { replay } from '../draft/evolve.ts';
import type { Draft } from '../draft/state.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import { insist } from './insist.ts';
import type { Summary } from './ports.ts';
import { publishDraft, settleInterrupted } from './publish-draft.ts';
import { lookForPost } from './resolve-unknown.ts';

/** Begins what the last stop left undone. @returns work that goes on, to be awaited when draining. */
type Resume = () => readonly Promise<unknown>[];

/**
 * Finds what was under way when the app stopped. It changes nothing, and is asked before anybody can act: an attempt
 * that is under way later is not an interrupted one. A draft that cannot be read is reported and keeps none from going on.
 * Only drafts that may owe something are read; of the others the summaries say enough.
 * @param orphaned is told of drafts whose account is no longer in office.yaml: they are kept and left alone.
 */
export async function recover(world: World, orphaned: (draftId: string, accountId: string) => void): Promise<Resume> {
  const { drafts, unreadable } = await world.store.summaries.open();
  const ours = new Set(world.office.accounts.map(({ id }) => id));
  for (const { id, accountId } of drafts) if (!ours.has(accountId)) orphaned(id, accountId);
  const found = drafts.filter(({ accountId }) => ours.has(accountId));
  const owed = found.filter(({ status }) => mayOwe(status)).map(({ id }) => id);
  const steps: (readonly [id: string, step: Step])[] = [];
  for (const id of [...owed, ...unreadable]) {
    try {
      const stored = await world.store.load(id);
      const draft = stored === undefined ? undefined : replay(stored.events);
      const step = stored === undefined || draft === undefined ? undefined : nextStep(draft, stored.events);
      if (step !== undefined) steps.push([id, step]);
    } catch (error) {
      world.report?.(id, error);
    }
  }
  return () => {
    tellThreads(world, found);
    return steps.map(async ([id, step]) => {
      try {
        await step(world);
      } catch (error) {
        world.report?.(id, error);
      }
    });
  };
}

/** New cards first: somebody waits for them. A card that tells all is left as it is, in whatever look. */
function tellThreads(world: World, drafts: readonly Summary[]): void {
  const behind = drafts.filter(({ behindSince }) => behindSince !== null);
  for (const { id, place } of behind) if (place === null) world.threadLog.changed(id);
  for (const { id, place } of behind) if (place !== null) world.threadLog.redraw(id);
  // What is finished and told has only to be put away.
  for (const { id, status, behindSince } of drafts)
    if (behindSince === null && isSettled(status)) world.threadLog.changed(id);
  for (const { id, status } of drafts) if (!isSettled(status)) world.laterChecks.changed(id);
}

function mayOwe(status: Draft['status']): boolean {
  return !isSettled(status) && status !== 'submitted' && status !== 'returned';
}

type Step = (world: World) => Promise<unknown>;

function nextStep(draft: Draft, events: readonly DraftEvent[]): Step | undefined {
  switch (draft.status) {
    case 'publishing':
      return async (world) => {
        await insist(world, draft.id, () => settleInterrupted(world, draft));
        await lookForPost(world, draft.id);
      };
    case 'outcomeUnknown':
      return gaveUpLooking(events) ? undefined : (world) => lookForPost(world, draft.id);
    case 'approved':
      return draft.last.type === 'DraftApproved' ? (world) => publishDraft(world, draft.id) : undefined;
    default:
      return undefined;
  }
}

function gaveUpLooking(events: readonly DraftEvent[]): boolean {
  const unknown = events.findLastIndex(({ type }) => type === 'OutcomeUnknown');
  return events.slice(unknown).some(({ type }) => type === 'NotFoundOnTimeline');
}
