import type { TargetSight } from '../draft/events.ts';
import { currentRevision, type Draft, isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import { accountOf, act, isConfigured } from './act.ts';
import { loadDraft } from './read-draft.ts';

/** The network could not be asked for the post that a draft is about; it can be tried again. */
class TargetUnreachable extends Error {
  override readonly name = 'TargetUnreachable';
}

/**
 * Looks up the post that a draft is about, once for each revision, as far as the network shows it to the app: whoever decides
 * sees what is answered or passed on.
 * @throws TargetUnreachable when there was no answer.
 */
export async function lookAtTarget(world: World, draftId: string): Promise<void> {
  const draft = await loadDraft(world, draftId);
  if (draft === undefined || !isToBeLookedAt(world, draft)) return;
  const { target } = currentRevision(draft).content;
  const sight = target === undefined ? null : await world.publisherOf(accountOf(world, draft.accountId)).lookAt(target);
  if (sight === null) return;
  if (sight.kind === 'unreachable')
    throw new TargetUnreachable(`the post that ${draftId} is about cannot be looked up`);
  await seen(world, draft, sight);
}

/** Puts on record that it was tried and could not be had. */
export async function giveUpTarget(world: World, draftId: string): Promise<void> {
  const draft = await loadDraft(world, draftId);
  if (draft !== undefined && isToBeLookedAt(world, draft)) await seen(world, draft, { kind: 'unreachable' });
}

function isToBeLookedAt(world: World, draft: Draft): boolean {
  const { content, sight } = currentRevision(draft);
  const open = !isSettled(draft.status) && isConfigured(world, draft.accountId);
  return open && content.target !== undefined && sight === undefined;
}

async function seen(world: World, draft: Draft, sight: TargetSight): Promise<void> {
  const { number: revision } = currentRevision(draft);
  await act(world, draft.id, () => ({ type: 'recordTarget', at: world.clock.now().toISOString(), revision, sight }));
}
