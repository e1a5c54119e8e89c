import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whileHeld } from '../../../src/store/held-inbox.ts';
import { openInboxFile } from '../../../src/store/inbox-file.ts';
import { openLowdbStore, type ReleasableStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { clearLock } from '../../../src/store/lowdb/process-lock.ts';
import { arrival } from '../../contract/inbox.contract.ts';
import { buildApp } from '../../support/app-build.ts';
import { sampleEvents } from '../../support/sample-events.ts';
import { until } from '../../support/until.ts';

const clock = { now: () => new Date('2026-07-01T00:30:00.000Z') };

describe('one process on one data folder', () => {
  let folder: string;
  let program: string;
  const children: ChildProcess[] = [];
  const stores: ReleasableStore[] = [];
  beforeAll(async () => {
    program = (await buildApp()).storeChild;
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kessai-lock-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    for (const store of stores.splice(0)) await store.release();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(): Promise<ReleasableStore> {
    const store = await openLowdbStore({ folder, clock, onUnreadable: () => undefined });
    stores.push(store);
    return store;
  }
  function start(): ChildProcess {
    const child = spawn(process.execPath, [program, 'hold', folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }
  async function claim(content: object): Promise<void> {
    await mkdir(join(folder, 'lock'), { recursive: true });
    await writeFile(join(folder, 'lock', '7.json'), JSON.stringify(content));
  }

  it('refuses a second start and names the process that has the folder, until that one is gone', async () => {
    const holder = start();
    expect(await said(holder)).toBe('held');
    await expect(open()).rejects.toMatchObject({ code: 'locked', holder: { pid: holder.pid, host: hostname() } });
    await kill(holder);
    await open();
  });

  it('lets exactly one of several simultaneous starters take over from a dead one', async () => {
    const dead = start();
    await said(dead);
    await kill(dead);
    const starters = Array.from({ length: 4 }, start);
    const outcomes = await Promise.all(starters.map(said));
    const winner = starters[outcomes.indexOf('held')];
    expect(outcomes.toSorted()).toEqual(
      ['held', ...Array.from({ length: 3 }, () => `locked ${winner?.pid}`)].toSorted(),
    );
  });

  it('lets exactly one of many openers in one process have a new folder', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, open));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lets the next one in after a release, and leaves no trace of the lock', async () => {
    const first = await open();
    await first.release();
    expect(await readdir(join(folder, 'lock'))).toEqual([]);
    await open();
  });

  it('answers nothing any more after its release', async () => {
    const store = await open();
    await store.release();
    await expect(store.load('d1')).rejects.toMatchObject({ code: 'released' });
    await expect(store.openIds()).rejects.toMatchObject({ code: 'released' });
  });

  it.each<[string, object]>([
    ['a process that is gone', { pid: 2 ** 22 + 1, host: hostname() }],
    ['this machine before it was restarted', { pid: process.pid, host: hostname(), boot: 'an earlier one' }],
    ['a number that now belongs to another process', { pid: process.pid, host: hostname(), started: '1' }],
    ['nobody, unreadably', ['nonsense']],
  ])('takes over from %s', async (_, content) => {
    await claim(content);
    await open();
    expect((await readdir(join(folder, 'lock'))).filter((name) => name.endsWith('.json'))).toEqual(['8.json']);
  });

  it.each<[string, object]>([
    ['another machine', { pid: 4711, host: 'another-machine' }],
    ['a living process', { pid: process.pid, host: hostname() }],
  ])('never takes the folder from %s', async (_, content) => {
    await claim(content);
    await expect(open()).rejects.toMatchObject({ code: 'locked', holder: { pid: expect.any(Number) } });
    expect(await readdir(join(folder, 'lock'))).toEqual(['7.json']);
  });

  describe('that is replaced under the first process', () => {
    it.each<[string, () => Promise<void>]>([
      ['the lock folder is removed', () => rm(join(folder, 'lock'), { recursive: true })],
      [
        'the data folder is put aside and its copy put in its place',
        async () => {
          await rename(folder, `${folder}.old`);
          await cp(`${folder}.old`, folder, { recursive: true, filter: (path) => !path.endsWith('.sock') });
          await rm(`${folder}.old`, { recursive: true });
          await rm(join(folder, 'lock'), { recursive: true });
        },
      ],
    ])('writes nothing any more once a second one has it: %s', async (_, byHand) => {
      const first = start();
      expect(await said(first)).toBe('held');
      expect(await writes(first)).toBe('{"ok":true,"version":1}');
      await byHand();
      const second = start();
      expect(await said(second)).toBe('held');
      expect(await writes(first)).toBe('lock-lost');
      expect(await writes(second)).toBe('{"ok":true,"version":2}');
      expect(await writes(first)).toBe('lock-lost');
      // Going, the first one does not take the second one's claim with it.
      await kill(first);
      await expect(open()).rejects.toMatchObject({ code: 'locked', holder: { pid: second.pid, lives: true } });
    });

    it('notices also when its copy has taken its place, claim and all', async () => {
      const store = await open();
      await rename(folder, `${folder}.old`);
      await cp(`${folder}.old`, folder, { recursive: true, filter: (path) => !path.endsWith('.sock') });
      expect(store.isHeld()).toBe(false);
      await rm(`${folder}.old`, { recursive: true });
    });

    it('does not let an attempt begin that was written while the lock went away', async () => {
      let told = 0;
      const store = await openLowdbStore({
        folder,
        clock,
        onUnreadable: () => undefined,
        onLost: () => {
          told += 1;
        },
        at: async (point) => {
          if (point === 'store:folder-synced') await rm(join(folder, 'lock'), { recursive: true });
        },
      });
      stores.push(store);
      const attempt = store.append('d1', 0, [sampleEvents.DraftSubmitted]);
      await expect(attempt).rejects.toMatchObject({ code: 'write-uncertain' });
      await expect(store.load('d1')).rejects.toMatchObject({ code: 'lock-lost' });
      expect(told).toBe(1);
    });

    it('does not begin to write what was asked for before and has waited for its turn', async () => {
      let begun = 0;
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const store = await openLowdbStore({
        folder,
        clock,
        onUnreadable: () => undefined,
        at: async (point) => {
          if (point !== 'store:temp-opened') return;
          begun += 1;
          await gate;
        },
      });
      stores.push(store);
      const underWay = store.append('d1', 0, [sampleEvents.DraftSubmitted]);
      const waiting = store.append('d1', 1, [sampleEvents.DraftApproved]);
      await until(() => begun === 1);
      await rm(join(folder, 'lock'), { recursive: true });
      goOn();
      await expect(underWay).rejects.toMatchObject({ code: 'write-uncertain' });
      await expect(waiting).rejects.toMatchObject({ code: 'lock-lost' });
      expect(begun).toBe(1);
    });

    it('overwrites nothing of the second one, not even what it had begun to look up before', async () => {
      const first = await open();
      await first.append('d1', 0, [sampleEvents.DraftSubmitted]);
      await rm(join(folder, 'lock'), { recursive: true });
      const second = await open();
      await second.append('d1', 1, [sampleEvents.DraftApproved]);
      const before = await readFile(join(folder, 'open', 'd1.json'), 'utf8');
      const late = [
        first.append('d1', 1, [sampleEvents.DraftWithdrawn]),
        first.close('d1', '2026-07'),
        first.openIds(),
      ];
      for (const each of late) await expect(each).rejects.toMatchObject({ code: 'lock-lost' });
      expect(await readFile(join(folder, 'open', 'd1.json'), 'utf8')).toBe(before);
      await first.release();
      expect(second.isHeld()).toBe(true);
    });

    it('keeps no text in an inbox that the second one may use as its own', async () => {
      const first = await open();
      const inbox = whileHeld(first, await openInboxFile(join(folder, 'inbox')));
      expect(await inbox.keep(arrival('前の文', 'd1')).safe).toBe(true);
      await rm(join(folder, 'lock'), { recursive: true });
      expect(await inbox.keep(arrival('後の文', 'd2')).safe).toBe(false);
      await inbox.close();
      const next = await openInboxFile(join(folder, 'inbox'));
      expect(next.left().map((kept) => kept.arrival.text)).toEqual(['前の文']);
      await next.close();
    });
  });

  describe('that was left by a machine of which nobody here can tell', () => {
    const renamed = { pid: 4711, host: 'before-it-was-renamed', boot: 'an earlier one' };

    it('is cleared by the one step, which says who had it since when', async () => {
      await claim(renamed);
      await expect(open()).rejects.toMatchObject({ code: 'locked', holder: { lives: false } });
      const cleared = await clearLock(folder);
      expect(cleared).toMatchObject({ pid: 4711, host: 'before-it-was-renamed', lives: false });
      expect(cleared?.since).toEqual(expect.any(Date));
      await open();
      expect(await clearLock(folder)).toMatchObject({ pid: process.pid, lives: true });
    });

    it('is not cleared while the holder certainly lives, also beside one of which nobody can tell', async () => {
      const holder = start();
      expect(await said(holder)).toBe('held');
      await claim(renamed);
      const before = await readdir(join(folder, 'lock'));
      expect(await clearLock(folder)).toMatchObject({ pid: holder.pid, lives: true });
      expect(await readdir(join(folder, 'lock'))).toEqual(before);
      expect(await writes(holder)).toBe('{"ok":true,"version":1}');
    });

    it('is nobody where there is no folder, or an empty one', async () => {
      expect(await clearLock(join(folder, 'nowhere'))).toBeNull();
      expect(await clearLock(folder)).toBeNull();
    });
  });

  it('says that the folder is of no use where there can be none', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(
      openLowdbStore({ folder: join(file, 'data'), clock, onUnreadable: () => undefined }),
    ).rejects.toMatchObject({
      code: 'folder-unusable',
    });
  });
});

function writes(child: ChildProcess): Promise<string> {
  child.stdin?.write('append\n');
  return said(child);
}

async function said(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new TypeError('the child was started without a pipe');
  const [data] = await once(stdout, 'data');
  return String(data).trim();
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
