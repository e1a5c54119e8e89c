import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Build } from '../support/app-build.ts';
import { type Disagreement, noDisagreement } from './agreement.ts';
import { playLane } from './crash-lane.ts';
import { Fates, seeded } from './fates.ts';
import type { Row } from './scenario.ts';
import type { Fate, LifeReport } from './trouble-office.ts';

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

/** What a lane says. It asks for every death and for every office, so that all lanes together reach what is wanted. */
type Said =
  | { readonly asks: 'fate' | 'office' }
  | { readonly life: LifeReport }
  /** One office is closed. */
  | { readonly found: Disagreement; readonly wrong: readonly string[] };

type Answer = { readonly fate: Fate | null } | { readonly office: boolean };

/** Told while it goes on. */
export interface CrashProgress {
  readonly died: (deaths: number) => void;
  readonly wrong: (what: string) => void;
}

const PLACES: readonly (readonly [fault: string, points: RegExp])[] = [
  ['kill -9 while the record is read or takes an event', /^record\b/],
  [
    'kill -9 while the record is opened, closed or reopened',
    /^(lock|start|open folder|closed|close|data folder|unreadable)/,
  ],
  ['kill -9 while the inbox takes a text or lets go of it', /^inbox/],
  ['kill -9 while the thread’s cursor is saved', /^cursor/],
  ['kill -9 while a month’s index is written', /^index/],
  ['kill -9 around a request to Slack', /^slack /],
  ['kill -9 around an answer to Slack', /^socket /],
  ['kill -9 around a request to X', /^x /],
  ['kill -9 anywhere else', /^/],
];

/** Kills the app at every named point and at random ones, in lanes, and sums up by the kind of place. */
export async function playCrashes(build: Build, plan: CrashPlan, progress: CrashProgress): Promise<Row[]> {
  const fates = new Fates(plan.perPoint, seeded(plan.seed));
  // A point that only a rare meeting of circumstances reaches must not keep the suite going for ever.
  const most = plan.atLeast * 3;
  const goesOn = (): boolean => fates.total < plan.atLeast || (fates.wanting.length > 0 && fates.total < most);
  const found = noDisagreement();
  const wrong: string[] = [];
  const hear = (said: Said): Answer | null => {
    if ('asks' in said) return said.asks === 'fate' ? { fate: goesOn() ? fates.next() : null } : { office: goesOn() };
    if ('life' in said) {
      fates.note(said.life);
      if (said.life.diedAt !== null) progress.died(fates.total);
      return null;
    }
    found.doubledPosts += said.found.doubledPosts;
    found.lostEvents += said.found.lostEvents;
    found.threadFaults += said.found.threadFaults;
    const news = [...said.wrong, ...said.found.details];
    wrong.push(...news);
    for (const each of news) progress.wrong(each);
    return null;
  };
  await Promise.all(Array.from({ length: plan.lanes }, () => runLane(build, hear)));
  const deaths = [...fates.deaths];
  const rows = PLACES.map(([fault, pattern]): Row => {
    const here = deaths.filter(([point]) => PLACES.find(([, first]) => first.test(point))?.[1] === pattern);
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

async function runLane(build: Build, hear: (said: Said) => Answer | null): Promise<void> {
  const lane = fork(fileURLToPath(import.meta.url), [], { execArgv: ['--import', 'tsx'] });
  lane.on('message', (said: Said) => {
    const answer = hear(said);
    if (answer !== null) lane.send(answer);
  });
  lane.send({ folder: build.folder, main: build.main, preload: build.preload });
  await once(lane, 'exit');
  if (lane.exitCode !== 0) throw new Error(`a lane ended with ${lane.exitCode}`);
}

const say = (said: Said): void => void process.send?.(said);

/** @returns the next answer; a lane asks one thing at a time. */
async function ask(asks: 'fate' | 'office'): Promise<Answer> {
  const answered = new Promise<Answer>((resolve) => process.once('message', resolve));
  say({ asks });
  return answered;
}

async function nextFate(): Promise<Fate | null> {
  const answer = await ask('fate');
  return 'fate' in answer ? answer.fate : null;
}

/** One lane: offices one after the other, until enough have died. */
async function work(build: Build): Promise<void> {
  for (;;) {
    const more = await ask('office');
    if (!('office' in more && more.office)) return;
    const result = await playLane({
      build,
      fateOf: nextFate,
      onLife: (life) => say({ life }),
    }).then(
      ({ found }) => ({ found, wrong: [] }),
      (error: unknown) => ({
        found: noDisagreement(),
        wrong: [error instanceof Error ? error.message : String(error)],
      }),
    );
    say(result);
  }
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url))
  process.once('message', (build: Build) => {
    void work(build).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
