import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DraftEvent } from '../../../src/draft/events.ts';
import type { UnreadableReport } from '../../../src/store/lowdb/draft-files.ts';
import type { FaultHook } from '../../../src/store/lowdb/durable-file.ts';
import { STORE_FAULT_POINTS } from '../../../src/store/lowdb/durable-file.ts';
import { openLowdbStore, type ReleasableStore } from '../../../src/store/lowdb/lowdb-store.ts';
import type { DraftStore, ThreadState } from '../../../src/usecases/ports.ts';
import { buildApp } from '../../support/app-build.ts';
import { sampleEvents } from '../../support/sample-events.ts';

const submitted: DraftEvent = sampleEvents.DraftSubmitted;
const approved: DraftEvent = sampleEvents.DraftApproved;
const thread: ThreadState = { channel: 'C0SHINAGAWA', cardTs: '1.2', shown: 1, told: 1, parts: 0, inDoubt: false };

let folder: string;
let reports: UnreadableReport[];
const opened: ReleasableStore[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kessai-lowdb-'));
  reports = [];
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.release();
  await rm(folder, { recursive: true, force: true });
});

async function open(at?: FaultHook, where = folder): Promise<ReleasableStore> {
  const store = await openLowdbStore({
    folder: where,
    onUnreadable: (report) => reports.push(report),
    clock: { now: () => new Date('2026-07-01T00:30:00.000Z') },
    ...(at === undefined ? {} : { at }),
  });
  opened.push(store);
  return store;
}
async function restarted(store: ReleasableStore): Promise<ReleasableStore> {
  await store.release();
  return open();
}
const file = (...names: string[]): string => join(folder, ...names);
const names = async (...where: string[]): Promise<string[]> => (await readdir(file(...where))).sort();

/** Everything that can be seen of a record. */
async function seen(store: DraftStore): Promise<unknown> {
  const months = await store.closedMonths();
  const closed = await Promise.all(
    months.map(async (month) => [month, (await store.closedIn(month)).map(({ id }) => id)]),
  );
  return {
    open: await store.openIds(),
    closed,
    d1: (await store.load('d1'))?.version ?? 0,
    thread: await store.loadThread('d1'),
  };
}

describe('where drafts lie', () => {
  it('keeps an open draft in open/ and a closed one under its month, nowhere else', async () => {
    const store = await open();
    await store.append('d1', 0, [submitted]);
    expect(await names('open')).toEqual(['d1.json']);
    await store.close('d1', '2026-07');
    expect(await names('open')).toEqual([]);
    expect(await names('closed', '2026-07')).toEqual(['d1.json']);
    await store.append('d1', 1, [approved]);
    expect(await names('open')).toEqual(['d1.json']);
    expect(await names('closed', '2026-07')).toEqual([]);
  });

  it('does not read a single draft at the start', async () => {
    await (await open()).release();
    await writeFile(file('open', 'torn.json'), '{');
    expect(await (await open()).openIds()).toEqual(['torn']);
    expect(reports).toEqual([]);
  });

  it('removes half-written files at the start and overlooks what is not its own', async () => {
    await (await open()).release();
    await writeFile(file('open', 'd1.json.tmp'), '{"half');
    await writeFile(file('open', '.DS_Store'), '');
    await writeFile(file('open', 'お知らせ.json'), '{}');
    const store = await open();
    expect(await store.openIds()).toEqual([]);
    expect(await names('open')).toEqual(['.DS_Store', 'お知らせ.json']);
    expect(reports).toEqual([]);
  });

  it('is not let go before what is under way is on the disk', async () => {
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const store = await open((point) => (point === 'store:temp-opened' ? gate : undefined));
    const append = store.append('d1', 0, [submitted]);
    const release = store.release();
    await expect(open()).rejects.toMatchObject({ code: 'locked' });
    goOn();
    await release;
    expect(await append).toEqual({ ok: true, version: 1 });
    expect((await (await open()).load('d1'))?.version).toBe(1);
  });

  it('keeps what a later version has added when it writes a draft again', async () => {
    const store = await open();
    await store.append('d1', 0, [submitted]);
    await store.release();
    const document = JSON.parse(await readFile(file('open', 'd1.json'), 'utf8'));
    document.events[0].slot = '2026-07-02T00:00:00.000Z';
    document.labels = ['防災'];
    await writeFile(file('open', 'd1.json'), JSON.stringify(document));
    await (await open()).append('d1', 1, [approved]);
    const after = JSON.parse(await readFile(file('open', 'd1.json'), 'utf8'));
    expect(after).toMatchObject({
      labels: ['防災'],
      events: [{ slot: '2026-07-02T00:00:00.000Z' }, { type: 'DraftApproved' }],
    });
  });

  it('refuses to write what it could not read again', async () => {
    const store = await open();
    const broken = { ...approved, at: 'yesterday' };
    await expect(store.append('d1', 0, [broken])).rejects.toMatchObject({ code: 'misfit' });
    expect(await store.load('d1')).toBeUndefined();
    await store.append('d1', 0, [submitted]);
    await expect(store.append('d1', 1, [broken])).rejects.toMatchObject({ code: 'misfit' });
    expect((await store.load('d1'))?.version).toBe(1);
  });
});

