import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLowdbStore, type ReleasableStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { published, takenDown } from '../../support/posts.ts';

/** The index of closed drafts is a convenience: whatever becomes of it, what is shown is what the record says. */

const ACCOUNT = 'shinagawa-x';
const MAY = '2026-05';
const INDEX = () => join(folder, 'index', `${MAY}.jsonl`);
const draftFile = (id: string, month = MAY) => join(folder, 'closed', month, `${id}.json`);

let folder: string;
let store: ReleasableStore;

const opened = (where = folder) =>
  openLowdbStore({
    folder: where,
    clock: { now: () => new Date('2026-07-01T00:30:00.000Z') },
    onUnreadable: () => undefined,
  });
const posts = async (from = store) =>
  (await from.summaries.published({ accountId: ACCOUNT, before: null, limit: 10, takenDown: true })).posts.map(
    ({ id }) => id,
  );
const fired = (from = store) => from.summaries.tally(ACCOUNT, MAY);
/** By a word that every text has. */
const found = async (from = store) => {
  const page = await from.summaries.find({
    wanted: {
      words: ['ﾌﾟｰﾙ'],
      number: null,
      person: null,
      accounts: [ACCOUNT],
      month: null,
      statuses: null,
      concerns: null,
      since: null,
    },
    sight: { userId: 'U0GUEST001', here: [], decides: [] },
    before: null,
    limit: 10,
  });
  return page.found.map(({ summary }) => summary.id);
};

async function closed(id: string, at: string, month = MAY): Promise<void> {
  await store.append(id, 0, published(ACCOUNT, at));
  await store.close(id, month);
}

/** The app stops; the folder's last change is long past when it starts again, as on another day. */
async function nextDay(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
  await store.release();
  const past = new Date('2026-06-01T00:00:00.000Z');
  await utimes(join(folder, 'closed', MAY), past, past);
  store = await opened();
  await posts();
  await store.release();
  await meanwhile();
  store = await opened();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kessai-index-'));
  store = await opened();
  for (const day of ['01', '02', '03']) await closed(`d${day}`, `2026-05-${day}T00:00:00.000Z`);
});
afterEach(async () => {
  await store.release();
  await rm(folder, { recursive: true, force: true });
});

const ALL = ['d03', 'd02', 'd01'];

describe('the index of a month', () => {
  it('is believed on another day: no draft of the month is read again, and none is in the answer that is not on the page', async () => {
    // A file that cannot be read would be set aside if anybody looked at it.
    await nextDay(async () => {
      const { mtime } = await stat(draftFile('d01'));
      const text = await readFile(draftFile('d01'), 'utf8');
      await writeFile(draftFile('d01'), 'x'.repeat(Buffer.byteLength(text)));
      await utimes(draftFile('d01'), mtime, mtime);
    });
    expect(await fired()).toEqual({ 'date-weekday': 3 });
    expect(await found()).toEqual(ALL);
    expect(await readdir(join(folder, 'unreadable'))).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    ['is gone', () => rm(join(folder, 'index'), { recursive: true })],
    ['is empty', () => truncate(INDEX())],
    ['was cut', async () => truncate(INDEX(), Math.floor((await stat(INDEX())).size / 2))],
    [
      'was cut between two lines',
      async () => {
        const lines = (await readFile(INDEX(), 'utf8')).split('\n');
        await writeFile(INDEX(), `${lines.slice(0, 2).join('\n')}\n`);
      },
    ],
    [
      'was changed by hand',
      async () => writeFile(INDEX(), (await readFile(INDEX(), 'utf8')).replaceAll(ACCOUNT, 'shinagawa-y')),
    ],
    [
      'lost a line by hand',
      async () => {
        const lines = (await readFile(INDEX(), 'utf8')).split('\n');
        await writeFile(INDEX(), lines.toSpliced(1, 1).join('\n'));
      },
    ],
    ['ends in the middle of a line', () => appendFile(INDEX(), 'abc')],
    [
      'is a folder',
      async () => {
        await rm(INDEX());
        await mkdir(INDEX());
      },
    ],
  ])('is made anew when it %s', async (_, harm) => {
    await nextDay(harm);
    expect(await found()).toEqual(ALL);
    expect(await posts()).toEqual(ALL);
    expect(await fired()).toEqual({ 'date-weekday': 3 });
    await closed('d04', '2026-05-04T00:00:00.000Z');
    expect(await posts()).toEqual(['d04', ...ALL]);
  });

  it('follows the record when a draft was put back, taken away or changed by hand', async () => {
    await nextDay(async () => {
      await cp(draftFile('d01'), join(folder, 'kept'));
      await rm(draftFile('d01'));
    });
    expect(await posts()).toEqual(['d03', 'd02']);
    expect(await fired()).toEqual({ 'date-weekday': 2 });
    await nextDay(() => cp(join(folder, 'kept'), draftFile('d01')));
    expect(await posts()).toEqual(ALL);
    await nextDay(async () => {
      const text = await readFile(draftFile('d01'), 'utf8');
      await writeFile(draftFile('d01'), text.replaceAll('2026-05-01T00', '2026-05-09T00'));
    });
    expect(await posts()).toEqual(['d01', 'd03', 'd02']);
  });

  it('that a crash kept from being written, or that is older than the folder in a backup, is caught up', async () => {
    const before = await mkdtemp(join(tmpdir(), 'kessai-index-'));
    await posts();
    await cp(join(folder, 'index'), before, { recursive: true });
    await closed('d04', '2026-05-04T00:00:00.000Z');
    await store.append('d02', 4, [takenDown('2026-06-30T00:00:00.000Z')]);
    await store.close('d02', '2026-06');
    await store.release();
    await rm(join(folder, 'index'), { recursive: true });
    await cp(before, join(folder, 'index'), { recursive: true });
    await rm(before, { recursive: true });
    store = await opened();
    expect(await posts()).toEqual(['d04', ...ALL]);
    expect(await fired()).toEqual({ 'date-weekday': 4 });
  });

  it('costs nobody anything who only writes: it may be unwritable for as long as it is', async () => {
    await store.release();
    await rm(join(folder, 'index'), { recursive: true, force: true });
    await writeFile(join(folder, 'index'), 'in the way');
    store = await opened();
    await closed('d04', '2026-05-04T00:00:00.000Z');
    expect(await posts()).toEqual(['d04', ...ALL]);
    expect(await found()).toEqual(['d04', ...ALL]);
    expect(await fired()).toEqual({ 'date-weekday': 4 });
    expect((await store.load('d04'))?.version).toBe(4);
  });

  it('that somebody changed by hand in the middle hides nothing: the record is asked instead', async () => {
    await nextDay(async () => {
      const [first = '', ...lines] = (await readFile(INDEX(), 'utf8')).split('\n');
      await writeFile(INDEX(), [first.replaceAll('ぷーる', 'あああ'), ...lines].join('\n'));
    });
    expect(await found()).toEqual(ALL);
  });

  it('does not grow with the changes it has seen', async () => {
    for (let time = 0; time < 150; time += 1) {
      const thread = { channel: 'C1', cardTs: '1.1', shown: 4, told: time, parts: 0, inDoubt: false };
      await store.saveThread('d01', thread);
    }
    await nextDay();
    await posts();
    await store.release();
    expect((await readFile(INDEX(), 'utf8')).split('\n').length).toBeLessThan(20);
  });
});
