import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { DraftEvent } from '../../src/draft/events.ts';
import { openLowdbStore, type ReleasableStore } from '../../src/store/lowdb/lowdb-store.ts';
import { sampleEvents } from '../support/sample-events.ts';

/** One measurement beside what it is measured against, in milliseconds (medians). */
export interface Comparison {
  readonly name: string;
  readonly base: number;
  readonly measured: number;
  readonly ratio: number;
  /** The project's aim; null where the number is only for orientation. */
  readonly limit: number | null;
}

interface Sizes {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
}

const SIZES: Sizes = { few: 100, many: 100_000, rounds: 200 };
/** What lies open in a busy office when the app is started. */
const OPEN_DRAFTS = 20;
const CHILD = fileURLToPath(new URL('../support/store-child.ts', import.meta.url));
const clock = { now: () => new Date() };
const life: readonly DraftEvent[] = [
  sampleEvents.DraftSubmitted,
  sampleEvents.DraftApproved,
  sampleEvents.PublishStarted,
  sampleEvents.PostPublished,
];

/** What the size of the history costs: an append, a start, and for comparison an append with one file for everything. */
export async function benchStore(sizes: Sizes = SIZES): Promise<readonly Comparison[]> {
  const root = await mkdtemp(join(tmpdir(), 'kessai-bench-'));
  try {
    const few = await history(join(root, 'few'), sizes.few);
    const many = await history(join(root, 'many'), sizes.many);
    const empty = await history(join(root, 'empty'), 0);
    // What the making of the history left to be written would be paid for by the first that asks for durability.
    await promisify(execFile)('sync');
    return [
      ...(await compareStarts(empty, many, sizes)),
      await compareAppends(few, many, sizes),
      await compareOneFile(root, few, sizes),
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function compareAppends(
  few: string,
  many: string,
  { few: fewer, many: more, rounds }: Sizes,
): Promise<Comparison> {
  const stores = await Promise.all([open(few), open(many)]);
  try {
    const [base, measured] = await alternately(
      rounds,
      stores.map((store) => () => appendOnce(store)),
    );
    return compared(`append an event, ${more} closed drafts against ${fewer}`, base, measured, 1.2);
  } finally {
    for (const store of stores) await store.release();
  }
}

async function compareStarts(
  empty: string,
  many: string,
  { many: more, rounds }: Sizes,
): Promise<readonly Comparison[]> {
  for (const folder of [empty, many]) {
    const store = await open(folder);
    for (let number = 0; number < OPEN_DRAFTS; number += 1)
      await store.append(`open-${number}`, 0, [sampleEvents.DraftSubmitted]);
    await store.release();
  }
  const what = `with ${OPEN_DRAFTS} open drafts, ${more} closed ones against none`;
  const [opensEmpty, opensMany] = await alternately(rounds, [() => openOnce(empty), () => openOnce(many)]);
  const [startsEmpty, startsMany] = await alternately(7, [() => startProcess(empty), () => startProcess(many)]);
  return [
    compared(`start a process that opens the store ${what}`, startsEmpty, startsMany, 1.5),
    compared(`opening alone ${what}`, opensEmpty, opensMany, null),
  ];
}

async function openOnce(folder: string): Promise<number> {
  const begin = performance.now();
  const store = await open(folder);
  await store.openIds();
  const took = performance.now() - begin;
  await store.release();
  return took;
}

async function startProcess(folder: string): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, 'hold', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await once(child.stdout, 'data');
  const took = performance.now() - begin;
  child.kill('SIGKILL');
  await gone;
  return took;
}

async function compareOneFile(root: string, few: string, { many, rounds }: Sizes): Promise<Comparison> {
  const all = new Low(
    new JSONFile<DraftEvent[][]>(join(root, 'all.json')),
    Array.from({ length: many }, () => [...life]),
  );
  const store = await open(few);
  try {
    const [base] = await alternately(rounds, [() => appendOnce(store)]);
    const [measured] = await alternately(3, [
      () => timed(() => all.update((drafts) => drafts[0]?.push(sampleEvents.DraftExpired))),
    ]);
    return compared(
      `append an event, one lowdb file for ${many} drafts against one file a draft`,
      base,
      measured,
      null,
    );
  } finally {
    await store.release();
  }
}

let drafts = 0;
async function appendOnce(store: ReleasableStore): Promise<number> {
  drafts += 1;
  const id = `bench-${drafts}`;
  await store.append(id, 0, [sampleEvents.DraftSubmitted]);
  return timed(() => store.append(id, 1, [sampleEvents.DraftApproved]));
}

function open(folder: string): Promise<ReleasableStore> {
  return openLowdbStore({ folder, clock, onUnreadable: () => undefined });
}

/** Closed drafts over five years, written without the store's care because only their being there matters. */
async function history(folder: string, count: number): Promise<string> {
  const months = Array.from(
    { length: 60 },
    (_, nth) => `${2021 + Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`,
  );
  await mkdir(join(folder, 'closed'), { recursive: true });
  if (count > 0) for (const month of months) await mkdir(join(folder, 'closed', month));
  const batch = 200;
  for (let first = 0; first < count; first += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - first) }, (_, nth) => first + nth);
    await Promise.all(
      numbers.map((number) => {
        const document = { schema: 1, id: `closed-${number}`, events: life, thread: null };
        const month = months[number % months.length] ?? '2021-01';
        return writeFile(join(folder, 'closed', month, `closed-${number}.json`), JSON.stringify(document));
      }),
    );
  }
  return folder;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Turn and turn about, so that a busy moment of the machine meets all alike. @returns a median each. */
async function alternately(rounds: number, works: readonly (() => Promise<number>)[]): Promise<readonly number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [nth, work] of works.entries()) times[nth]?.push(await work());
  return times.map((each) => each.toSorted((one, other) => one - other)[Math.floor(each.length / 2)] ?? Number.NaN);
}

function compared(
  name: string,
  base: number | undefined,
  measured: number | undefined,
  limit: number | null,
): Comparison {
  const [from, to] = [base ?? Number.NaN, measured ?? Number.NaN];
  return { name, base: from, measured: to, ratio: to / from, limit };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, base, measured, ratio, limit } of await benchStore())
    process.stdout.write(
      `${name}: ${measured.toFixed(2)} ms / ${base.toFixed(2)} ms = ${ratio.toFixed(2)}${limit === null ? '' : ` (aim ≤ ${limit})`}\n`,
    );
}
