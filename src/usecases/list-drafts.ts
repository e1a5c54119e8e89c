import type { Sight } from '../draft/find.ts';
import { NEEDS, needOf, STATES, type Task } from '../draft/groups.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import type { Account, Listed, PostKey, Summary } from './ports.ts';
import { type Reader, sightFor } from './sight.ts';

export interface DraftList {
  readonly entries: readonly Listed[];
  /** How many there are. */
  readonly total: number;
}

/**
 * 承認待ち, by what each needs, the newest need first: in an account's channel all living drafts of its accounts; elsewhere
 * what this person wrote or decides on. Nothing but summaries is read.
 */
export async function listQueue(
  world: World,
  reader: Reader,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<DraftList> {
  const sight = await sightFor(world, reader);
  const living = await livingDrafts(world);
  const all =
    sight.here.length > 0 ? living.filter(({ accountId }) => sight.here.includes(accountId)) : own(living, sight);
  return { entries: listed(world, all.slice(from, from + limit), sight), total: all.length };
}

export interface PersonalLists {
  /** What this person has to do. */
  readonly tasks: DraftList;
  /** What they wrote or decide on and now waits for somebody else. */
  readonly waiting: DraftList;
  /** The last ones that came to an end. */
  readonly finished: readonly Listed[];
}

const FINISHED_WITHIN_MS = 28 * 24 * 3_600_000;
const SETTLED = Object.values(STATES)
  .flat()
  .filter((status) => isSettled(status));

/** App Home. @param most how many of each list are given. */
export async function listForPerson(
  world: World,
  userId: string,
  most: { readonly tasks: number; readonly waiting: number; readonly finished: number },
): Promise<PersonalLists> {
  const sight = await sightFor(world, { userId, channel: null });
  const all = listed(world, own(await livingDrafts(world), sight), sight);
  const tasks = all.filter(({ task }) => task !== null);
  const waiting = all.filter(({ task }) => task === null);
  const accounts = world.office.accounts.map(({ id }) => id);
  const nothing = { words: [], number: null, person: null, month: null };
  const { found } = await world.store.summaries.find({
    wanted: {
      ...nothing,
      accounts,
      statuses: SETTLED,
      concerns: { userId, accounts: sight.decides },
      since: new Date(world.clock.now().getTime() - FINISHED_WITHIN_MS).toISOString(),
    },
    sight,
    before: null,
    limit: most.finished,
  });
  return {
    tasks: { entries: tasks.slice(0, most.tasks), total: tasks.length },
    waiting: { entries: waiting.slice(0, most.waiting), total: waiting.length },
    finished: listed(
      world,
      found.map(({ summary }) => summary),
      sight,
    ),
  };
}

export interface HistoryPage {
  readonly posts: readonly Summary[];
  /** Where the next page begins; null when there are no older ones. */
  readonly older: PostKey | null;
}

/**
 * 履歴: what went out, newest first. What was published is for everybody; what was taken down again, often for what it
 * said, is shown in the account's own channel only.
 * @param before the end of the page before; null for the first.
 */
export async function listHistory(
  world: Pick<World, 'store' | 'office'>,
  accountId: string,
  reader: Pick<Reader, 'channel'>,
  { before, limit }: { readonly before: PostKey | null; readonly limit: number },
): Promise<HistoryPage> {
  const takenDown = world.office.accounts.some(({ id, channel }) => id === accountId && channel === reader.channel);
  const { posts, more } = await world.store.summaries.published({ accountId, before, limit, takenDown });
  const last = posts.at(-1);
  return { posts, older: more && last?.post ? { publishedAt: last.post.publishedAt, id: last.id } : null };
}

/** Open drafts in the order of the lists, as long as nothing has changed. */
const inOrder = new WeakMap<readonly Summary[], readonly Summary[]>();

/** What is not finished, of the office's accounts. A finished draft is open until its thread has told everything. */
async function livingDrafts({ store, office }: World): Promise<readonly Summary[]> {
  const { drafts } = await store.summaries.open();
  const sorted = inOrder.get(drafts) ?? drafts.filter(({ status }) => !isSettled(status)).sort(byNeed);
  inOrder.set(drafts, sorted);
  const accounts = new Set(office.accounts.map(({ id }) => id));
  return sorted.filter(({ accountId }) => accounts.has(accountId));
}

function byNeed(one: Summary, other: Summary): number {
  const groups = NEEDS.indexOf(needOf(one)) - NEEDS.indexOf(needOf(other));
  // What is urgent comes first, whatever it waits for.
  if (groups !== 0 || one.emergency !== other.emergency) return groups || (one.emergency ? -1 : 1);
  return compare(other.changedAt, one.changedAt) || compare(other.id, one.id);
}

function own(drafts: readonly Summary[], { userId, decides }: Sight): readonly Summary[] {
  return drafts.filter(({ accountId, drafter }) => decides.includes(accountId) || drafter.id === userId);
}

/** As lines of a list, for whoever reads it. Drafts of accounts that the office does not have any more are left out. */
export function listed(world: Pick<World, 'office'>, drafts: readonly Summary[], sight: Sight): readonly Listed[] {
  const accounts = new Map(world.office.accounts.map((account) => [account.id, account]));
  return drafts.flatMap((summary) => {
    const account = accounts.get(summary.accountId);
    if (account === undefined) return [];
    return [{ summary, account, task: taskOf(summary, account, sight), decides: sight.decides.includes(account.id) }];
  });
}

function taskOf(draft: Summary, account: Account, { userId, decides }: Sight): Task | null {
  const isDrafter = draft.drafter.id === userId;
  const isManager = decides.includes(account.id);
  const need = needOf(draft);
  switch (draft.status) {
    case 'submitted':
      if (need === 'mending') return isDrafter ? 'mend' : null;
      return isManager && (account.selfApproval || !draft.authors.includes(userId)) ? 'decide' : null;
    case 'returned':
      return isDrafter ? 'mend' : null;
    case 'publishFailed':
      return isDrafter ? 'mend' : isManager ? 'retry' : null;
    case 'handedOver':
      return isDrafter ? 'post' : null;
    case 'removalHandedOver':
      return isManager ? 'remove' : null;
    case 'outcomeUnknown':
    case 'removalUnknown':
      return isManager ? 'confirm' : null;
    default:
      return draft.stopped && isManager ? 'retry' : null;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
