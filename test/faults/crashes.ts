import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Disagreement, noDisagreement } from './agreement.ts';
import type { Build } from './build.ts';
import { playLane } from './crash-lane.ts';
import { Fates, seeded } from './fates.ts';
import type { Row } from './scenario.ts';

/** How much is to be killed. */
export interface CrashPlan {
  /** At each point that is ever reached. */
  readonly perPoint: number;
  /** In all. */
  readonly atLeast: number;
  /** Offices that run at the same time, each in a process of its own. */
  readonly lanes: number;
  readonly seed: number;
}

/** What one lane reports after each office. */
interface LaneResult {
  readonly deaths: readonly (readonly [point: string, count: number])[];
  readonly found: Disagreement;
  readonly wrong: readonly string[];
}

const PLACES: readonly (readonly [fault: string, points: RegExp])[] = [
  ['kill -9 while the record takes an event', /^record /],
  [
    'kill -9 while the record is opened, closed or reopened',
    /^(lock|start|open folder|closed|close|data folder|unreadable)/,
  ],
  ['kill -9 while the thread’s cursor is saved', /^cursor/],
  ['kill -9 around a request to Slack', /^slack /],
  ['kill -9 around an answer to Slack', /^socket /],
  ['kill -9 around a request to X', /^x /],
];

/** Kills the app at every named point and at random ones, in lanes, and sums up by the kind of place. */
export async function playCrashes(build: Build, plan: CrashPlan, progress: (deaths: number) => void): Promise<Row[]> {
  const deaths = new Map<string, number>();
  const found = noDisagreement();
  const wrong: string[] = [];
  const lanes = Array.from({ length: plan.lanes }, (_, lane) =>
    runLane(build, { ...plan, atLeast: Math.ceil(plan.atLeast / plan.lanes), seed: plan.seed + lane }, (result) => {
      for (const [point, count] of result.deaths) deaths.set(point, (deaths.get(point) ?? 0) + count);
      found.doubledPosts += result.found.doubledPosts;
      found.lostEvents += result.found.lostEvents;
      found.threadFaults += result.found.threadFaults;
      wrong.push(...result.wrong, ...result.found.details);
      progress([...deaths.values()].reduce((sum, count) => sum + count, 0));
    }),
  );
  await Promise.all(lanes);
  const rows = PLACES.map(([fault, pattern]): Row => {
    const here = [...deaths].filter(([point]) => pattern.test(point));
    return {
      fault: `${fault} (${here.length} points)`,
      runs: here.reduce((sum, [, count]) => sum + count, 0),
      doubledPosts: 0,
      lostEvents: 0,
      threadFaults: 0,
      wrong: here
        .filter(([, count]) => count < plan.perPoint)
        .map(([point, count]) => `only ${count} deaths at ${point}`),
    };
  });
  const [first, ...others] = rows;
  const { doubledPosts, lostEvents, threadFaults } = found;
  // A draft sees many deaths, of every kind; what is wrong with it is told once.
  return first === undefined
    ? []
    : [{ ...first, doubledPosts, lostEvents, threadFaults, wrong: [...first.wrong, ...wrong] }, ...others];
}

async function runLane(build: Build, plan: CrashPlan, onResult: (result: LaneResult) => void): Promise<void> {
  const lane = fork(fileURLToPath(import.meta.url), [], { execArgv: ['--import', 'tsx'] });
  lane.on('message', onResult);
  lane.send({ build: { folder: build.folder, main: build.main, preload: build.preload }, plan });
  await once(lane, 'exit');
  if (lane.exitCode !== 0) throw new Error(`a lane ended with ${lane.exitCode}`);
}

interface Order {
  readonly build: Omit<Build, 'remove'>;
  readonly plan: CrashPlan;
}

/** One lane: offices one after the other, until enough have died. */
async function work({ build, plan }: Order): Promise<void> {
  const fates = new Fates(plan.perPoint, seeded(plan.seed));
  // A point that only a rare meeting of circumstances reaches must not keep the suite going for ever.
  const most = plan.atLeast * 3;
  while (fates.total < plan.atLeast || (fates.wanting.length > 0 && fates.total < most)) {
    const before = new Map(fates.deaths);
    const result = await playLane({
      build: { ...build, remove: async () => undefined },
      fateOf: () => fates.next(),
      onLife: (life) => fates.note(life),
    }).then(
      ({ found }) => ({ found, wrong: [] }),
      (error: unknown) => ({
        found: noDisagreement(),
        wrong: [error instanceof Error ? error.message : String(error)],
      }),
    );
    const deaths = [...fates.deaths].map(([point, count]) => [point, count - (before.get(point) ?? 0)] as const);
    process.send?.({ ...result, deaths } satisfies LaneResult);
  }
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url))
  process.once('message', (order: Order) => {
    void work(order).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
