import { isSettled } from '../draft/state.ts';
import type { World } from './act.ts';
import type { DraftView } from './ports.ts';
import { viewDraft, viewOf } from './read-draft.ts';

/** 承認待ち: the account's living drafts, oldest first. */
export async function listQueue(world: World, accountIds: readonly string[]): Promise<readonly DraftView[]> {
  const views: DraftView[] = [];
  for (const id of await world.store.openIds()) {
    const view = await readable(world, id, () => viewDraft(world, id));
    // A finished draft is open until its thread has told everything.
    if (view !== undefined && accountIds.includes(view.draft.accountId) && !isSettled(view.draft.status))
      views.push(view);
  }
  return views.sort((a, b) => compare(submittedAt(a), submittedAt(b)));
}

export interface HistoryPage {
  readonly entries: readonly DraftView[];
  /** True when there are older ones. */
  readonly more: boolean;
}

/**
 * 履歴: what went out, newest first. Reads whole months from the newest on, and only as many as the page needs.
 * @param skip how many newer posts to leave out
 */
export async function listHistory(
  world: World,
  accountId: string,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<HistoryPage> {
  const posted = (view: DraftView | undefined): view is DraftView =>
    view !== undefined && view.draft.accountId === accountId && 'post' in view.draft;
  const open: DraftView[] = [];
  for (const id of await world.store.openIds()) {
    const view = await readable(world, id, () => viewDraft(world, id));
    if (posted(view)) open.push(view);
  }
  const entries = open.sort(newestFirst);
  for (const month of await world.store.closedMonths()) {
    if (entries.length > skip + limit) break;
    const closed: DraftView[] = [];
    for (const stored of await world.store.closedIn(month)) {
      const view = await readable(world, stored.id, async () => viewOf(world, stored));
      if (posted(view)) closed.push(view);
    }
    entries.push(...closed.sort(newestFirst));
  }
  return { entries: entries.slice(skip, skip + limit), more: entries.length > skip + limit };
}

/** One draft that cannot be shown (its account is gone from office.yaml, its file is damaged) must not hide the others. */
async function readable(
  world: World,
  draftId: string,
  read: () => Promise<DraftView | undefined>,
): Promise<DraftView | undefined> {
  try {
    return await read();
  } catch (error) {
    world.report?.(draftId, error);
    return undefined;
  }
}

function newestFirst(a: DraftView, b: DraftView): number {
  return compare(publishedAt(b), publishedAt(a));
}

function publishedAt({ draft }: DraftView): string {
  return 'post' in draft ? draft.post.publishedAt : '';
}

function submittedAt({ draft }: DraftView): string {
  return draft.revisions[0].at;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** App Home: what this person may decide on now, and what they drafted that is not finished. */
export async function listForPerson(
  world: World,
  userId: string,
): Promise<{ readonly waiting: readonly DraftView[]; readonly mine: readonly DraftView[] }> {
  const managed: string[] = [];
  for (const account of world.office.accounts)
    if ((await world.roster.members(account.manager.people, 'recent'))?.includes(userId)) managed.push(account.id);
  const living = await listQueue(
    world,
    world.office.accounts.map(({ id }) => id),
  );
  return {
    waiting: living.filter(({ draft }) => managed.includes(draft.accountId) && draft.status !== 'returned'),
    mine: living.filter(({ draft }) => draft.drafter.id === userId),
  };
}
