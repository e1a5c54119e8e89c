import { type DraftStatus, isSettled } from '../draft/state.ts';
import type { DraftStore, Summary } from '../usecases/ports.ts';

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

/** Counted from summaries: no draft is read, and nothing is counted again before something has changed. */
export async function readVitals(store: Pick<DraftStore, 'summaries'>, now: Date): Promise<Vitals> {
  const { drafts, unreadable } = await store.summaries.open();
  const counts = counted.get(drafts) ?? count(drafts);
  counted.set(drafts, counts);
  const age = (at: string): number => Math.max(0, (now.getTime() - Date.parse(at)) / 1_000);
  return {
    drafts: counts.drafts,
    oldestWaiting: new Map([...counts.waitingSince].map(([account, at]) => [account, age(at)])),
    behind: counts.behind,
    lag: counts.behindSince === null ? 0 : age(counts.behindSince),
    unreadable: unreadable.length,
  };
}

/** What does not depend on the moment. */
interface Counts {
  readonly drafts: Vitals['drafts'];
  /** Account → when the draft that has waited longest for a decision came. */
  readonly waitingSince: ReadonlyMap<string, string>;
  readonly behind: number;
  readonly behindSince: string | null;
}

const counted = new WeakMap<readonly Summary[], Counts>();

function count(summaries: readonly Summary[]): Counts {
  const drafts = new Map<string, { account: string; status: DraftStatus; count: number }>();
  const waitingSince = new Map<string, string>();
  let behind = 0;
  let oldest: string | null = null;
  for (const { accountId: account, status, revisedAt, behindSince } of summaries) {
    if (behindSince !== null) {
      behind += 1;
      oldest = earlier(oldest, behindSince);
    }
    if (isSettled(status)) continue;
    const entry = drafts.get(`${account} ${status}`) ?? { account, status, count: 0 };
    entry.count += 1;
    drafts.set(`${account} ${status}`, entry);
    if (status === 'submitted') waitingSince.set(account, earlier(waitingSince.get(account) ?? null, revisedAt));
  }
  return { drafts: [...drafts.values()], waitingSince, behind, behindSince: oldest };
}

function earlier(one: string | null, other: string): string {
  return one !== null && one < other ? one : other;
}
