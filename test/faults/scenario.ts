import { lastWords } from '../sandbox/app-log.ts';
import { NO_LIMITS } from '../sandbox/x/state.ts';
import type { Build } from '../support/app-build.ts';
import { type Disagreement, noDisagreement } from './agreement.ts';
import type { FaultyApp } from './app.ts';
import { told } from './crash-lane.ts';
import { TroubleOffice, type TroubleOptions } from './trouble-office.ts';

/** One fault, and what has to come of it. */
export interface Scenario {
  readonly name: string;
  /** @throws when something is not as it must be. @param key words that no other draft has. */
  readonly play: (office: TroubleOffice, key: string) => Promise<void>;
  /** How the office is set up, where it matters. */
  readonly setup?: Partial<Omit<TroubleOptions, 'build'>>;
  /** The app is not to be started before the scenario says so. */
  readonly closed?: boolean;
}

/** A line of the table. */
export interface Row extends Omit<Disagreement, 'details'> {
  readonly fault: string;
  readonly runs: number;
  /** What else was wrong. */
  readonly wrong: readonly string[];
}

let drafts = 0;
const newKey = (): string => {
  drafts += 1;
  return `${process.pid}番の${drafts}件目のお知らせです。`;
};

/** Plays scenarios that do not disturb each other at the same time in one office. */
export async function playTogether(
  build: Build,
  scenarios: readonly Scenario[],
  setup: Scenario['setup'] = {},
): Promise<Row[]> {
  const office = await TroubleOffice.open({ build, hurry: 100, ...setup });
  try {
    office.sandbox.x.configure(NO_LIMITS);
    office.supervise();
    await office.up();
    const wrong = await Promise.all(scenarios.map((scenario) => troubleIn(scenario, office)));
    await told(office);
    const found = await office.settle();
    // Whose draft it was is in the details; the first line of the group answers for all.
    return scenarios.map(({ name }, index) => row(name, index === 0 ? found : noDisagreement(), wrong[index] ?? []));
  } catch (error) {
    return [row(scenarios.map(({ name }) => name).join(', '), noDisagreement(), [reasonOf(error)])];
  } finally {
    await office.close();
  }
}

/** Plays one scenario in an office of its own. */
export async function playAlone(build: Build, scenario: Scenario): Promise<Row> {
  const office = await TroubleOffice.open({ build, hurry: 100, ...scenario.setup });
  try {
    if (scenario.closed !== true) {
      office.supervise();
      await office.up();
    }
    const wrong = await troubleIn(scenario, office);
    if (wrong.length > 0) return row(scenario.name, noDisagreement(), wrong);
    await told(office);
    return row(scenario.name, await office.settle(), []);
  } catch (error) {
    return row(scenario.name, noDisagreement(), [reasonOf(error)]);
  } finally {
    await office.close();
  }
}

async function troubleIn(scenario: Scenario, office: TroubleOffice): Promise<string[]> {
  try {
    await scenario.play(office, newKey());
    return [];
  } catch (error) {
    return [reasonOf(error)];
  }
}

function row(
  fault: string,
  { doubledPosts, lostEvents, threadFaults, details }: Disagreement,
  wrong: readonly string[],
): Row {
  return { fault, runs: 1, doubledPosts, lostEvents, threadFaults, wrong: [...wrong, ...details] };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isSound({ doubledPosts, lostEvents, threadFaults, wrong }: Row): boolean {
  return doubledPosts + lostEvents + threadFaults + wrong.length === 0;
}

/** Waits until this is so. @throws when it never is. */
export async function eventually(
  office: TroubleOffice,
  what: string,
  is: () => boolean,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!is()) {
    if (Date.now() > deadline) throw new Error(`${what} never came\n${lastWords(office.app?.logs ?? [])}`);
    // Of what changes on the disk or in the log nobody is told.
    await office.sees(is, 100);
  }
}

/** @throws when it is not so. */
export function check(what: string, is: boolean): void {
  if (!is) throw new Error(`not so: ${what}`);
}

/** The app ends by itself with this exit code, and what it says is understood by a person. */
export async function refusesToStart(app: FaultyApp, words: readonly RegExp[], exitCode: number): Promise<void> {
  const { code } = await app.ended;
  const said = app.logs.join('\n');
  check(`exit code ${exitCode}, not ${code}: ${said}`, code === exitCode);
  for (const each of words) check(`「${each}」 in: ${said}`, each.test(said));
}
