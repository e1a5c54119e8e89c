import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox/index.ts';
import { NO_LIMITS } from '../sandbox/x/state.ts';
import { memoryOf, type Running, startCompiledApp } from './processes.ts';
import { compare } from './soak/agreement.ts';
import { END, OfficeDay, PLANS } from './soak/office-day.ts';
import { TROUBLES } from './soak/trouble.ts';

/**
 * `npm run soak [-- --minutes n] [--drafts n] [--json]`: ten times a big city's day, pressed into the given time. A big city
 * with ten accounts drafts some 60 posts a day, so that is 600, each with what it takes to bring it through: about 3,000
 * clicks. Something goes wrong all the time; in the first half the app is killed and started again as well, and in the
 * second half its memory is watched. At the end record, threads and X must agree. Ends with 1 when they do not.
 */

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    drafts: { type: 'string', default: '600' },
    json: { type: 'boolean', default: false },
  },
});

const MINUTES = Number(options.minutes);
const DRAFTS = Number(options.drafts);
const LENGTH_MS = MINUTES * 60_000;
const TROUBLE_EVERY_MS = 3_000;
/** Shares of the time at which the app goes: a power cut, or a service manager that restarts it. */
const ENDS: readonly (readonly [number, 'kill' | 'restart'])[] = [
  [0.1, 'kill'],
  [0.2, 'restart'],
  [0.3, 'kill'],
  [0.4, 'kill'],
];
/** For what is under way when the day is over: the app's own looks at the timeline take minutes. */
const AFTERWARDS_MS = 180_000;

const note = (text: string): void => {
  if (!options.json) process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
};

const sandbox = await startSandbox();
sandbox.x.configure(NO_LIMITS);
const folder = await mkdtemp(join(tmpdir(), 'kessai-soak-'));
const day = new OfficeDay(sandbox);
const memory: { readonly minute: number; readonly megabytes: number }[] = [];
const troubles = new Map<string, number>();
const begin = Date.now();
let app: Running = await startCompiledApp(sandbox.env, folder);
let startedAt = Date.now();

async function again(how: 'kill' | 'restart'): Promise<void> {
  note(how);
  if (how === 'kill') await app.kill();
  else await app.stop();
  app = await startCompiledApp(sandbox.env, folder);
  startedAt = Date.now();
  troubles.set(how, (troubles.get(how) ?? 0) + 1);
}

async function makeTrouble(): Promise<void> {
  const ends = [...ENDS];
  for (let number = 0; Date.now() - begin < LENGTH_MS; number += 1) {
    await wait(TROUBLE_EVERY_MS);
    const [share = 2, how = 'kill'] = ends[0] ?? [];
    if ((Date.now() - begin) / LENGTH_MS >= share) {
      ends.shift();
      await again(how);
    }
    const [name, happen] = TROUBLES[number % TROUBLES.length] ?? ['', () => undefined];
    await happen(sandbox);
    troubles.set(name, (troubles.get(name) ?? 0) + 1);
  }
  sandbox.slack.configure({ redeliver: 0 });
  sandbox.faults.clear();
}

async function watchMemory(): Promise<void> {
  while (Date.now() - begin < LENGTH_MS) {
    await wait(10_000);
    const megabytes = await memoryOf(app.pid).catch(() => Number.NaN);
    memory.push({ minute: (Date.now() - startedAt) / 60_000, megabytes });
  }
}

async function work(): Promise<readonly (string | null)[]> {
  const stories: Promise<string | null>[] = [];
  for (let number = 0; number < DRAFTS; number += 1) {
    await wait(Math.max(0, begin + (number * LENGTH_MS) / DRAFTS - Date.now()));
    stories.push(day.play(number, PLANS[number % PLANS.length] ?? 'publish', begin + LENGTH_MS + AFTERWARDS_MS));
    if (number % 5 === 0) void day.lookAround(number);
    if (number % 50 === 0) note(`draft ${number}, ${(await memoryOf(app.pid).catch(() => 0)).toFixed(0)} MB`);
  }
  return Promise.all(stories);
}

/** Until no thread is behind any more; the comparison says if one still is. */
async function settle(): Promise<void> {
  let quietSince = sandbox.changes.seq;
  for (let looks = 0; looks < 60; looks += 1) {
    await wait(3_000);
    if (sandbox.changes.seq === quietSince) return;
    quietSince = sandbox.changes.seq;
  }
}

const [ends] = await Promise.all([work(), makeTrouble(), watchMemory()]);
note('the day is over');
await settle();
const atEnd = await memoryOf(app.pid);
await app.stop();
const agreement = await compare(sandbox, folder, day.promised);
const mistakes = sandbox.slack.mistakes().map(({ what }) => what);
await sandbox.stop();
await rm(folder, { recursive: true, force: true });

// The last life of the app, after its first minute.
const lastLife = memory.slice(
  memory.findLastIndex(({ minute }, index) => minute < (memory[index - 1]?.minute ?? 0)) + 1,
);
const settled = lastLife.filter(({ minute }) => minute >= 1).map(({ megabytes }) => megabytes);
const [early, late] = [median(settled.slice(0, 6)), median(settled.slice(-6))];
const disagreements = [
  ...agreement.doubledPosts,
  ...agreement.wrongPosts,
  ...agreement.lostActs,
  ...agreement.wrongCards,
  ...agreement.wrongLines,
];
// A heap breathes; a leak of any size that matters in a day shows in hundreds of drafts.
const flat = Number.isNaN(early) || late <= early * 1.25;
// People who try again get every draft through in the end: what is left over has lost its way.
const astray = ends.filter((status) => !END.some((end) => end === status)).length;
const sound = disagreements.length + agreement.unreadable + mistakes.length + astray === 0;
const ok = sound && flat;
const result = {
  ok,
  minutes: MINUTES,
  drafts: DRAFTS,
  acts: day.promised.length,
  ended: tally(ends),
  troubles: Object.fromEntries(troubles),
  memory: { flat, afterAMinute: early, beforeTheEnd: late, afterwards: atEnd },
  agreement,
  mistakes,
  load: loadavg(),
};
process.stdout.write(`${JSON.stringify(result, null, options.json ? 0 : 2)}\n`);
process.exitCode = ok ? 0 : 1;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? 'given up'] = (counts[value ?? 'given up'] ?? 0) + 1;
  return counts;
}
