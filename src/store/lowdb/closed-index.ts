import { setImmediate as breathe } from 'node:timers/promises';
import { makeSearch, type Search } from '../../draft/find.ts';
import { monthInJapan } from '../../draft/summary.ts';
import type { FindQuery, FoundKey, FoundPage, PublishedQuery, Summary } from '../../usecases/ports.ts';
import { addFound, compareFound, comparePosts } from '../summary-of.ts';
import type { DraftLine, Span, Stamp, Totals } from './index-file.ts';
import { IndexFile } from './index-file.ts';
import { Lanes } from './lanes.ts';

/** What the index has to ask of the record. */
export interface ClosedRecord {
  months(): Promise<readonly string[]>;
  /** When the month's folder was last changed, in nanoseconds; null where there is none. */
  folderStamp(month: string): Promise<string | null>;
  /** Every draft that rests in the month's folder, but for those that are open. */
  stamps(month: string): Promise<ReadonlyMap<string, Stamp>>;
  stamp(id: string, month: string): Promise<Stamp | null>;
  /** Null for a document that cannot be read or summarised. */
  draft(id: string, month: string): Promise<Indexed | null>;
}

/** What the index keeps of a draft. */
export interface Indexed {
  readonly summary: Summary;
  /** What words are looked for in: see `searchable`. */
  readonly words: readonly string[];
}

/** A post as it is found again: little, because a big city has a hundred thousand of them. */
interface Entry extends Span, Stamp {
  readonly accountId: string;
  readonly publishedAt: string | null;
  readonly takenDown: boolean;
  readonly id: string;
}

interface Month {
  readonly file: IndexFile;
  /** Null before the month was looked at, and again when it cannot be trusted. */
  totals: Map<string, Totals> | null;
  /** The month's drafts; null where only the totals are in memory. */
  entries: Map<string, Entry> | null;
  /** Posts of each account, newest first, made from the entries when they are asked for. */
  readonly posts: Map<string, readonly Entry[]>;
  /** Changes of the folder that have begun and are not yet in the index. */
  changing: number;
  /** The index has lines that its last head does not know. */
  unsealed: boolean;
}

/** More than any page needs; some megabytes. */
const ENTRIES_AT_MOST = 20_000;
/** Bytes of the index: some twenty thousand drafts, some tenths of a second. */
const READ_FOR_A_PAGE = 32 << 20;
/** Enough to keep the disk busy, few enough for any limit on open files. */
const READ_AT_ONCE = 16;

/**
 * The summaries of closed drafts: one file a month, and of each month no more in memory than what it comes to. An index is
 * believed when its head was written after the last change of the month's folder, or else is compared with every file's size and
 * time; a file that it does not know as it is, is read. So it may lag, be cut, be changed by hand or be gone.
 */
export class ClosedIndex {
  readonly #record: ClosedRecord;
  readonly #pathOf: (month: string) => string;
  readonly #lanes = new Lanes();
  readonly #months = new Map<string, Month>();
  /** Null before the first question. */
  #listed: Promise<void> | null = null;

  constructor(record: ClosedRecord, pathOf: (month: string) => string) {
    this.#record = record;
    this.#pathOf = pathOf;
  }

