import { parseArgs } from 'node:util';
import { buildApp } from '../support/app-build.ts';
import { playCrashes } from './crashes.ts';
import { DECISION_FAULTS } from './decision-faults.ts';
import { DISK_FAULTS } from './disk-faults.ts';
import { PICTURE_FAULTS } from './picture-faults.ts';
import { RACE_FAULTS } from './race-faults.ts';
import { REMOVAL_FAULTS } from './removal-faults.ts';
import { isSound, playAlone, playTogether, type Row, type Scenario } from './scenario.ts';
import { SLACK_FAULTS } from './slack-faults.ts';
import { SLOT_FAULTS } from './slot-faults.ts';
import { SOCKET_FAULTS } from './socket-faults.ts';
import { START_FAULTS } from './start-faults.ts';
import { BEFORE_CREATE_FAULTS, CREATE_FAULTS } from './wire-faults.ts';
import { WORD_FAULTS } from './word-faults.ts';

/** `npm run test:faults`: every fault of the wire, the disk, the clock, Slack and X, and kill -9 at every point. */
const { values } = parseArgs({
  options: {
    crashes: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const started = Date.now();
const rows: Row[] = [];
/** All rows of the crashes begin so. */
const CRASHES = 'kill -9';
const COLUMNS = ['fault', 'runs', 'doubled posts', 'lost events', 'thread lines', 'else wrong'] as const;
const line = (fault: string, cells: readonly (string | number)[]): string =>
  `${fault.padEnd(96)}${cells.map((cell) => String(cell).padStart(14)).join('')}`;

function report(row: Row): void {
  rows.push(row);
  print(line(row.fault, [row.runs, row.doubledPosts, row.lostEvents, row.threadFaults, row.wrong.length]));
  for (const why of row.wrong.slice(0, 5)) print(`    ✗ ${why.slice(0, 2_000)}`);
}

const build = await buildApp();
print(line(COLUMNS[0], COLUMNS.slice(1)));
const wanted = (scenarios: readonly Scenario[]): readonly Scenario[] =>
  scenarios.filter(({ name }) => values.only === undefined || name.includes(values.only));
const creating = wanted(CREATE_FAULTS);
if (creating.length > 0) for (const row of await playTogether(build, creating, { direct: true })) report(row);
const queue = [
  ...wanted([
    ...RACE_FAULTS,
    ...BEFORE_CREATE_FAULTS,
    ...DECISION_FAULTS,
    ...REMOVAL_FAULTS,
    ...WORD_FAULTS,
    ...DISK_FAULTS,
    ...SLACK_FAULTS,
    ...SOCKET_FAULTS,
    ...START_FAULTS,
    ...SLOT_FAULTS,
    ...PICTURE_FAULTS,
  ]),
];
const lanes = Number(values.lanes);
// Each in an office of its own; most of the time they wait.
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let scenario = queue.shift(); scenario !== undefined; scenario = queue.shift())
      report(await playAlone(build, scenario));
  }),
);
const atLeast = Number(values.crashes);
if ((values.only === undefined || values.only === CRASHES) && atLeast > 0) {
  const plan = { perPoint: 3, atLeast, lanes, seed: Number(values.seed) };
  const told = { died: (deaths: number) => progress(deaths, atLeast), wrong: (what: string) => aside(`✗ ${what}`) };
  for (const row of await playCrashes(build, plan, told)) report(row);
}
const runs = rows.reduce((sum, row) => sum + row.runs, 0);
const unsound = rows.filter((row) => !isSound(row));
const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
print(
  line('all', [
    runs,
    sum((row) => row.doubledPosts),
    sum((row) => row.lostEvents),
    sum((row) => row.threadFaults),
    sum((row) => row.wrong.length),
  ]),
);
print(
  `${Math.round((Date.now() - started) / 1000)} s; ${unsound.length === 0 ? 'all sound' : `${unsound.length} faults are not survived`}`,
);
process.exit(unsound.length === 0 && runs > 0 ? 0 : 1);

/** Not in the table, which tells it all at the end. */
function aside(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** One line for every hundred, where nobody watches a line change. */
function progress(deaths: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${deaths} of ${of} crashes`);
  else if (deaths % 100 === 0) aside(`${deaths} of ${of} crashes after ${Math.round((Date.now() - started) / 1000)} s`);
}
