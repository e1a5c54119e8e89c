import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { checkup } from '../../src/health/checkup.ts';
import { makeMetrics } from '../../src/health/metrics.ts';
import { readVitals } from '../../src/health/vitals.ts';
import { openLowdbStore, type ReleasableStore } from '../../src/store/lowdb/lowdb-store.ts';
import { findDrafts } from '../../src/usecases/find-drafts.ts';
import { listForPerson, listHistory } from '../../src/usecases/list-drafts.ts';
import { tallyRules } from '../../src/usecases/rule-tally.ts';
import { HOME_MOST } from '../../views/list/home.ts';
import { manager } from '../support/drafts.ts';
import { account, makeWorld, type TestWorld } from '../support/world.ts';
import { BUSY, makeMonth, makeOpen, RARE } from './past.ts';
import { memoryOf, type Running, startCompiledApp } from './processes.ts';
import { type Comparison, compared, measured } from './result.ts';
import { alternately, type Histories, SHORT, type Sizes } from './store.bench.ts';

/** What the length of the history, and the number of open drafts, cost those who read lists. */

const HERE = { channel: account.channel };
const FIRST_PAGE = { before: null, limit: 10 };
const ROUNDS = 60;

/** History pages and the month's tally, on a long and on a short past. */
export async function benchClosed(histories: Histories, sizes: Sizes): Promise<readonly Comparison[]> {
  const { root, thousand: short, many: long, indexed } = histories;
  const [few, many] = [Math.min(SHORT, sizes.many), sizes.many];
  const [month, longMonth] = [
    await makeMonth(join(root, 'month-few'), 1_000),
    await makeMonth(join(root, 'month-many'), 10_000),
  ];
  const worlds = await Promise.all([short, long, month, longMonth].map(openWorld));
  const [fewWorld, manyWorld, monthWorld, longMonthWorld] = worlds as [BenchWorld, BenchWorld, BenchWorld, BenchWorld];
  try {
    const page = (id: string) => (world: BenchWorld) => () => timed(() => listHistory(world, id, HERE, FIRST_PAGE));
    // The first question makes the index of what has none, and reads it of the others.
    for (const world of worlds) for (const id of [BUSY, RARE]) await page(id)(world)();
    const [busyFew, busyMany] = await alternately(ROUNDS, [fewWorld, manyWorld].map(page(BUSY)));
    const [rareFew, rareMany] = await alternately(ROUNDS, [fewWorld, manyWorld].map(page(RARE)));
    const tally = (world: BenchWorld) => () => timed(() => tallyRules(world, BUSY));
    const [tallyFew, tallyMany] = await alternately(ROUNDS, [monthWorld, longMonthWorld].map(tally));
    const further = await timed(() => nobodysWord(manyWorld));
    for (const world of worlds) await world.record.release();
    const [firstFew, firstMany] = await alternately(
      9,
      [short, long].map((folder) => () => firstPage(folder)),
    );
    return [
      compared(`history page, busy account, ${many} closed against ${few}`, busyFew, busyMany, 1.5),
      compared(`history page, account with 3 posts among ${many} against among ${few}`, rareFew, rareMany, 2),
      compared(`the same, first question after a start`, firstFew, firstMany, null),
      measured(`index of ${many} closed drafts, made from the record alone`, indexed, 'ms', null),
      measured(`検索: a word that none of ${many} closed drafts has, first page`, further, 'ms', 1_000),
      compared('tally of the month, 10000 drafts in it against 1000', tallyFew, tallyMany, 1.5),
    ];
  } finally {
    for (const world of worlds) await world.record.release();
  }
}

/** As long as a page of 検索 can take: it ends after so much was read, and goes on when asked. */
function nobodysWord(world: BenchWorld): Promise<unknown> {
  const asked = { words: '図書室', number: '', person: '', accountId: null, month: null, state: null };
  return findDrafts(world, { userId: manager.id, ...HERE }, asked, FIRST_PAGE);
}

async function firstPage(folder: string): Promise<number> {
  const world = await openWorld(folder);
  const took = await timed(() => listHistory(world, RARE, HERE, FIRST_PAGE));
  await world.record.release();
  return took;
}

/** Home, /healthz and /metrics, with many and with few open drafts. */
export async function benchOpen(root: string): Promise<readonly Comparison[]> {
  const worlds = await Promise.all(
    [200, 2_000].map(async (count) => openWorld(await makeOpen(join(root, `open-${count}`), count))),
  );
  const metrics = makeMetrics();
  try {
    const each = (ask: (world: BenchWorld) => Promise<unknown>) =>
      alternately(
        ROUNDS,
        worlds.map((world) => () => timed(() => ask(world))),
      );
    const [homeFew, homeMany] = await each((world) => listForPerson(world, manager.id, HOME_MOST));
    const health = (world: BenchWorld) =>
      checkup({
        store: world.store,
        clock: world.clock,
        connection: () => ({ connected: true, silentMs: 0 }),
        checksPending: () => 0,
        overdue: () => ({ drafts: 0, seconds: 0 }),
        tryWrite: async () => null,
        stopping: new AbortController().signal,
      });
    const page = async (world: BenchWorld) =>
      metrics.page(await readVitals(world.store, world.clock.now()), { connected: true, silentMs: 0 }, 0);
    const [healthFew, healthMany] = await each(async (world) => {
      await health(world);
      await page(world);
    });
    return [
      compared('App Home, 2000 open drafts against 200', homeFew, homeMany, 2),
      compared('/healthz and /metrics (without the disk), 2000 open drafts against 200', healthFew, healthMany, 1.5),
    ];
  } finally {
    for (const world of worlds) await world.record.release();
  }
}

type Sandbox = Running & { readonly env: Record<string, string> };

/** The app as offices run it, started on many open drafts that are all told, and on none. */
export async function benchOpenStarts(
  root: string,
  startSandbox: (delivery: 'socket') => Promise<Sandbox>,
): Promise<readonly Comparison[]> {
  const sandbox = await startSandbox('socket');
  let calls = 0;
  sandbox.onLine((line) => {
    if (line.startsWith('call chat.')) calls += 1;
  });
  const start = (folder: string) => async () => {
    const app = await startCompiledApp(sandbox.env, folder);
    await app.stop();
    return app.startedIn;
  };
  try {
    const [none, many] = [await makeOpen(join(root, 'start-none'), 0), await makeOpen(join(root, 'start-many'), 2_000)];
    const [base, long] = await alternately(5, [start(none), start(many)]);
    const app = await startCompiledApp(sandbox.env, many);
    await wait(10_000);
    const memory = await memoryOf(app.pid);
    await app.stop();
    return [
      compared('start until connected, 2000 open drafts against none', base, long, 5),
      measured('messages sent and changed at 6 starts with nothing untold', calls, 'calls', 0),
      measured('idle memory with 2000 open drafts', memory, 'MB', null),
    ];
  } finally {
    await sandbox.stop();
  }
}

type BenchWorld = TestWorldOn & { readonly record: ReleasableStore };
type TestWorldOn = Omit<TestWorld, 'store'> & { readonly store: ReleasableStore };

async function openWorld(folder: string): Promise<BenchWorld> {
  const world = makeWorld();
  const store = await openLowdbStore({ folder, clock: world.clock, onUnreadable: () => undefined });
  const accounts = [account, { ...account, id: RARE, name: RARE }];
  return { ...world, store, record: store, office: { ...world.office, accounts } };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