  /**
   * Makes a change of the month's folder and notes it. The caller does not wait for the index.
   * @param before the draft's summary in this month until now; null where it was not here.
   * @param after null where it leaves.
   */
  async change(
    month: string,
    draft: { readonly id: string; readonly before: Summary | null; readonly after: Indexed | null },
    work: () => Promise<void>,
  ): Promise<void> {
    const state = this.#month(month);
    state.changing += 1;
    state.unsealed = true;
    let done = false;
    try {
      await work();
      done = true;
    } finally {
      void this.#lanes.run(month, async () => {
        try {
          await (done ? this.#note(month, state, draft) : this.#distrust(state));
        } catch {
          await this.#distrust(state);
        } finally {
          state.changing -= 1;
        }
      });
    }
  }

  /** The account's newest posts before a place. */
  async published({ accountId, before, limit, takenDown }: PublishedQuery): Promise<readonly Summary[]> {
    await this.#loadAll();
    const chosen: { readonly month: string; readonly entry: Entry }[] = [];
    const used = new Set<string>();
    const months = [...this.#months]
      .flatMap(([month, { totals }]) => {
        const range = totals?.get(accountId)?.published ?? null;
        return range === null || (before !== null && range.from > before.publishedAt)
          ? []
          : [{ month, newest: range.to }];
      })
      .sort((one, other) => (one.newest < other.newest ? 1 : -1));
    for (const { month, newest } of months) {
      const last = chosen[limit - 1];
      // The months that follow have nothing newer than this.
      if (last !== undefined && (last.entry.publishedAt ?? '') > newest) break;
      const posts = await this.#posts(month, accountId);
      used.add(month);
      let at = before === null ? 0 : firstAfter(posts, before);
      for (let taken = 0; taken < limit && at < posts.length; at += 1) {
        const entry = posts[at];
        if (entry === undefined || (!takenDown && entry.takenDown)) continue;
        chosen.push({ month, entry });
        taken += 1;
      }
      chosen.sort((one, other) => comparePosts(keyOf(one.entry), keyOf(other.entry)));
      chosen.splice(limit);
    }
    const found = await Promise.all(
      [...used].map(async (month) =>
        this.#read(month, new Set(chosen.filter((each) => each.month === month).map(({ entry }) => entry.id))),
      ),
    );
    this.#forget(used);
    return found.flat();
  }

  /** What is found in the months, newest first, until the page is full or enough was read for one answer. */
  async find(query: FindQuery): Promise<FoundPage> {
    await this.#loadAll();
    const { wanted, before, limit } = query;
    const search = makeSearch(wanted, query.sight);
    const page: FoundPage['found'][number][] = [];
    let read = 0;
    const months = [...this.#months]
      .filter(([month, { totals }]) => isAhead(month, before) && mayHold(totals, query))
      .map(([month]) => month)
      .sort()
      .reverse();
    for (const month of months) {
      if (read > READ_FOR_A_PAGE) return { found: page, next: { place: month, at: '~', id: '' } };
      const { found, bytes } = await this.#search(month, search);
      read += bytes;
      const here = [...found]
        .map((summary) => ({ key: { place: month, at: summary.changedAt, id: summary.id }, summary }))
        .filter(({ key }) => before === null || compareFound(key, before) > 0)
        .sort((one, other) => compareFound(one.key, other.key));
      page.push(...here.slice(0, limit + 1 - page.length));
      if (page.length > limit) return { found: page.slice(0, limit), next: page[limit - 1]?.key ?? null };
    }
    return { found: page, next: null };
  }

  /**
   * Adds what fired on the account's closed drafts in the month, wherever they lie.
   * @param also is called in the same moment, for what is open: a draft is never counted in both places.
   */
  async tally(accountId: string, month: string, into: Record<string, number>, also: () => void): Promise<void> {
    await this.#loadAll();
    also();
    for (const { totals } of this.#months.values()) addFound(into, totals?.get(accountId)?.found[month]);
  }

  /** Waits for what is under way and writes what the next start can rely on. */
  async release(): Promise<void> {
    for (const [month, state] of this.#months)
      if (state.unsealed) void this.#lanes.run(month, () => this.#seal(month, state)).catch(() => undefined);
    await this.#lanes.idle();
  }

  #month(month: string): Month {
    const known = this.#months.get(month);
    if (known !== undefined) return known;
    const fresh: Month = {
      file: new IndexFile(this.#pathOf(month)),
      totals: null,
      entries: null,
      posts: new Map(),
      changing: 0,
      unsealed: false,
    };
    this.#months.set(month, fresh);
    return fresh;
  }

  async #loadAll(): Promise<void> {
    this.#listed ??= this.#record.months().then(
      (months) => {
        for (const month of months) this.#month(month);
      },
      (error: unknown) => {
        this.#listed = null;
        throw error;
      },
    );
    await this.#listed;
    // A month that is changing is waited for: what was closed a moment ago is there.
    const unknown = [...this.#months].filter(([, { totals, changing }]) => totals === null || changing > 0);
    await atMost(READ_AT_ONCE, unknown, ([month, state]) => this.#lanes.run(month, () => this.#load(month, state)));
  }

  async #load(month: string, state: Month): Promise<void> {
    if (state.totals !== null) return;
    const folder = await this.#record.folderStamp(month);
    const head = folder === null ? null : await state.file.head(folder);
    if (head === null) {
      state.unsealed = true;
      await this.#compare(month, state);
    } else state.totals = new Map(Object.entries(head.accounts));
  }

  /** Holds the index against the record, file by file, and mends it. */
  async #compare(month: string, state: Month): Promise<void> {
    const stamps = await this.#record.stamps(month);
    const kept = await state.file.lines();
    const known = kept?.drafts ?? new Map<string, DraftLine & Span>();
    const gone = [...known.keys()].filter((id) => !stamps.has(id));
    const changed: DraftLine[] = [];
    const unlike = [...stamps].filter(([id, stamp]) => {
      const line = known.get(id);
      return line === undefined || line.summary === null || line.size !== stamp.size || line.mtime !== stamp.mtime;
    });
    await atMost(READ_AT_ONCE, unlike, async ([id, { size, mtime }]) => {
      const { summary, words } = (await this.#record.draft(id, month)) ?? { summary: null, words: [] };
      const line = known.get(id);
      if (summary === null && line?.summary === null && line.size === size && line.mtime === mtime) return;
      changed.push({ id, size, mtime, summary, words });
    });
    for (const id of gone) known.delete(id);
    const superseded = (kept?.superseded ?? 0) + gone.length;
    const anew = kept === null || superseded + changed.length > known.size + 100;
    const lines = anew ? new Map<string, DraftLine>(known) : new Map<string, DraftLine>();
    for (const line of changed) lines.set(line.id, line);
    try {
      const spans = anew
        ? await state.file.rewrite([...lines.values()])
        : await state.file.append([...gone.map((id) => ({ gone: id })), ...lines.values()]);
      const offset = anew ? 0 : gone.length;
      for (const [nth, line] of [...lines.values()].entries()) {
        const span = spans[nth + offset];
        if (span !== undefined) known.set(line.id, { ...line, ...span });
      }
    } catch {
      // Without a place on the disk there is nothing to be read again from it: the month is counted, and not kept.
      for (const line of lines.values()) known.set(line.id, { ...line, from: 0, length: 0 });
      await state.file.remove();
    }
    state.totals = new Map();
    state.entries = new Map();
    state.posts.clear();
    for (const line of known.values()) {
      if (line.summary !== null) count(state.totals, line.summary, 1);
      state.entries.set(line.id, entryOf(line, line));
    }
    if (anew || changed.length > 0 || gone.length > 0) state.unsealed = true;
    if (state.unsealed) await this.#seal(month, state).catch(() => undefined);
  }

  /** Writes the head, on which a start relies; not while somebody changes the folder. */
  async #seal(month: string, state: Month): Promise<void> {
    if (state.totals === null || state.changing > 0) return;
    const folder = await this.#record.folderStamp(month);
    if (folder === null || state.changing > 0) return;
    await state.file.appendHead({ folder, accounts: Object.fromEntries(state.totals) });
    state.unsealed = false;
  }

  async #note(
    month: string,
    state: Month,
    { id, before, after }: { readonly id: string; readonly before: Summary | null; readonly after: Indexed | null },
  ): Promise<void> {
    const stamp = after === null ? null : await this.#record.stamp(id, month);
    const known = state.entries?.get(id);
    if (after === null || stamp === null) {
      await state.file.append([{ gone: id }]);
      // What was compared after the change has counted it already.
      if (state.entries !== null && known === undefined) return;
      state.entries?.delete(id);
      state.posts.clear();
      if (state.totals !== null && before !== null) count(state.totals, before, -1);
      return;
    }
    if (known?.size === stamp.size && known.mtime === stamp.mtime) return;
    const line = { id, ...stamp, ...after };
    const [span] = await state.file.append([line]);
    if (span !== undefined) state.entries?.set(id, entryOf(line, span));
    state.posts.clear();
    if (state.totals === null) return;
    if (before !== null) count(state.totals, before, -1);
    count(state.totals, after.summary, 1);
  }

  /** Nobody knows what became of a change: the month is compared anew when it is next asked for. */
  async #distrust(state: Month): Promise<void> {
    state.totals = null;
    state.entries = null;
    state.posts.clear();
    // A last line that is no head makes the next start compare, too.
    await state.file.append([{ gone: '' }]).catch(() => state.file.remove());
  }

  async #posts(month: string, accountId: string): Promise<readonly Entry[]> {
    const state = this.#month(month);
    if (state.entries === null)
      await this.#lanes.run(month, async () => {
        if (state.entries === null) await this.#compare(month, state);
      });
    const known = state.posts.get(accountId);
    if (known !== undefined) return known;
    const posts = [...(state.entries?.values() ?? [])]
      .filter((entry) => entry.accountId === accountId && entry.publishedAt !== null)
      .sort((one, other) => comparePosts(keyOf(one), keyOf(other)));
    state.posts.set(accountId, posts);
    return posts;
  }

  #read(month: string, ids: ReadonlySet<string>): Promise<readonly Summary[]> {
    if (ids.size === 0) return Promise.resolve([]);
    const state = this.#month(month);
    return this.#lanes.run(month, async () => {
      // One that was taken up meanwhile is no closed one any more.
      const entries = [...ids].flatMap((id) => state.entries?.get(id) ?? []);
      const written = entries.every(({ length }) => length > 0);
      const read = written ? await state.file.at(entries).catch(() => []) : await this.#fromRecord(entries, month);
      const found = read.flatMap((summary) => summary ?? []);
      if (found.length === entries.length) return found;
      // Somebody has changed the index under our hands; the record has it all.
      await this.#distrust(state);
      return (await this.#fromRecord(entries, month)).flatMap((summary) => summary ?? []);
    });
  }

  async #fromRecord(entries: readonly Entry[], month: string): Promise<readonly (Summary | null)[]> {
    const drafts = await Promise.all(entries.map(({ id }) => this.#record.draft(id, month)));
    return drafts.map((draft) => draft?.summary ?? null);
  }

  /** The month's drafts that the search finds, and how many bytes were read for it. */
  #search(month: string, { needles, finds }: Search): Promise<{ found: Iterable<Summary>; bytes: number }> {
    const state = this.#month(month);
    return this.#lanes.run(month, async () => {
      try {
        const result = await state.file.search(needles, (summary, words) => finds(summary, () => words));
        if (result !== null) return { found: result.found.values(), bytes: result.bytes };
        await this.#distrust(state);
      } catch {
        // There is no place for an index on this disk.
      }
      const found: Summary[] = [];
      let bytes = 0;
      for (const [id, { size }] of await this.#record.stamps(month)) {
        const draft = await this.#record.draft(id, month);
        bytes += size;
        if (draft !== null && finds(draft.summary, () => draft.words)) found.push(draft.summary);
        await breathe();
      }
      return { found, bytes };
    });
  }

  /** Keeps the months in memory that were used last. */
  #forget(used: ReadonlySet<string>): void {
    for (const month of used) {
      const state = this.#months.get(month);
      if (state === undefined) continue;
      this.#months.delete(month);
      this.#months.set(month, state);
    }
    let room = ENTRIES_AT_MOST;
    for (const state of [...this.#months.values()].reverse()) {
      room -= state.entries?.size ?? 0;
      if (room >= 0 || state.changing > 0 || state.entries === null) continue;
      state.entries = null;
      state.posts.clear();
    }
  }
}

