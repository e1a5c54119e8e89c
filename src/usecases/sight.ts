import type { Sight } from '../draft/find.ts';
import type { World } from './act.ts';
import { loadDraft } from './read-draft.ts';

/** Who asks, and where: what is not published is seen only where it belongs. */
export interface Reader {
  readonly userId: string;
  /** Null on the Home tab. */
  readonly channel: string | null;
}

/** What somebody sees from where they are; as nobody's manager where that cannot be known. */
export async function sightFor({ office, roster }: World, { userId, channel }: Reader): Promise<Sight> {
  const decides = await Promise.all(
    office.accounts.map(async ({ id, manager }) =>
      (await roster.members(manager.people, 'recent'))?.includes(userId) === true ? [id] : [],
    ),
  );
  return {
    userId,
    here: office.accounts.filter((account) => account.channel === channel).map(({ id }) => id),
    decides: decides.flat(),
  };
}

/**
 * May this person reach a draft by a button from where they are? In an account's channel only drafts whose card is there;
 * elsewhere, as in the lists there, their own and those that they decide on. What they may do is decided by the draft itself.
 */
export async function isWithinReach(world: World, draftId: string, reader: Reader): Promise<boolean> {
  const thread = await world.store.loadThread(draftId);
  if (thread !== undefined && thread.channel === reader.channel) return true;
  const { userId, here, decides } = await sightFor(world, reader);
  if (here.length > 0 && thread !== undefined) return false;
  const draft = await loadDraft(world, draftId);
  if (draft === undefined) return false;
  // Its card is on the way to there.
  if (here.length > 0) return here.includes(draft.accountId);
  return decides.includes(draft.accountId) || draft.drafter.id === userId;
}
