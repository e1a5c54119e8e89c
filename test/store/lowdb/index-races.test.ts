import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchable, textsOf } from '../../../src/draft/find.ts';
import { ClosedIndex, type ClosedRecord } from '../../../src/store/lowdb/closed-index.ts';
import { emptyDocument } from '../../../src/store/lowdb/draft-document.ts';
import type { Stamp } from '../../../src/store/lowdb/index-file.ts';
import { StoreSummaries } from '../../../src/store/lowdb/store-summaries.ts';
import { summaryOf } from '../../../src/store/summary-of.ts';
import { published } from '../../support/posts.ts';

/** What the index says while drafts come and go, and after a stop at the worst moment: a folder whose times the test sets. */

const ACCOUNT = 'shinagawa-x';
const MAY = '2026-05';
const LONG_AGO = Date.parse('2026-06-01T00:00:00.000Z');

const lives = (id: string) => published(ACCOUNT, `2026-05-${id.slice(1)}T00:00:00.000Z`);
const summary = (id: string) => summaryOf(id, lives(id), null);
const indexed = (id: string) => {
  const known = summary(id);
  return known && { summary: known, words: searchable(known, textsOf(lives(id))) };
};

/** A month's folder as the disk has it. */
class Folder implements ClosedRecord {
  readonly drafts = new Map<string, Stamp>();
  time = BigInt(LONG_AGO) * 1_000_000n;
  #writes = 0;

  constructor(...ids: readonly string[]) {
    for (const id of ids) this.put(id);
  }

  put(id: string): void {
    this.#writes += 1;
    this.drafts.set(id, { size: 1, mtime: String(this.#writes) });
  }

  months = async () => [MAY];
  folderStamp = async () => String(this.time);
  stamps = async () => new Map(this.drafts);
  stamp = async (id: string) => this.drafts.get(id) ?? null;
  draft = async (id: string) => (this.drafts.has(id) ? indexed(id) : null);
}

let place: string;
let folder: Folder;
let index: ClosedIndex;
const path = () => join(place, `${MAY}.jsonl`);
const start = () => new ClosedIndex(folder, path);

/** How often a rule fired in the month: once in each post. */
async function fired(from = index): Promise<number> {
  const counts: Record<string, number> = {};
  await from.tally(ACCOUNT, MAY, counts, () => undefined);
  return counts['date-weekday'] ?? 0;
}
const close = (id: string, work: () => Promise<void> = async () => undefined) =>
  index.change(MAY, { id, before: null, after: indexed(id) }, async () => {
    folder.put(id);
    await work();
  });
const takeUp = (id: string, work: () => Promise<void> = async () => undefined) =>
  index.change(MAY, { id, before: summary(id), after: null }, async () => {
    folder.drafts.delete(id);
    await work();
  });
const rewrite = (id: string) =>
  index.change(MAY, { id, before: summary(id), after: indexed(id) }, async () => folder.put(id));

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'kessai-races-'));
  folder = new Folder('d01', 'd02');
  index = start();
});
afterEach(async () => {
  await index.release();
  await rm(place, { recursive: true, force: true });
});

describe('the tally of a month', () => {
  it('counts a post once however often its thread is told, and no more when it is taken up', async () => {
    expect(await fired()).toBe(2);
    await rewrite('d01');
    await rewrite('d01');
    expect(await fired()).toBe(2);
    await takeUp('d01');
    expect(await fired()).toBe(1);
  });

  it('counts a post once that was closed while the month was counted', async () => {
    await close('d03', async () => {
      expect(await fired()).toBe(3);
    });
    expect(await fired()).toBe(3);
  });

  it('takes a post away once that was taken up while the month was counted', async () => {
    await takeUp('d02', async () => {
      expect(await fired()).toBe(1);
    });
    expect(await fired()).toBe(1);
  });

  it('is counted anew when a change broke off, also where the folder’s time does not tell', async () => {
    expect(await fired()).toBe(2);
    const broken = close('d03', () => Promise.reject(new Error('write-uncertain')));
    await expect(broken).rejects.toThrow('write-uncertain');
    expect(await fired()).toBe(3);
  });

  it('is counted anew after a stop right behind a broken change', async () => {
    expect(await fired()).toBe(2);
    await close('d03', () => Promise.reject(new Error('write-uncertain'))).catch(() => undefined);
    await index.release();
    expect(await fired(start())).toBe(3);
  });
});

describe('after a stop', () => {
  it('a post is not missing that was being closed while the index was sealed', async () => {
    let finish: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let closing: Promise<void> | undefined;
    let looks = 0;
    folder.folderStamp = async () => {
      // Asked for the second time when the head is to be written.
      looks += 1;
      if (looks === 2) {
        folder.time += 1n;
        closing = close('d03', () => stopped);
      }
      return String(folder.time);
    };
    expect(await fired()).toBe(2);
    expect(closing).toBeDefined();
    expect(await fired(start())).toBe(3);
    finish();
    await closing;
  });

  it('a post is not missing that was closed in the same tick of the disk’s clock as the index was written', async () => {
    expect(await fired()).toBe(2);
    const written = new Date(LONG_AGO + 50);
    await utimes(path(), written, written);
    folder.put('d03');
    expect(await fired(start())).toBe(3);
  });

  it('what the index says of a folder with another time is not believed, be it older', async () => {
    expect(await fired()).toBe(2);
    folder.time -= 1_000_000_000n;
    folder.put('d03');
    expect(await fired(start())).toBe(3);
  });

  it('an older head is not believed that somebody has put at the end', async () => {
    expect(await fired()).toBe(2);
    const text = await readFile(path(), 'utf8');
    const head = text.trimEnd().split('\n').at(-1);
    await close('d03');
    await index.release();
    await writeFile(path(), `${await readFile(path(), 'utf8')}${head}\n`);
    expect(await fired(start())).toBe(3);
  });
});

describe('the history', () => {
  it('shows a post that is taken up while the page is read', async () => {
    const summaries = new StoreSummaries({ ids: async () => [], read: async () => 'gone' }, index);
    folder.months = async () => {
      folder.drafts.delete('d02');
      summaries.know({ ...emptyDocument('d02'), events: [...lives('d02')] });
      return [MAY];
    };
    const query = { accountId: ACCOUNT, before: null, limit: 10, takenDown: true };
    expect((await summaries.published(query)).posts.map(({ id }) => id)).toEqual(['d02', 'd01']);
  });
});
