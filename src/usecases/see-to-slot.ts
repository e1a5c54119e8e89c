import { REMINDERS, reminderAt } from '../draft/slot.ts';
import { currentRevision, type Draft } from '../draft/state.ts';
import { act, type World } from './act.ts';

/** A draft that waits for its approval, or was returned: reminds both sides that its slot comes near, and ends it when it has come. */
export async function seeToSlot(world: World, draft: Draft): Promise<void> {
  const { number: revision, content } = currentRevision(draft);
  const { slot } = content;
  if (slot === undefined) return;
  const at = world.clock.now().toISOString();
  if (at >= slot) return expireAtSlot(world, draft);
  const minutes = reminderAt(slot, at) ?? REMINDERS[0];
  await act(world, draft.id, () => ({ type: 'recordSlotNear', at, revision, slot, minutes }));
}

/** Ends a draft whose slot has passed: there is no catching up. */
export async function expireAtSlot(world: World, draft: Draft): Promise<void> {
  const { number: revision, content } = currentRevision(draft);
  const { slot } = content;
  if (slot === undefined) return;
  const order = draft.status === 'approved' ? (draft.order?.number ?? null) : null;
  await act(world, draft.id, () => ({ type: 'expire', at: world.clock.now().toISOString(), revision, slot, order }));
}
