import type { AST } from '@eslint-community/regexpp';
import { RegExpParser } from '@eslint-community/regexpp';

/** Sets of strings longer than this are not followed any further. */
const MOST = 128;
/** A set that a pattern lists itself, for example of family names, may be as long as this. */
const MOST_LISTED = 1_000;
const LONGEST_CLASS = 24;

/** What is known of every match of a part of a pattern. */
interface Known {
  /** All strings that it can match; undefined when they are too many to list. */
  readonly all?: readonly string[];
  /** Of each of these sets, every match contains a member; the best to look for first. */
  readonly sets: readonly StringSet[];
}

type StringSet = readonly string[];

const UNKNOWN: Known = { sets: [] };
/** More would hardly rule out more texts. */
const MOST_SETS = 3;
/** A second set that most texts hold rules out none. */
const WORTH_LOOKING = 0.02;

/**
 * What a text must hold for a pattern to match, for each of the ways that the pattern writes with | at its top: of each
 * set one string, with the letters A to Z in lower case.
 * @returns an empty list when nothing can be told of one of them: the pattern may match anywhere.
 */
export function needlesOf(pattern: RegExp): readonly (readonly StringSet[])[] {
  const { flags, source } = pattern;
  const tree = new RegExpParser().parsePattern(source, 0, source.length, flags.includes('u'));
  const ways = waysOf(tree.alternatives).map((way) => setsOf(ofSequence(way.elements, flags.includes('i'))));
  return ways.some((sets) => sets.length === 0) ? [] : ways;
}

/** The alternatives of a pattern that is one big group are its own. */
function waysOf(alternatives: readonly AST.Alternative[]): readonly AST.Alternative[] {
  return alternatives.flatMap((way): readonly AST.Alternative[] => {
    const [only] = way.elements;
    const whole = way.elements.length === 1 && (only?.type === 'Group' || only?.type === 'CapturingGroup');
    return whole ? waysOf(only.alternatives) : [way];
  });
}

function setsOf({ all, sets }: Known): readonly StringSet[] {
  return all === undefined || all.includes('') ? sets : [all];
}

function ofAlternatives(alternatives: readonly AST.Alternative[], folded: boolean): Known {
  const known = alternatives.map(({ elements }) => ofSequence(elements, folded));
  const [only] = known;
  if (only !== undefined && known.length === 1) return only;
  const all = union(known.map((one) => one.all));
  const found = known.map(setsOf);
  const sets = Array.from({ length: MOST_SETS }, (_, rank) => union(found.map((one) => one[rank])));
  return { ...(all === undefined ? {} : { all }), sets: sets.filter((set) => set !== undefined) };
}

function union(sets: readonly (StringSet | undefined)[]): StringSet | undefined {
  const members = new Set<string>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const one of set) members.add(one);
  }
  return members.size > MOST_LISTED ? undefined : [...members];
}

/** Neighbours whose strings can be listed are joined. */
function ofSequence(elements: readonly AST.Element[], folded: boolean): Known {
  let run: StringSet = [''];
  let whole = true;
  const found: StringSet[] = [];
  for (const element of elements) {
    // What is looked at takes no place, but the text must hold it.
    if (element.type === 'Assertion') {
      found.push(...ofLook(element, folded));
      continue;
    }
    const known = ofElement(element, folded);
    if (known.all !== undefined && (run.length * known.all.length <= MOST || (run.length === 1 && run[0] === ''))) {
      run = joined(run, known.all);
      continue;
    }
    whole = false;
    found.push(run);
    run = known.all ?? [''];
    if (known.all === undefined) found.push(...known.sets);
  }
  found.push(run);
  const sets = found
    .filter((set) => !set.includes(''))
    .map((set) => ({ set, cost: costOf(set) }))
    .sort((a, b) => a.cost - b.cost)
    .filter(({ cost }, rank) => rank === 0 || (rank < MOST_SETS && cost < WORTH_LOOKING))
    .map(({ set }) => set);
  return whole ? { all: run, sets } : { sets };
}

