import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import { openLowdbStore, type ReleasableStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { DraftStore, ThreadState } from '../../src/usecases/ports.ts';
import { arrival } from '../contract/inbox.contract.ts';
import { LossyDisk } from '../support/lossy-disk.ts';
import { sampleEvents } from '../support/sample-events.ts';

const { DraftSubmitted: submitted, DraftApproved: approved } = sampleEvents;
const thread: ThreadState = { channel: 'C0SHINAGAWA', cardTs: '1.2', shown: 1, told: 1, parts: 0, inDoubt: false };

let place: string;
let disk: LossyDisk;
let cuts = 0;
const opened: ReleasableStore[] = [];
const unreadable: unknown[] = [];
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'kessai-power-'));
  disk = new LossyDisk();
  unreadable.length = 0;
});
afterEach(async () => {
  disk.stop();
  for (const store of opened.splice(0)) await store.release();
  await rm(place, { recursive: true });
});

async function open(folder: string, at: () => Promise<void> = async () => undefined): Promise<ReleasableStore> {
  const store = await openLowdbStore({
    folder,
    at,
    onUnreadable: (report) => unreadable.push(report),
    clock: { now: () => new Date('2026-07-01T00:30:00.000Z') },
  });
  opened.push(store);
  return store;
}

/** What an auditor finds. */
async function seen(store: DraftStore): Promise<unknown> {
  const closed: unknown[] = [];
  for (const month of await store.closedMonths())
    closed.push(month, ...(await store.closedIn(month)).map(({ id, version }) => [id, version]));
  return {
    open: await store.openIds(),
    closed,
    d1: (await store.load('d1'))?.events ?? [],
    thread: await store.loadThread('d1'),
  };
}

/** The power goes now, and comes back. */
async function afterCut(folder: string, namesEarly: boolean): Promise<unknown> {
  cuts += 1;
  const copy = join(place, `cut-${cuts}`);
  disk.cutInto(copy, folder, namesEarly);
  const { afterSync } = disk;
  disk.afterSync = async () => undefined;
  const revived = await open(copy);
  const found = await seen(revived);
  await revived.release();
  opened.splice(opened.indexOf(revived), 1);
  disk.afterSync = afterSync;
  return found;
}

describe('a power cut', () => {
  const acts: Readonly<Record<string, (store: DraftStore) => Promise<unknown>>> = {
    'a draft is submitted': (store) => store.append('d1', 0, [submitted]),
    'a draft is approved': (store) => store.append('d1', 1, [approved]),
    'a line of the thread is told': (store) => store.saveThread('d1', thread),
    'a draft is closed': (store) => store.close('d1', '2026-07'),
    'a closed draft is taken up again': (store) => store.append('d1', 1, [approved]),
    'a closed draft’s thread is told': (store) => store.saveThread('d1', thread),
  };

  it.each(Object.keys(acts))('takes nothing that somebody was told, and leaves nothing half done: %s', async (act) => {
    const folder = join(place, 'data');
    const moments: unknown[] = [];
    let armed = false;
    const look = async (): Promise<void> => {
      if (!armed) return;
      armed = false;
      for (const namesEarly of [false, true]) moments.push(await afterCut(folder, namesEarly));
      armed = true;
    };
    const store = await open(folder, look);
    disk.afterSync = look;
    await store.append('d2', 0, [submitted]);
    if (act !== 'a draft is submitted') await store.append('d1', 0, [submitted]);
    if (act.startsWith('a closed')) await store.close('d1', '2026-06');
    const before = await seen(store);
    armed = true;
    await acts[act]?.(store);
    armed = false;
    const after = await seen(store);
    expect(after).not.toEqual(before);
    // Whoever was told so may rely on it from now on.
    expect(await afterCut(folder, false)).toEqual(after);
    expect(moments.length).toBeGreaterThan(2);
    for (const moment of moments) expect([before, after]).toContainEqual(moment);
    expect(unreadable).toEqual([]);
  });

  it('right after the very first start, in a folder that was not there, takes nothing either', async () => {
    const folder = join(place, 'new', 'data');
    const store = await open(folder);
    await store.append('d1', 0, [submitted]);
    cuts += 1;
    const copy = join(place, `cut-${cuts}`);
    disk.cutInto(copy, place, false);
    const revived = await open(join(copy, 'new', 'data'));
    expect((await revived.load('d1'))?.events).toEqual([submitted]);
  });

  it('takes no text of which Slack was told that it has arrived', async () => {
    const folder = join(place, 'data');
    await open(folder);
    const inbox = await openInboxFile(join(folder, 'inbox'));
    await inbox.keep(arrival('停電の前に届いた文です。')).safe;
    await inbox.close();
    const copy = join(place, 'copy');
    disk.cutInto(copy, folder, false);
    const next = await openInboxFile(join(copy, 'inbox'));
    expect(next.left().map((kept) => kept.arrival.text)).toEqual(['停電の前に届いた文です。']);
    await next.close();
  });
});
