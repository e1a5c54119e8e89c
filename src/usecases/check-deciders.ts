import type { Nobody } from '../draft/shapes.ts';
import { authorsOf, currentRevision, isBlocked } from '../draft/state.ts';
import type { World } from './act.ts';
import { accountOf, act, isConfigured } from './act.ts';
import { loadDraft } from './read-draft.ts';

/**
 * Asks whether anybody can decide on a draft that waits for it, and puts on record, once for each revision, that nobody can.
 * Where Slack does not say who is who, nothing is said.
 */
export async function checkDeciders(world: World, draftId: string): Promise<void> {
  const draft = await loadDraft(world, draftId);
  // What blocks is the drafter's to mend first.
  if (draft?.status !== 'submitted' || isBlocked(draft)) return;
  const { number: revision, noDecider = false } = currentRevision(draft);
  if (noDecider) return;
  const why = await whyNobody(world, draft.accountId, authorsOf(draft));
  if (why === null) return;
  await act(world, draftId, () => ({
    type: 'recordNobodyCanDecide',
    at: world.clock.now().toISOString(),
    revision,
    why,
  }));
}

/** After a start: a stop may have come between a text and the question. Only drafts that nobody can decide are read. */
export async function checkDecidersOfAll(world: World): Promise<void> {
  const { drafts } = await world.store.summaries.open();
  for (const { id, accountId, status, authors, findings } of drafts) {
    if (status !== 'submitted' || findings.block > 0) continue;
    if ((await whyNobody(world, accountId, authors)) !== null) world.laterChecks.changed(id);
  }
}

/** Null where somebody can, or it cannot be known. */
async function whyNobody(world: World, accountId: string, authors: readonly string[]): Promise<Nobody | null> {
  if (!isConfigured(world, accountId)) return null;
  const { manager, selfApproval } = accountOf(world, accountId);
  const managers = await world.roster.members(manager.people, 'recent');
  if (managers === null) return null;
  if (managers.length === 0) return 'nobody-named';
  const able = selfApproval ? managers : managers.filter((id) => !authors.includes(id));
  if (able.length === 0) return 'only-author';
  return (await world.roster.anyActive(able)) === false ? 'deactivated' : null;
}
