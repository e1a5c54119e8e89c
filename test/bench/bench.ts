import { mkdtemp, rm } from 'node:fs/promises';
import { constants, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { freePort } from '../support/free-port.ts';
import { benchClosed, benchOpen, benchOpenStarts } from './growth.bench.ts';
import { load, percentile, type Sample } from './load.ts';
import { benchPictures } from './pictures.bench.ts';
import { giveWay, memoryOf, type Running, startCompiledApp, startProcess } from './processes.ts';
import { type Comparison, compared, measured, table } from './result.ts';
import { benchStall } from './stall.bench.ts';
import { alternately, benchStore, type Histories, makeHistories, type Sizes } from './store.bench.ts';
import { benchStyle } from './style.bench.ts';

/**
 * `npm run bench [-- --json] [--rounds n] [--drafts n] [--only word]`: what the project promises about speed. Ratios come from one run
 * on one machine, turn and turn about, so that a busy moment meets both sides. Ends with 1 when a limit is missed.
 */

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Of 10 seconds each, for the bare app and for Kessai. */
    rounds: { type: 'string', default: '6' },
    /** Closed drafts of the long history. */
    drafts: { type: 'string', default: '100000' },
    /** One measure alone: answers, starts, store, rules, stall, pictures, closed, open, open-starts. */
    only: { type: 'string', default: '' },
  },
});

const PER_SECOND = 20;
const ROUND_SECONDS = 10;
const SETTLE_MS = 3_000;
const IDLE_MS = 10_000;
const SIZES: Sizes = { few: 100, many: Number(options.drafts), rounds: 200 };

const note = (text: string): void => {
  if (!options.json) process.stderr.write(`${text}\n`);
};

async function startSandboxProcess(delivery: 'socket' | 'http'): Promise<Running & { env: Record<string, string> }> {
  const running = await startProcess(['--import', 'tsx', 'test/bench/sandbox-process.ts', delivery], {}, (line) =>
    line.startsWith('{'),
  );
  return { ...running, env: z.record(z.string(), z.string()).parse(JSON.parse(running.line)) };
}

/**
 * Acknowledgements beside a bare Bolt app's, and how soon the card is in the channel. Both get the same requests over the
 * same kind of connection, at the same rate, after the same warming up, in turns, and each is the first of every other
 * round. What they do for it is not the same: the bare app answers and is done; Kessai checks the draft and makes it
 * durable before it answers, and shows the cards of earlier drafts meanwhile. That is the difference that is measured. Two
 * things are left out: the start (a service that has been up for minutes is what an office has), and textlint, which the
 * example office does not use and which has a thread of its own.
 */
