import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { DraftEvent } from '../../src/draft/events.ts';
import { openLowdbStore, type ReleasableStore } from '../../src/store/lowdb/lowdb-store.ts';
import { published } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { makePast } from './past.ts';
import { type Comparison, compared } from './result.ts';

export interface Sizes {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
}

/** Data folders with an empty, a short and a long past. */
export interface Histories {
  readonly root: string;
  readonly empty: string;
  readonly few: string;
  readonly thousand: string;
  readonly many: string;
  /** Milliseconds in which the index of `many` was made from the record alone. */
  readonly indexed: number;
}

/** Closed drafts in `thousand`. */
export const SHORT = 1_000;

/** What lies open in a busy office when the app is started. */
const OPEN_DRAFTS = 20;
const clock = { now: () => new Date() };
const life = published('shinagawa-x', '2026-07-01T00:30:00.000Z');

export async function makeHistories(root: string, sizes: Sizes): Promise<Histories> {
  const histories = {
    root,
    empty: await makePast(join(root, 'empty'), 0),
    few: await makePast(join(root, 'few'), sizes.few),
    thousand: await makePast(join(root, 'thousand'), Math.min(SHORT, sizes.many)),
    many: await makePast(join(root, 'many'), sizes.many),
  };
  // An app that was ever up has it; without it, the first starts would be busy with that.
  const indexed = await makeIndex(histories.many);
  for (const folder of [histories.empty, histories.many]) {
    const store = await open(folder);
    for (let number = 0; number < OPEN_DRAFTS; number += 1)
      await store.append(`open-${number}`, 0, [sampleEvents.DraftSubmitted]);
    await store.release();
  }
  // What the making of the history left to be written would be paid for by the first that asks for durability.
  await promisify(execFile)('sync');
  return { ...histories, indexed };
}

async function makeIndex(folder: string): Promise<number> {
  const store = await open(folder);
  try {
    return await timed(async () => {
      await store.summaries.tally('', '');
    });
  } finally {
    await store.release();
  }
}

/** What the size of the history costs: an append, opening, and for comparison an append with one file for everything. */
export async function benchStore(histories: Histories, sizes: Sizes): Promise<readonly Comparison[]> {
  return [
    await compareAppends(histories, sizes),
    await compareFirst(histories, sizes),
    await compareOneFile(histories, sizes),
    await compareOpening(histories, sizes),
  ];
}

async function compareAppends(
  { few, many }: Histories,
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

/** The first event of a draft is the dearest: that it is not an old one is looked for in every month there ever was. */
async function compareFirst({ empty, many }: Histories, { many: more, rounds }: Sizes): Promise<Comparison> {
  const stores = await Promise.all([open(empty), open(many)]);
  try {
    const [base, measured] = await alternately(
      rounds,
      stores.map((store) => () => {
        drafts += 1;
        const id = `bench-first-${drafts}`;
        return timed(async () => {
          await store.load(id);
          await store.append(id, 0, [sampleEvents.DraftSubmitted]);
        });
      }),
    );
    return compared(`record a new draft, ${more} closed ones in 60 months against none`, base, measured, null);
  } finally {
    for (const store of stores) await store.release();
  }
}

async function compareOpening({ empty, many }: Histories, { many: more, rounds }: Sizes): Promise<Comparison> {
  const [base, measured] = await alternately(rounds, [() => openOnce(empty), () => openOnce(many)]);
  return compared(
    `open the store with ${OPEN_DRAFTS} open drafts, ${more} closed ones against none`,
    base,
    measured,
    null,
  );
}

async function openOnce(folder: string): Promise<number> {
  const begin = performance.now();
  const store = await open(folder);
  await store.openIds();
  const took = performance.now() - begin;
  await store.release();
  return took;
}

async function compareOneFile({ root, few }: Histories, { many, rounds }: Sizes): Promise<Comparison> {
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

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Turn and turn about, so that a busy moment of the machine meets all alike. @returns a median each. */
export async function alternately(
  rounds: number,
  works: readonly (() => Promise<number>)[],
): Promise<readonly number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [nth, work] of works.entries()) times[nth]?.push(await work());
  return times.map((each) => each.toSorted((one, other) => one - other)[Math.floor(each.length / 2)] ?? Number.NaN);
}
