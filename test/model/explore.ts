import fc from 'fast-check';
import { schedulers } from './clockwork.ts';
import { type Played, play } from './play.ts';
import type { Rule } from './rules.ts';
import { SITUATIONS, type Situation } from './situations.ts';
import { type Story, stories } from './story.ts';

/** Each story is played in so many orders of events; the more, the better it can be shortened when it fails. */
const ORDERS = 5;
const ORDERS_TO_SHORTEN = 40;

/** A scheduler takes its choices from a copy of the random numbers, so one number is used up between two of them. */
const orders = fc.array(fc.tuple(fc.noShrink(fc.nat()), schedulers), { minLength: ORDERS, maxLength: ORDERS });

export interface Exploration {
  readonly interleavings: number;
  /** In how many of them each situation was reached. */
  readonly reached: ReadonlyMap<Situation, number>;
  readonly failure: Failure | null;
}

export interface Failure {
  readonly story: Story;
  readonly played: Played;
  readonly seed: number;
  readonly path: string;
}

/**
 * Plays stories until one breaks a rule, and then shortens it.
 * @param runs how many interleavings at least
 */
export async function explore(options: {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  readonly without?: ReadonlySet<Rule>;
  readonly progress?: (interleavings: number) => void;
}): Promise<Exploration> {
  const { runs, seed, path, without = new Set<Rule>(), progress = () => undefined } = options;
  const reached = new Map<Situation, number>(SITUATIONS.map((situation) => [situation, 0]));
  let interleavings = 0;
  const property = fc.asyncProperty(stories, orders, async (story, chosen) => {
    for (const [, order] of chosen) {
      const played = await play(story, order, without);
      interleavings += 1;
      for (const situation of played.reached) reached.set(situation, (reached.get(situation) ?? 0) + 1);
      if (played.breach !== null) throw new Broken(played);
    }
    progress(interleavings);
  });
  const details = await fc.check(property, {
    numRuns: Math.ceil(runs / ORDERS),
    seed,
    ...(path === undefined ? {} : { path }),
  });
  const { counterexample, counterexamplePath, errorInstance } = details;
  if (counterexample === null) return { interleavings, reached, failure: null };
  // A story that cannot be played is a fault of the model.
  if (!(errorInstance instanceof Broken)) throw errorInstance;
  const shortest = await shorten(counterexample[0], errorInstance.played, without);
  return { interleavings, reached, failure: { ...shortest, seed, path: counterexamplePath ?? '' } };
}

/** Leaves out what the story does not need to break the same rule in some order of events. */
async function shorten(
  story: Story,
  played: Played,
  without: ReadonlySet<Rule>,
): Promise<{ readonly story: Story; readonly played: Played }> {
  const { network, steps } = story;
  const shorter = [
    ...steps.map((_, index) => ({ ...story, steps: steps.toSpliced(index, 1) })),
    ...Object.keys(network).map((what) => ({ ...story, network: { ...network, [what]: [] } })),
  ].filter((other) => other.steps.length < steps.length || JSON.stringify(other.network) !== JSON.stringify(network));
  for (const other of shorter) {
    const again = await playOften(other, ORDERS_TO_SHORTEN, without);
    if (again?.breach?.rule === played.breach?.rule && again !== null) return shorten(other, again, without);
  }
  return { story, played };
}

/** How fast-check hears that a rule is broken. */
class Broken extends Error {
  readonly played: Played;
  constructor(played: Played) {
    super(played.breach?.rule);
    this.played = played;
  }
}

/** Plays a story that is kept in many orders of events. @returns the first that breaks a rule. */
export async function playOften(
  story: Story,
  times: number,
  without: ReadonlySet<Rule> = new Set(),
): Promise<Played | null> {
  for (const order of fc.sample(schedulers, { seed: 1, numRuns: times })) {
    const played = await play(story, order, without);
    if (played.breach !== null) return played;
  }
  return null;
}

/** For the person who has to find out why. */
export function tellFailure({ story, played, seed, path }: Failure): string {
  return [
    `${played.breach?.rule}: ${played.breach?.what}`,
    '',
    ...played.lines,
    '',
    'the story, to be kept in test/model/failed-once.ts:',
    tellStory(story),
    `npm run test:model -- --seed ${seed} --path ${path}`,
  ].join('\n');
}

function tellStory({ slot, network, steps }: Story): string {
  const lines = steps.map((step) => `    ${JSON.stringify(step)},`);
  const first = slot === undefined ? [] : [`  slot: ${slot},`];
  return [...first, `  network: ${JSON.stringify(network)},`, '  steps: [', ...lines, '  ],'].join('\n');
}
