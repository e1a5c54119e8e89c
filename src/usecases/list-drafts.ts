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
  if (here.length > 0) return shown(world, here.map(living.of), most);
  const managed = await managedBy(world, reader.userId);
  const others = living.writtenBy(reader.userId).filter(({ accountId }) => !managed.includes(accountId));
  return shown(world, [...managed.map(living.of), others], most);
}

/** App Home: what this person may decide on now, and what they drafted that is not finished. */
export async function listForPerson(
  world: World,
  userId: string,
  most: number,
): Promise<{ readonly waiting: DraftList; readonly mine: DraftList }> {
  const managed = await managedBy(world, userId);
  const living = await livingDrafts(world);
  const waiting = await shown(world, managed.map(living.waitingFor), most);
  return { waiting, mine: await shown(world, [living.draftedBy(userId)], most) };
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
  const { entries } = await shown(world, [posts], limit);
  const last = posts.at(-1);
  return { entries, older: more && last?.post ? { publishedAt: last.post.publishedAt, id: last.id } : null };
}

/** What is not finished, oldest first. A finished draft is open until its thread has told everything. */
interface Living {
  /** Of an account. */
  of(accountId: string): readonly Summary[];
  /** Of an account, without what its author has to work on. */
  waitingFor(accountId: string): readonly Summary[];
  /** Of accounts that the office has. */
  writtenBy(userId: string): readonly Summary[];
  draftedBy(userId: string): readonly Summary[];
}

/** Open drafts put in order and sorted into lists, as long as nothing has changed: who asks pays for what is shown. */
const sortedOut = new WeakMap<readonly Summary[], ReturnType<typeof sortOut>>();

function sortOut(drafts: readonly Summary[]) {
  const lists = {
    of: new Map<string, Summary[]>(),
    waitingFor: new Map<string, Summary[]>(),
    writtenBy: new Map<string, Summary[]>(),
    draftedBy: new Map<string, Summary[]>(),
  };
  const add = (list: Map<string, Summary[]>, key: string, draft: Summary): void => {
    const known = list.get(key);
    if (known === undefined) list.set(key, [draft]);
    else known.push(draft);
  };
  for (const draft of drafts.filter(({ status }) => !isSettled(status)).sort(oldestFirst)) {
    add(lists.of, draft.accountId, draft);
    if (draft.status !== 'returned') add(lists.waitingFor, draft.accountId, draft);
    for (const author of draft.authors) add(lists.writtenBy, author, draft);
    add(lists.draftedBy, draft.drafter.id, draft);
  }
  return lists;
}

async function livingDrafts(world: World): Promise<Living> {
  const { drafts } = await world.store.summaries.open();
  const lists = sortedOut.get(drafts) ?? sortOut(drafts);
  sortedOut.set(drafts, lists);
  const accounts = new Set(world.office.accounts.map(({ id }) => id));
  const ofOffice = (list: readonly Summary[] = []) => list.filter(({ accountId }) => accounts.has(accountId));
  return {
    of: (accountId) => lists.of.get(accountId) ?? [],
    waitingFor: (accountId) => lists.waitingFor.get(accountId) ?? [],
    writtenBy: (userId) => ofOffice(lists.writtenBy.get(userId)),
    draftedBy: (userId) => ofOffice(lists.draftedBy.get(userId)),
  };
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

/** @param lists each in its order; what several give is shown oldest first. */
async function shown(world: World, lists: readonly (readonly Summary[])[], most: number): Promise<DraftList> {
  const first = lists.flatMap((list) => list.slice(0, most));
  if (lists.length > 1) first.sort(oldestFirst);
  const entries: Listed[] = [];
  for (const { id, place } of first.slice(0, most)) {
    try {
      const view = await viewDraft(world, id);
      if (view !== undefined) entries.push({ view, place });
    } catch (error) {
      // One draft that cannot be shown must not hide the others.
      world.report?.(id, error);
    }
    await world.breathe();
  }
  return { entries, total: lists.reduce((sum, { length }) => sum + length, 0) };
}

function oldestFirst(one: Summary, other: Summary): number {
  return compare(one.submittedAt, other.submittedAt) || compare(one.id, other.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