function ofLook(element: AST.Assertion, folded: boolean): readonly StringSet[] {
  const looks = element.kind === 'lookahead' || element.kind === 'lookbehind';
  return looks && !element.negate ? setsOf(ofAlternatives(element.alternatives, folded)) : [];
}

function joined(heads: readonly string[], tails: readonly string[]): readonly string[] {
  const [head] = heads;
  const [tail] = tails;
  // Letter after letter: most of what is joined, at every start and for every pattern.
  if (head !== undefined && tail !== undefined && heads.length === 1 && tails.length === 1) return [head + tail];
  return [...new Set(heads.flatMap((one) => tails.map((other) => one + other)))];
}

function ofElement(element: AST.Element, folded: boolean): Known {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives, folded);
    case 'Character':
      return ofCharacter(element.value, folded);
    case 'CharacterClass':
      return ofClass(element, folded);
    case 'CharacterSet':
      return element.kind === 'digit' && !element.negate ? { all: [...'0123456789'], sets: [] } : UNKNOWN;
    case 'Quantifier':
      return ofQuantifier(element, folded);
    default:
      return UNKNOWN;
  }
}

function ofQuantifier({ element, min, max }: AST.Quantifier, folded: boolean): Known {
  const known = ofElement(element, folded);
  if (min === 0) return max === 1 && known.all !== undefined ? { all: ['', ...known.all], sets: [] } : UNKNOWN;
  if (max === 1) return known;
  const { all } = known;
  if (all === undefined) return known;
  let power: readonly string[] = [''];
  let times = 0;
  while (times < min && power.length * all.length <= MOST) {
    power = joined(power, all);
    times += 1;
  }
  return times === min && min === max ? { all: power, sets: [] } : { sets: power.includes('') ? [] : [power] };
}

function ofClass({ negate, elements }: AST.CharacterClass, folded: boolean): Known {
  if (negate) return UNKNOWN;
  const all = new Set<string>();
  for (const element of elements) {
    const [from, to] =
      element.type === 'Character'
        ? [element.value, element.value]
        : element.type === 'CharacterClassRange'
          ? [element.min.value, element.max.value]
          : [0, Number.POSITIVE_INFINITY];
    if (to - from >= LONGEST_CLASS) {
      if (element.type !== 'CharacterSet' || element.kind !== 'digit' || element.negate) return UNKNOWN;
      for (const digit of '0123456789') all.add(digit);
      continue;
    }
    for (let value = from; value <= to; value += 1) {
      const known = ofCharacter(value, folded).all?.[0];
      if (known === undefined) return UNKNOWN;
      all.add(known);
    }
  }
  return { all: [...all], sets: [] };
}

/** Without regard to case, a letter beyond ASCII may stand for others (ς and σ); nothing is said of those. */
function ofCharacter(value: number, folded: boolean): Known {
  // The index of words keeps it for itself.
  if (value === 0) return UNKNOWN;
  const char = String.fromCodePoint(value);
  if (value < 0x80) return { all: [char.toLowerCase()], sets: [] };
  if (!folded) return { all: [char], sets: [] };
  return char.toLowerCase() === char && char.toUpperCase() === char ? { all: [char], sets: [] } : UNKNOWN;
}

/** What it costs to look for a set, and how often it is found in vain; only good for comparing. */
function costOf(set: StringSet): number {
  let cost = set.length * 0.00001;
  for (const one of set) {
    let chance = 1;
    for (const char of one.slice(0, 4)) chance *= chanceOf(char.charCodeAt(0));
    cost += chance;
  }
  return cost;
}

/** How often a letter may be expected at a place of a Japanese text; only good for comparing. */
function chanceOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return 0.03;
  if (unit >= 0x3041 && unit <= 0x3093) return 0.03;
  if (unit <= 0x7f || (unit >= 0x30a1 && unit <= 0x30fc)) return 0.01;
  // ★ and other signs
  if (unit >= 0x2000 && unit < 0x3000) return 0.001;
  return 0.003;
}