async function benchAnswers(folder: string): Promise<readonly Comparison[]> {
  const sandbox = await startSandboxProcess('http');
  // The real Slack takes no time of the app's own machine; what this one does for a card must not hold up an answer.
  await giveWay(sandbox.pid, constants.priority.PRIORITY_LOW);
  const cards = new Map<string, number>();
  sandbox.onLine((line) => {
    const [, mark, at] = /^card (\S+) ([\d.]+)$/.exec(line) ?? [];
    if (mark !== undefined) cards.set(mark, Number(at));
  });
  const ports = { bare: await freePort(), kessai: await freePort() };
  const bare = await startProcess(
    ['dist/test/bench/bare-bolt.js'],
    { ...sandbox.env, NODE_ENV: 'production', PORT: String(ports.bare) },
    (line) => line === 'running',
  );
  const kessai = await startCompiledApp({ ...sandbox.env, PORT: String(ports.kessai) }, folder);
  try {
    const samples = { bare: [] as Sample[], kessai: [] as Sample[] };
    for (let round = 0; round <= Number(options.rounds); round += 1) {
      for (const who of round % 2 === 0 ? (['bare', 'kessai'] as const) : (['kessai', 'bare'] as const)) {
        note(`${who}: round ${round} of ${options.rounds}${round === 0 ? ' (not counted)' : ''}`);
        const taken = await load(ports[who], PER_SECOND, ROUND_SECONDS);
        await wait(SETTLE_MS);
        // The first shows how fast a process warms up, and both are measured warm.
        if (round > 0) samples[who].push(...taken);
      }
    }
    const acks = (who: 'bare' | 'kessai', share: number) =>
      percentile(
        samples[who].map(({ tookMs }) => tookMs),
        share,
      );
    const toCard = samples.kessai.map(({ mark, sentAt }) => (cards.get(mark) ?? Number.POSITIVE_INFINITY) - sentAt);
    const at = `at ${PER_SECOND} a second`;
    return [
      compared(`acknowledgement, p99 ${at}, against a bare Bolt app`, acks('bare', 0.99), acks('kessai', 0.99), 2),
      compared(`acknowledgement, p50 ${at}, against a bare Bolt app`, acks('bare', 0.5), acks('kessai', 0.5), null),
      measured(`card on the channel, p95 ${at}`, percentile(toCard, 0.95), 'ms', 300),
      measured(`card on the channel, p50 ${at}`, percentile(toCard, 0.5), 'ms', null),
      measured(`memory after ${samples.kessai.length} drafts at that rate`, await memoryOf(kessai.pid), 'MB', null),
    ];
  } finally {
    await kessai.stop();
    await bare.stop();
    await sandbox.stop();
  }
}

/** The app as offices run it (Socket Mode), left alone; and how long it takes to start on a long past. */
async function benchStarts({ empty, many }: Histories, root: string): Promise<readonly Comparison[]> {
  const sandbox = await startSandboxProcess('socket');
  const start = (folder: string) => async () => {
    const app = await startCompiledApp(sandbox.env, folder);
    await app.stop();
    return app.startedIn;
  };
  try {
    const idle = await startCompiledApp(sandbox.env, join(root, 'idle'));
    await wait(IDLE_MS);
    const memory = await memoryOf(idle.pid);
    await idle.stop();
    // The first start tells what is open; it is the same for both, and not counted.
    for (const folder of [empty, many]) await start(folder)();
    const [base, long] = await alternately(9, [start(empty), start(many)]);
    const historic = await startCompiledApp(sandbox.env, many);
    await wait(IDLE_MS);
    const kept = await memoryOf(historic.pid);
    await historic.stop();
    return [
      measured('idle memory, compiled, connected to Slack', memory, 'MB', 150),
      measured(`idle memory, ${SIZES.many} closed drafts`, kept, 'MB', 150),
      compared(`start, ${SIZES.many} closed drafts against none`, base, long, 1.5),
    ];
  } finally {
    await sandbox.stop();
  }
}

const root = await mkdtemp(join(tmpdir(), 'kessai-bench-'));
try {
  let made: Promise<Histories> | null = null;
  const histories = (): Promise<Histories> => {
    if (made === null) note(`making ${SIZES.many} closed drafts and their index`);
    made ??= makeHistories(join(root, 'histories'), SIZES);
    return made;
  };
  const measures: Readonly<Record<string, () => Promise<readonly Comparison[]>>> = {
    answers: () => benchAnswers(join(root, 'answers')),
    starts: async () => benchStarts(await histories(), root),
    store: async () => benchStore(await histories(), SIZES),
    rules: () => benchStyle(root),
    stall: () => benchStall(note),
    pictures: () => benchPictures(note),
    closed: async () => benchClosed(await histories(), SIZES),
    open: () => benchOpen(root),
    'open-starts': () => benchOpenStarts(root, startSandboxProcess),
  };
  const results: Comparison[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (options.only !== '' && options.only !== name) continue;
    note(name);
    results.push(...(await measure()));
  }
  const within = results.every((each) => each.within);
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model ?? '', load: loadavg() };
  process.stdout.write(`${options.json ? JSON.stringify({ within, machine, results }) : table(results)}\n`);
  process.exitCode = within ? 0 : 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
