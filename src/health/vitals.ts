import { type DraftStatus, isSettled } from '../draft/state.ts';
import type { DraftStore } from '../usecases/ports.ts';

/** What lies open, counted. */
export interface Vitals {
  /** Drafts that are not finished. */
  readonly drafts: readonly { readonly account: string; readonly status: DraftStatus; readonly count: number }[];
  /** How long the oldest draft of each account has waited for a decision, in seconds. */
  readonly oldestWaiting: ReadonlyMap<string, number>;
  /** Drafts whose thread does not yet tell all of the record. */
  readonly behind: number;
  /** Age of the oldest event that is not in its thread, in seconds; 0 when all are. */
  readonly lag: number;
  /** Open drafts that could not be read just now. */
  readonly unreadable: number;
}

/** Counted from summaries: no draft is read. */
export async function readVitals(store: Pick<DraftStore, 'summaries'>, now: Date): Promise<Vitals> {
  const counts = new Map<string, { account: string; status: DraftStatus; count: number }>();
  const oldestWaiting = new Map<string, number>();
  let behind = 0;
  let lag = 0;
  const age = (at: string): number => Math.max(0, (now.getTime() - Date.parse(at)) / 1_000);

  const { drafts, unreadable } = await store.summaries.open();
  for (const { accountId: account, status, revisedAt, behindSince } of drafts) {
    if (behindSince !== null) {
      behind += 1;
      lag = Math.max(lag, age(behindSince));
    }
    if (isSettled(status)) continue;
    const entry = counts.get(`${account} ${status}`) ?? { account, status, count: 0 };
    entry.count += 1;
    counts.set(`${account} ${status}`, entry);
    if (status === 'submitted') oldestWaiting.set(account, Math.max(oldestWaiting.get(account) ?? 0, age(revisedAt)));
  }
  return { drafts: [...counts.values()], oldestWaiting, behind, lag, unreadable: unreadable.length };
}
