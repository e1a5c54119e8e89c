import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnreadableReport } from '../../../src/store/lowdb/draft-files.ts';
import { openLowdbStore, type ReleasableStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { sampleEvents } from '../../support/sample-events.ts';

const { DraftSubmitted: submitted, DraftApproved: approved, DraftWithdrawn: withdrawn } = sampleEvents;
const MONTHS = ['2025-12', '2026-05', '2026-06'] as const;

let folder: string;
let store: ReleasableStore;
const reports: UnreadableReport[] = [];

/** Years of closed drafts: one in each month. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kessai-months-'));
  reports.length = 0;
  store = await opened();
  for (const month of MONTHS) {
    await store.append(`of-${month}`, 0, [submitted]);
    await store.close(`of-${month}`, month);
  }
});
afterEach(async () => {
  await store.release();
  await rm(folder, { recursive: true, force: true });
});

const opened = () =>
  openLowdbStore({
    folder,
    onUnreadable: (report) => reports.push(report),
    clock: { now: () => new Date('2026-07-01T00:30:00.000Z') },
  });
const closed = (month: string, id: string) => join(folder, 'closed', month, `${id}.json`);

describe('a draft id that is looked for in old months', () => {
  it('is found in the oldest as in the newest, and goes on where its record ended', async () => {
    for (const month of MONTHS) {
      expect(await store.load(`of-${month}`)).toMatchObject({ version: 1 });
      expect(await store.append(`of-${month}`, 0, [submitted])).toEqual({ ok: false, conflict: 1 });
      expect(await store.append(`of-${month}`, 1, [withdrawn])).toEqual({ ok: true, version: 2 });
    }
    expect(await store.openIds()).toEqual(MONTHS.map((month) => `of-${month}`));
    expect(await store.closedMonths()).toEqual([]);
  });

  it('is new where no month has it, whatever else lies in them', async () => {
    // Neither is touched for the sake of another id.
    await writeFile(closed('2026-05', 'torn'), '{"version":1,"eve');
    await mkdir(join(folder, 'closed', '2026-04'));
    expect(await store.load('fresh')).toBeUndefined();
    expect(await store.append('fresh', 0, [submitted])).toEqual({ ok: true, version: 1 });
    expect(await readdir(join(folder, 'open'))).toEqual(['fresh.json']);
    expect(reports).toEqual([]);
  });

  it('that lies in two months is taken from the newer one', async () => {
    await cp(closed('2026-05', 'of-2026-05'), join(folder, 'older.json'));
    await store.append('of-2026-05', 1, [approved]);
    await store.close('of-2026-05', '2026-06');
    await rename(join(folder, 'older.json'), closed('2026-05', 'of-2026-05'));
    expect(await store.load('of-2026-05')).toMatchObject({ version: 2 });
    expect(await store.append('of-2026-05', 1, [approved])).toEqual({ ok: false, conflict: 2 });
  });

  it('is not in a month whose file of it is damaged: that one is set aside, and the older one counts', async () => {
    await cp(closed('2026-05', 'of-2026-05'), closed('2026-06', 'of-2026-05'));
    await writeFile(closed('2026-06', 'of-2026-05'), '{"version":1,"eve');
    expect(await store.load('of-2026-05')).toMatchObject({ version: 1 });
    expect(reports.map(({ id }) => id)).toEqual(['of-2026-05']);
  });

  it('is not taken for a new one when the disk does not say', async () => {
    const loop = closed('2026-05', 'fresh');
    await symlink(loop, loop);
    await expect(store.load('fresh')).rejects.toMatchObject({ code: 'read-failed' });
    await expect(store.append('fresh', 0, [submitted])).rejects.toMatchObject({ code: 'read-failed' });
    expect(await readdir(join(folder, 'open'))).toEqual([]);
  });
});