describe('a file that cannot be believed', () => {
  it.each<[string, string | Buffer]>([
    ['torn', '{"schema":1,"id":"d1","events":[{"type":"DraftSub'],
    ['empty', ''],
    ['zeros after a power cut', Buffer.alloc(64)],
    [
      'not UTF-8',
      Buffer.concat([
        Buffer.from('{"schema":1,"id":"d1","thread":null,"events":[],"x":"'),
        Buffer.from([0xe5, 0x8c]),
        Buffer.from('"}'),
      ]),
    ],
    ['of another draft', '{"schema":1,"id":"d2","events":[],"thread":null}'],
    [
      'of another shape',
      '{"schema":1,"id":"d1","events":[{"type":"DraftSubmitted","content":{"text":"秘密の本文"}}],"thread":null}',
    ],
    ['with an event that is none', '{"schema":1,"id":"d1","events":[{"type":"DraftBurnt"}],"thread":null}'],
    ['no object', '[]'],
  ])('is set aside, named and reported, and stops nothing else: %s', async (_, bytes) => {
    const store = await open();
    await store.append('d2', 0, [submitted]);
    await writeFile(file('open', 'd1.json'), bytes);
    expect(await store.load('d1')).toBeUndefined();
    expect((await store.load('d2'))?.version).toBe(1);
    const movedTo = 'unreadable/d1.2026-07-01T003000-000Z.json';
    expect(reports).toEqual([{ id: 'd1', path: 'open/d1.json', movedTo, problem: expect.any(String) }]);
    expect(await readFile(file(movedTo))).toEqual(Buffer.from(bytes));
    expect(reports[0]?.problem).not.toContain('秘密');
    expect(await store.openIds()).toEqual(['d2']);
  });

  it('loses no earlier one of the same name', async () => {
    const store = await open();
    for (const text of ['{1', '{2']) {
      await writeFile(file('open', 'd1.json'), text);
      await store.load('d1');
    }
    expect(await names('unreadable')).toEqual(['d1.2026-07-01T003000-000Z-2.json', 'd1.2026-07-01T003000-000Z.json']);
  });

  it('does not hide the others of its month', async () => {
    const store = await open();
    for (const id of ['a', 'b', 'c']) {
      await store.append(id, 0, [submitted]);
      await store.close(id, '2026-07');
    }
    await writeFile(file('closed', '2026-07', 'b.json'), '{');
    expect((await store.closedIn('2026-07')).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(reports).toMatchObject([{ id: 'b', path: 'closed/2026-07/b.json' }]);
  });

  it('is left alone, and never overwritten, when a newer version of the app wrote it', async () => {
    const store = await open();
    await store.append('c1', 0, [submitted]);
    await store.close('c1', '2026-07');
    const newer = '{"schema":2,"id":"d1","events":"in another form"}';
    await writeFile(file('open', 'd1.json'), newer);
    await writeFile(file('closed', '2026-07', 'b1.json'), newer);
    await expect(store.load('d1')).rejects.toMatchObject({ code: 'newer-format' });
    await expect(store.append('d1', 0, [submitted])).rejects.toMatchObject({ code: 'newer-format' });
    expect((await store.closedIn('2026-07')).map(({ id }) => id)).toEqual(['c1']);
    expect(reports).toMatchObject([{ id: 'b1', movedTo: null }]);
    expect(await readFile(file('open', 'd1.json'), 'utf8')).toBe(newer);
  });
});

describe('a disk that fails', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const failOnce = (point: string): { at: FaultHook; armed: boolean } => {
    const switchOn = {
      armed: false,
      at: (now: string) => {
        if (!switchOn.armed || now !== point) return;
        switchOn.armed = false;
        throw full;
      },
    };
    return switchOn;
  };

  it.each(['store:temp-opened', 'store:temp-written', 'store:temp-synced'])(
    'leaves the record as it was, says so, and goes on when there is room again (%s)',
    async (point) => {
      const fault = failOnce(point);
      const store = await open(fault.at);
      await store.append('d1', 0, [submitted]);
      fault.armed = true;
      await expect(store.append('d1', 1, [approved])).rejects.toMatchObject({ code: 'write-failed', cause: full });
      expect((await store.load('d1'))?.events).toEqual([submitted]);
      expect(await names('open')).toEqual(['d1.json']);
      expect(await store.append('d1', 1, [approved])).toEqual({ ok: true, version: 2 });
      expect((await (await restarted(store)).load('d1'))?.version).toBe(2);
    },
  );

  it.each(['store:renamed', 'store:folder-synced'])('admits that it does not know (%s)', async (point) => {
    const fault = failOnce(point);
    const store = await open(fault.at);
    await store.append('d1', 0, [submitted]);
    fault.armed = true;
    await expect(store.append('d1', 1, [approved])).rejects.toMatchObject({ code: 'write-uncertain', cause: full });
    expect((await store.load('d1'))?.version).toBe(2);
  });

  it('keeps a closed draft closed when it cannot be opened again', async () => {
    const fault = failOnce('store:temp-written');
    const store = await open(fault.at);
    await store.append('d1', 0, [submitted]);
    await store.close('d1', '2026-07');
    fault.armed = true;
    await expect(store.append('d1', 1, [approved])).rejects.toMatchObject({ code: 'write-failed' });
    expect(await seen(store)).toEqual({ open: [], closed: [['2026-07', ['d1']]], d1: 1, thread: undefined });
  });

  it('does not close what it cannot move', async () => {
    const store = await open();
    await store.append('d1', 0, [submitted]);
    await writeFile(file('closed', '2026-07'), 'in the way');
    await expect(store.close('d1', '2026-07')).rejects.toMatchObject({ code: 'write-failed' });
    expect(await store.openIds()).toEqual(['d1']);
    expect((await store.load('d1'))?.version).toBe(1);
  });

  it('fails for one draft without holding up another', async () => {
    const store = await open();
    await mkdir(file('open', 'd1.json.tmp'));
    await expect(store.append('d1', 0, [submitted])).rejects.toMatchObject({ code: 'write-failed' });
    expect(await store.append('d2', 0, [submitted])).toEqual({ ok: true, version: 1 });
    expect(await store.load('d1')).toBeUndefined();
  });
});

