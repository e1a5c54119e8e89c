import { addDays } from 'date-fns/addDays';
import type { Sight } from '../draft/find.ts';
import { compareInList, type ListPlace, needOf, placeInList, STATES, type Task } from '../draft/groups.ts';
import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import { japanDay } from './japan-time.ts';
import type { Account, Listed, PostKey, Summary } from './ports.ts';
import { type Reader, sightFor } from './sight.ts';

export interface DraftList {
  readonly entries: readonly Listed[];
  /** How many there are. */
  readonly total: number;
}

/** Which page: after so many, or behind or before a draft that was shown, wherever that stands by now. */
export type QueueTurn = { readonly from: number } | { readonly after: ListPlace } | { readonly before: ListPlace };

export interface QueuePage extends DraftList {
  /** How many come before these. */
  readonly from: number;
}

/**
 * 承認待ち, by what each needs, the newest need first: in an account's channel all living drafts of its accounts; elsewhere
 * what this person wrote or decides on. Nothing but summaries is read. Where nothing comes any more, it is the last page.
 */
export async function listQueue(
  world: World,
  reader: Reader,
  asked: QueueTurn & { readonly limit: number },
): Promise<QueuePage> {
  const { limit } = asked;
  const sight = await sightFor(world, reader);
  const all = seenFrom(sight, await livingDrafts(world));
  const wanted = beginningOf(all, asked);
  const from = wanted < all.length ? wanted : Math.max(0, Math.floor((all.length - 1) / limit) * limit);
  return { entries: listed(world, all.slice(from, from + limit), sight), from, total: all.length };
}

function beginningOf(all: readonly Summary[], turn: Parameters<typeof listQueue>[2]): number {
  if ('from' in turn) return turn.from;
  const [place, most] = 'after' in turn ? [turn.after, 0] : [turn.before, -1];
  const ahead = all.filter((draft) => compareInList(placeInList(draft), place) <= most).length;
  return 'after' in turn ? ahead : Math.max(0, ahead - turn.limit);
}

/** Days that 予定 looks ahead, today's among them. */
const CALENDAR_DAYS = 14;

/** 予定: what is for a time in the days to come, approved or not, in the order of time; for whom as in 承認待ち. */
export async function listSlots(world: World, reader: Reader): Promise<readonly Listed[]> {
  const sight = await sightFor(world, reader);
  const now = world.clock.now();
  const last = japanDay(addDays(now, CALENDAR_DAYS - 1));
  const slotted = seenFrom(sight, await livingDrafts(world)).filter(
    ({ slot, status, scheduled }) =>
      slot !== null && (status === 'submitted' || scheduled) && japanDay(new Date(slot)) <= last,
  );
  return listed(
    world,
    slotted.toSorted((one, other) => (timeAndId(one) < timeAndId(other) ? -1 : 1)),
    sight,
  );
}

const timeAndId = ({ slot, id }: Summary): string => `${slot ?? ''} ${id}`;

function seenFrom(sight: Sight, drafts: readonly Summary[]): readonly Summary[] {
  return sight.here.length > 0 ? drafts.filter(({ accountId }) => sight.here.includes(accountId)) : own(drafts, sight);
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
  const sorted =
    inOrder.get(drafts) ??
    drafts
      .filter(({ status }) => !isSettled(status))
      .sort((one, other) => compareInList(placeInList(one), placeInList(other)));
  inOrder.set(drafts, sorted);
  const accounts = new Set(office.accounts.map(({ id }) => id));
  return sorted.filter(({ accountId }) => accounts.has(accountId));
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
