import { replay } from '../draft/evolve.ts';
import { currentRevision, type DraftStatus, isSettled } from '../draft/state.ts';
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

/** Reads every open draft: its cost does not depend on how many are closed. */
export async function readVitals(
  store: Pick<DraftStore, 'openIds' | 'load' | 'loadThread'>,
  now: Date,
): Promise<Vitals> {
  const counts = new Map<string, { account: string; status: DraftStatus; count: number }>();
  const oldestWaiting = new Map<string, number>();
  let behind = 0;
  let lag = 0;
  let unreadable = 0;
  const age = (at: string): number => Math.max(0, (now.getTime() - Date.parse(at)) / 1_000);

  for (const id of await store.openIds()) {
    const read = await readOne(store, id);
    if (read === 'unreadable') unreadable += 1;
    if (read === 'unreadable' || read === 'gone') continue;
    const { draft, events, told } = read;
    const untold = events[told];
    if (untold !== undefined) {
      behind += 1;
      lag = Math.max(lag, age(untold.at));
    }
    if (isSettled(draft.status)) continue;
    const { accountId: account, status } = draft;
    const entry = counts.get(`${account} ${status}`) ?? { account, status, count: 0 };
    entry.count += 1;
    counts.set(`${account} ${status}`, entry);
    if (status === 'submitted')
      oldestWaiting.set(account, Math.max(oldestWaiting.get(account) ?? 0, age(currentRevision(draft).at)));
  }
  return { drafts: [...counts.values()], oldestWaiting, behind, lag, unreadable };
}

async function readOne(store: Pick<DraftStore, 'load' | 'loadThread'>, id: string) {
  try {
    const stored = await store.load(id);
    const draft = stored === undefined ? undefined : replay(stored.events);
    if (stored === undefined || draft === undefined) return 'gone';
    const thread = await store.loadThread(id);
    return { draft, events: stored.events, told: Math.min(thread?.told ?? 0, thread?.shown ?? 0) };
  } catch {
    return 'unreadable';
  }
}