describe('a crash', () => {
  const acts: Readonly<Record<string, (store: DraftStore) => Promise<unknown>>> = {
    'a first append': (store) => store.append('d1', 0, [submitted]),
    'an append': (store) => store.append('d1', 1, [approved]),
    'a saved thread': (store) => store.saveThread('d1', thread),
    'a close': (store) => store.close('d1', '2026-07'),
    'an append to a closed draft': (store) => store.append('d1', 1, [approved]),
    'a saved thread of a closed draft': (store) => store.saveThread('d1', thread),
  };

  async function prepared(act: string, at?: FaultHook): Promise<ReleasableStore> {
    const store = await open(at);
    await store.append('d2', 0, [submitted]);
    if (act !== 'a first append') await store.append('d1', 0, [submitted]);
    if (act.includes('closed draft')) await store.close('d1', '2026-06');
    return store;
  }

  it.each(Object.keys(acts))('at any moment of %s leaves either what was or what was to be', async (act) => {
    const copies: string[] = [];
    let armed = false;
    const store = await prepared(act, async (point) => {
      if (!armed) return;
      const copy = await mkdtemp(join(tmpdir(), `kessai-crash-${point.replace(':', '-')}-`));
      await cp(folder, copy, { recursive: true, filter: (path) => path !== file('lock') });
      copies.push(copy);
    });
    const before = await seen(store);
    armed = true;
    await acts[act]?.(store);
    armed = false;
    const after = await seen(store);
    expect(after).not.toEqual(before);
    expect(copies.length).toBeGreaterThan(1);
    for (const copy of copies) {
      const revived = await open(undefined, copy);
      expect([before, after]).toContainEqual(await seen(revived));
      expect((await readdir(join(copy, 'open'))).filter((name) => !name.endsWith('.json'))).toEqual([]);
      await revived.release();
      await rm(copy, { recursive: true });
    }
    expect(reports).toEqual([]);
  });

  it('reaches every fault point that is named', async () => {
    const reached = new Set<string>();
    const store = await open((point) => void reached.add(point));
    await store.append('d1', 0, [submitted]);
    await store.close('d1', '2026-07');
    await store.append('d1', 1, [approved]);
    expect([...reached].sort()).toEqual([...STORE_FAULT_POINTS].sort());
  });

  it.each(['store:temp-written', 'store:renamed', 'store:close-moved'])(
    'by kill -9 at %s is survived',
    async (point) => {
      const store = await open();
      await store.append('d1', 0, [submitted]);
      await store.release();
      const { storeChild } = await buildApp();
      const child = spawn(process.execPath, [storeChild, 'die', folder, point], { stdio: 'ignore' });
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      const revived = await open();
      const told = point === 'store:temp-written' ? 1 : 2;
      expect((await revived.load('d1'))?.version).toBe(told);
      expect(await revived.openIds()).toEqual(point === 'store:close-moved' ? [] : ['d1']);
      expect(await revived.append('d1', told, [approved])).toEqual({ ok: true, version: told + 1 });
    },
  );

  it.each([
    ['the open one knows more', 2, 1, ['d1'], 2],
    ['the closed one knows more', 1, 2, [], 2],
    ['both know the same', 1, 1, ['d1'], 1],
  ] as const)(
    'that leaves a draft in two places is settled at the start: %s',
    async (_, inOpen, inClosed, stillOpen, version) => {
      const store = await open();
      for (const [count, month] of [
        [inClosed, '2026-06'],
        [inOpen, null],
      ] as const) {
        await store.append('d1', 0, [submitted, approved].slice(0, count));
        if (month !== null) {
          await store.close('d1', month);
          await cp(file('closed', month, 'd1.json'), file('kept.json'));
          await rm(file('closed', month, 'd1.json'));
        }
      }
      await cp(file('kept.json'), file('closed', '2026-06', 'd1.json'));
      const next = await restarted(store);
      expect(await next.openIds()).toEqual(stillOpen);
      expect((await next.load('d1'))?.version).toBe(version);
      expect([...(await names('open')), ...(await names('closed', '2026-06'))]).toEqual(['d1.json']);
    },
  );

  it('that a backup was made around: of two copies with the same events, the one whose thread was told more stays', async () => {
    const store = await open();
    const thread = { channel: 'C1', cardTs: '1.1', shown: 1, parts: 0, inDoubt: false };
    await store.append('d1', 0, [submitted]);
    await store.saveThread('d1', { ...thread, told: 0 });
    await cp(file('open', 'd1.json'), file('kept.json'));
    await store.saveThread('d1', { ...thread, told: 1 });
    await store.close('d1', '2026-06');
    await cp(file('kept.json'), file('open', 'd1.json'));
    const next = await restarted(store);
    expect(await next.openIds()).toEqual([]);
    expect((await next.loadThread('d1'))?.told).toBe(1);
  });

  it('whose leftover could not be removed does not bring the old copy back, whatever month it is closed in', async () => {
    const fault = { armed: false };
    const store = await open((point) => {
      if (fault.armed && point === 'store:reopened') throw new Error('cannot remove');
    });
    await store.append('d1', 0, [submitted]);
    await store.close('d1', '2026-07');
    fault.armed = true;
    await store.append('d1', 1, [approved]);
    expect(await names('closed', '2026-07')).toEqual(['d1.json']);
    expect(await seen(store)).toMatchObject({ open: ['d1'], closed: [], d1: 2 });
    expect(await store.closedIn('2026-07')).toEqual([]);
    await store.close('d1', '2026-05');
    expect(await seen(store)).toMatchObject({ open: [], closed: [['2026-05', ['d1']]], d1: 2 });
  });
});
