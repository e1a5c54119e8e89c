import type { DraftEvent } from '../../src/draft/events.ts';
import { makeSearch, searchable, textsOf } from '../../src/draft/find.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { addFound, compareFound, comparePosts, summaryOf } from '../../src/store/summary-of.ts';
import type { AppendResult, DraftStore, StoredDraft, Summaries, ThreadState } from '../../src/usecases/ports.ts';

interface Entry {
  readonly events: readonly DraftEvent[];
  readonly thread: ThreadState | undefined;
  /** Null while the draft is open. */
  readonly month: string | null;
}

/** A DraftStore for tests of use cases. It keeps the same contract as the real ones, except that it forgets. */
export class MemoryStore implements DraftStore {
  readonly #drafts = new Map<string, Entry>();

  async load(id: string): Promise<StoredDraft | undefined> {
    const entry = this.#entry(id);
    return entry && stored(id, entry);
  }

  async append(id: string, expectedVersion: number, events: readonly DraftEvent[]): Promise<AppendResult> {
    const before = this.#entry(id);
    const version = before?.events.length ?? 0;
    if (version !== expectedVersion) return { ok: false, conflict: version };
    if (events.length === 0) return { ok: true, version };
    const all = [...(before?.events ?? []), ...structuredClone(events)];
    this.#drafts.set(id, { events: all, thread: before?.thread, month: null });
    return { ok: true, version: all.length };
  }

  async openIds(): Promise<readonly string[]> {
    return [...this.#drafts].flatMap(([id, { month }]) => (month === null ? [id] : [])).sort();
  }

  async close(id: string, month: string, version?: number): Promise<void> {
    assertMonth(month);
    const entry = this.#known(id);
    if (version !== undefined && entry.events.length > version) return;
    if (entry.month === null) this.#drafts.set(id, { ...entry, month });
  }

  async closedMonths(): Promise<readonly string[]> {
    const months = [...this.#drafts.values()].flatMap(({ month }) => (month === null ? [] : [month]));
    return [...new Set(months)].sort().reverse();
  }

  async closedIn(month: string): Promise<readonly StoredDraft[]> {
    assertMonth(month);
    const closed = [...this.#drafts].filter(([, entry]) => entry.month === month);
    return closed.sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, entry]) => stored(id, entry));
  }

  async loadThread(id: string): Promise<ThreadState | undefined> {
    return structuredClone(this.#entry(id)?.thread);
  }

  async saveThread(id: string, thread: ThreadState): Promise<void> {
    this.#drafts.set(id, { ...this.#known(id), thread: structuredClone(thread) });
  }

  /** Counted from the record at every question. */
  readonly summaries: Summaries = {
    open: async () => {
      const drafts = this.#summaries(({ month }) => month === null);
      const known = new Set(drafts.map(({ id }) => id));
      return { drafts, unreadable: (await this.openIds()).filter((id) => !known.has(id)) };
    },
    published: async ({ accountId, before, limit, takenDown }) => {
      const posts = this.#summaries()
        .flatMap((summary) =>
          summary.post === null ? [] : [{ summary, id: summary.id, publishedAt: summary.post.publishedAt }],
        )
        .filter(({ summary }) => summary.accountId === accountId && (takenDown || summary.status !== 'takenDown'))
        .sort(comparePosts)
        .filter((post) => before === null || comparePosts(post, before) > 0);
      return { posts: posts.slice(0, limit).map(({ summary }) => summary), more: posts.length > limit };
    },
    tally: async (accountId, month) => {
      const counts: Record<string, number> = {};
      for (const summary of this.#summaries())
        if (summary.accountId === accountId) addFound(counts, summary.found[month]);
      return counts;
    },
    find: async ({ wanted, sight, before, limit }) => {
      const { finds } = makeSearch(wanted, sight);
      const found = this.#summaries()
        .filter((each) => finds(each, () => searchable(each, textsOf(this.#drafts.get(each.id)?.events ?? []))))
        .map((summary) => {
          const place = this.#drafts.get(summary.id)?.month ?? 'open';
          return { summary, key: { place, at: summary.changedAt, id: summary.id } };
        })
        .filter(({ key }) => before === null || compareFound(key, before) > 0)
        .sort((one, other) => compareFound(one.key, other.key));
      const last = found[limit - 1];
      return {
        found: found.slice(0, limit),
        next: found.length > limit && last !== undefined ? last.key : null,
      };
    },
  };

  #summaries(which: (entry: Entry) => boolean = () => true) {
    return [...this.#drafts].flatMap(([id, entry]) =>
      which(entry) ? (summaryOf(id, entry.events, entry.thread) ?? []) : [],
    );
  }

  #entry(id: string): Entry | undefined {
    if (!/^[A-Za-z0-9-]{1,40}$/.test(id)) throw new StoreFault('bad-id', 'this is no draft id');
    return this.#drafts.get(id);
  }

  #known(id: string): Entry {
    const entry = this.#entry(id);
    if (entry === undefined) throw new StoreFault('not-found', `there is no draft ${id}`);
    return entry;
  }
}

function stored(id: string, { events }: Entry): StoredDraft {
  return structuredClone({ id, version: events.length, events });
}

function assertMonth(month: string): void {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw new StoreFault('bad-month', 'a month is written yyyy-mm');
}
