import { setImmediate as breathe } from 'node:timers/promises';
import { makeSearch, searchable, textsOf } from '../../draft/find.ts';
import type {
  FindQuery,
  FoundKey,
  FoundPage,
  OpenSummaries,
  PublishedQuery,
  Summaries,
  Summary,
} from '../../usecases/ports.ts';
import { addFound, compareFound, comparePosts, summaryOf } from '../summary-of.ts';
import type { ClosedIndex } from './closed-index.ts';
import type { DraftDocument } from './draft-document.ts';

interface OpenRecord {
  ids(): Promise<readonly string[]>;
  /** Reads the draft if it is open, which tells the summaries of it. @throws StoreFault when it cannot be read. */
  read(id: string): Promise<'open' | 'gone'>;
}

/** Enough to keep the disk busy, few enough for any limit on open files. */
const READ_AT_ONCE = 16;

/** The place of open drafts, before all months. */
const OPEN = 'open';

/** Open drafts' summaries in memory, closed ones' in the index. */
export class StoreSummaries implements Summaries {
  readonly #record: OpenRecord;
  readonly #index: ClosedIndex;
  /** Null for a record that no draft can have. */
  readonly #open = new Map<string, Summary | null>();
  /** Their texts, as the record has them. */
  readonly #texts = new Map<string, readonly string[]>();
  /** Open drafts of which nothing, or nothing certain, is known. */
  readonly #doubtful = new Set<string>();
  /** The last answer, until something changes: whoever counts or sorts it does so once. */
  #answer: OpenSummaries | null = null;
  /** Null before the first question. */
  #listed: Promise<void> | null = null;

  constructor(record: OpenRecord, index: ClosedIndex) {
    this.#record = record;
    this.#index = index;
  }

  /** The draft is open, and this is what lies on the disk. */
  know({ id, events, thread }: DraftDocument): void {
    this.#doubtful.delete(id);
    this.#open.set(id, summaryOf(id, events, thread));
    this.#texts.set(id, textsOf(events));
    this.#answer = null;
  }

  /** A write has failed: what lies on the disk has to be looked at. */
  doubt(id: string): void {
    this.#doubtful.add(id);
  }

  leave(id: string): void {
    this.#doubtful.delete(id);
    this.#open.delete(id);
    this.#texts.delete(id);
    this.#answer = null;
  }

  async open(): Promise<OpenSummaries> {
    const unreadable = await this.#settle();
    if (this.#answer !== null && this.#answer.unreadable.length === unreadable.length) return this.#answer;
    const drafts: Summary[] = [];
    for (const [id, summary] of this.#open) {
      if (summary !== null) drafts.push(summary);
      else if (!unreadable.includes(id)) unreadable.push(id);
    }
    this.#answer = { drafts, unreadable };
    return this.#answer;
  }

  async published(query: PublishedQuery): Promise<{ readonly posts: readonly Summary[]; readonly more: boolean }> {
    const { before, limit } = query;
    // One that is closed or taken up while this reads is in one of the three, and counts once.
    const open = this.#postsOf(query, (await this.open()).drafts);
    const closed = await this.#index.published({ ...query, limit: limit + 1 });
    const since = this.#postsOf(query, [...this.#open.values()]);
    const posts = new Map([...closed, ...open, ...since].map((summary) => [summary.id, summary]));
    const sorted = [...posts.values()]
      .map((summary) => ({ summary, key: { id: summary.id, publishedAt: summary.post?.publishedAt ?? '' } }))
      .filter(({ key }) => before === null || comparePosts(key, before) > 0)
      .sort((one, other) => comparePosts(one.key, other.key))
      .map(({ summary }) => summary);
    return { posts: sorted.slice(0, limit), more: sorted.length > limit };
  }

  async tally(accountId: string, month: string): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    await this.#settle();
    await this.#index.tally(accountId, month, counts, () => {
      for (const summary of this.#open.values())
        if (summary?.accountId === accountId) addFound(counts, summary.found[month]);
    });
    return counts;
  }

  async find(query: FindQuery): Promise<FoundPage> {
    const { before, limit } = query;
    if (before !== null && before.place !== OPEN) return this.#index.find(query);
    await this.#settle();
    const open = await this.#findOpen(query);
    const last = open[limit - 1];
    if (last !== undefined) return { found: open.slice(0, limit), next: last.key };
    const closed = await this.#index.find({ ...query, before: null, limit: limit - open.length });
    // One that is closed meanwhile is in both.
    const seen = new Set(open.map(({ summary }) => summary.id));
    return { found: [...open, ...closed.found.filter(({ summary }) => !seen.has(summary.id))], next: closed.next };
  }

  async #findOpen({ wanted, sight, before }: FindQuery): Promise<FoundPage['found']> {
    const { finds } = makeSearch(wanted, sight);
    const found: FoundPage['found'][number][] = [];
    for (const [id, summary] of [...this.#open]) {
      if (summary === null) continue;
      const key: FoundKey = { place: OPEN, at: summary.changedAt, id };
      if (before !== null && compareFound(key, before) <= 0) continue;
      if (finds(summary, () => searchable(summary, this.#texts.get(id) ?? []))) found.push({ summary, key });
      if (wanted.words.length > 0) await breathe();
    }
    return found.sort((one, other) => compareFound(one.key, other.key));
  }

  #postsOf({ accountId, takenDown }: PublishedQuery, drafts: readonly (Summary | null)[]): readonly Summary[] {
    return drafts.filter(
      (summary) =>
        summary !== null &&
        summary.accountId === accountId &&
        summary.post !== null &&
        (takenDown || summary.status !== 'takenDown'),
    ) as Summary[];
  }

  /** Reads what is not known. @returns what could not be read. */
  async #settle(): Promise<string[]> {
    this.#listed ??= this.#record.ids().then(
      (ids) => {
        for (const id of ids) if (!this.#open.has(id)) this.#doubtful.add(id);
      },
      (error: unknown) => {
        this.#listed = null;
        throw error;
      },
    );
    await this.#listed;
    const unreadable: string[] = [];
    const waiting = [...this.#doubtful].values();
    await Promise.all(
      Array.from({ length: READ_AT_ONCE }, async () => {
        for (const id of waiting) {
          try {
            if ((await this.#record.read(id)) === 'gone') this.leave(id);
          } catch {
            unreadable.push(id);
          }
        }
      }),
    );
    return unreadable;
  }
}