function entryOf({ id, size, mtime, summary }: DraftLine, { from, length }: Span): Entry {
  return {
    id,
    size,
    mtime,
    from,
    length,
    accountId: summary?.accountId ?? '',
    publishedAt: summary?.post?.publishedAt ?? null,
    takenDown: summary?.status === 'takenDown',
  };
}

function keyOf({ id, publishedAt }: Entry) {
  return { id, publishedAt: publishedAt ?? '' };
}

/** The first post that comes after the key; the posts are sorted. */
function firstAfter(posts: readonly Entry[], key: { readonly publishedAt: string; readonly id: string }): number {
  let [from, to] = [0, posts.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const entry = posts[middle];
    if (entry !== undefined && comparePosts(keyOf(entry), key) > 0) to = middle;
    else from = middle + 1;
  }
  return from;
}

function count(totals: Map<string, Totals>, summary: Summary, sign: 1 | -1): void {
  const { submittedAt, changedAt } = summary;
  const account = totals.get(summary.accountId) ?? {
    published: null,
    lived: { from: submittedAt, to: changedAt },
    found: {},
  };
  totals.set(summary.accountId, account);
  const { lived } = account;
  account.lived = {
    from: submittedAt < lived.from ? submittedAt : lived.from,
    to: changedAt > lived.to ? changedAt : lived.to,
  };
  const at = summary.post?.publishedAt;
  if (at !== undefined && sign > 0) {
    const { from, to } = account.published ?? { from: at, to: at };
    account.published = { from: at < from ? at : from, to: at > to ? at : to };
  }
  for (const [month, fired] of Object.entries(summary.found)) {
    const rules = account.found[month] ?? {};
    account.found[month] = rules;
    for (const [ruleId, times] of Object.entries(fired)) {
      const now = (rules[ruleId] ?? 0) + sign * times;
      if (now === 0) delete rules[ruleId];
      else rules[ruleId] = now;
    }
  }
}

/** Is there something left of the month behind the end of the page before? */
function isAhead(month: string, before: FoundKey | null): boolean {
  return before === null || month <= before.place;
}

function mayHold(totals: Month['totals'], { wanted }: FindQuery): boolean {
  return wanted.accounts.some((accountId) => {
    const lived = totals?.get(accountId)?.lived;
    if (lived === undefined) return false;
    const { month, since } = wanted;
    const inMonth = month === null || (monthInJapan(lived.from) <= month && month <= monthInJapan(lived.to));
    return inMonth && (since === null || lived.to >= since);
  });
}

async function atMost<T>(many: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: many }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
