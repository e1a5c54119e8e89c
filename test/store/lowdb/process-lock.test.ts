import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLowdbStore, type ReleasableStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { buildApp } from '../../support/app-build.ts';

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
      stdio: ['ignore', 'pipe', 'inherit'],
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
