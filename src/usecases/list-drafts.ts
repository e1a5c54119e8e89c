import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import type { DraftView, PostKey, Summary } from './ports.ts';
import { viewDraft } from './read-draft.ts';

/** A draft in a list: all that is shown of it, and where its card is. */
export interface Listed {
  readonly view: DraftView;
  readonly place: Summary['place'];
}

export interface DraftList {
  /** The first ones, read whole. */
  readonly entries: readonly Listed[];
  /** How many there are. */
  readonly total: number;
}

/** Who asks, and where: what is not published is seen only where it belongs. */
export interface Reader {
  readonly userId: string;
  /** Null on the Home tab. */
  readonly channel: string | null;
}

/**
 * 承認待ち, oldest first: in an account's channel all living drafts of its accounts; elsewhere what this person wrote or
 * decides on.
 * @param most how many are shown; no others are read.
 */
export async function listQueue(world: World, reader: Reader, most: number): Promise<DraftList> {
  const here = world.office.accounts.filter(({ channel }) => channel === reader.channel).map(({ id }) => id);
  const living = await livingDrafts(world);
  if (here.length > 0)
    return shown(
      world,
      living.filter(({ accountId }) => here.includes(accountId)),
      most,
    );
  const managed = await managedBy(world, reader.userId);
  return shown(
    world,
    living.filter((draft) => managed.includes(draft.accountId) || draft.authors.includes(reader.userId)),
    most,
  );
}

/** App Home: what this person may decide on now, and what they drafted that is not finished. */
export async function listForPerson(
  world: World,
  userId: string,
  most: number,
): Promise<{ readonly waiting: DraftList; readonly mine: DraftList }> {
  const managed = await managedBy(world, userId);
  const living = await livingDrafts(world);
  const waiting = living.filter(({ accountId, status }) => managed.includes(accountId) && status !== 'returned');
  const mine = living.filter(({ drafter }) => drafter.id === userId);
  return { waiting: await shown(world, waiting, most), mine: await shown(world, mine, most) };
}

export interface HistoryPage {
  readonly entries: readonly Listed[];
  /** Where the next page begins; null when there are no older ones. */
  readonly older: PostKey | null;
}

/**
 * 履歴: what went out, newest first. What was published is for everybody; what was taken down again, often for what it
 * said, is shown in the account's own channel only.
 * @param before the end of the page before; null for the first.
 */
export async function listHistory(
  world: World,
  accountId: string,
  reader: Pick<Reader, 'channel'>,
  { before, limit }: { readonly before: PostKey | null; readonly limit: number },
): Promise<HistoryPage> {
  const takenDown = world.office.accounts.some(({ id, channel }) => id === accountId && channel === reader.channel);
  const { posts, more } = await world.store.summaries.published({ accountId, before, limit, takenDown });
  const { entries } = await shown(world, posts, limit);
  const last = posts.at(-1);
  return { entries, older: more && last?.post ? { publishedAt: last.post.publishedAt, id: last.id } : null };
}

/** Open drafts put in order, as long as nothing has changed. */
const sorted = new WeakMap<readonly Summary[], readonly Summary[]>();

/** What is not finished, oldest first. A finished draft is open until its thread has told everything. */
async function livingDrafts(world: World): Promise<readonly Summary[]> {
  const { drafts } = await world.store.summaries.open();
  const living =
    sorted.get(drafts) ??
    drafts
      .filter(({ status }) => !isSettled(status))
      .sort((one, other) => compare(one.submittedAt, other.submittedAt) || compare(one.id, other.id));
  sorted.set(drafts, living);
  const accounts = new Set(world.office.accounts.map(({ id }) => id));
  return living.filter(({ accountId }) => accounts.has(accountId));
}

/** Accounts for which this person decides; none where it cannot be known. */
async function managedBy(world: World, userId: string): Promise<readonly string[]> {
  const managed = await Promise.all(
    world.office.accounts.map(async ({ id, manager }) =>
      (await world.roster.members(manager.people, 'recent'))?.includes(userId) === true ? [id] : [],
    ),
  );
  return managed.flat();
}

async function shown(world: World, summaries: readonly Summary[], most: number): Promise<DraftList> {
  const entries: Listed[] = [];
  for (const { id, place } of summaries.slice(0, most)) {
    try {
      const view = await viewDraft(world, id);
      if (view !== undefined) entries.push({ view, place });
    } catch (error) {
      // One draft that cannot be shown must not hide the others.
      world.report?.(id, error);
    }
    await world.breathe();
  }
  return { entries, total: summaries.length };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
