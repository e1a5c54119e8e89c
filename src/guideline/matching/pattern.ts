import { needlesOf } from './needles.ts';
import { listPattern, PossiblePatterns } from './pattern-index.ts';

/** A text that patterns are run on. */
export class Searched {
  readonly text: string;
  #possible: PossiblePatterns | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Worked out for all patterns when the first asks. */
  get possible(): PossiblePatterns {
    this.#possible ??= new PossiblePatterns(this.text);
    return this.#possible;
  }
}

/**
 * A regular expression that is only run on texts that hold the words which each of its matches must contain.
 * Most patterns look for words that most drafts do not have; this is what makes hundreds of them affordable.
 */
export class Pattern {
  readonly #regexp: RegExp;
  /** Its number in the index; `ALWAYS` where it is not known what a text must hold. */
  readonly #listed: number;

  constructor(regexp: RegExp) {
    this.#regexp = new RegExp(regexp.source, regexp.flags.includes('g') ? regexp.flags : `${regexp.flags}g`);
    const ways = needlesOf(regexp);
    this.#listed = ways.length === 0 ? ALWAYS : listPattern(ways);
  }

  /** Every match, from left to right, as of `matchAll`. */
  matches(searched: Searched): readonly RegExpExecArray[] {
    return this.mayBeIn(searched) ? allMatches(this.#regexp, searched.text) : NONE;
  }

  occursIn(searched: Searched): boolean {
    if (!this.mayBeIn(searched)) return false;
    this.#regexp.lastIndex = 0;
    return this.#regexp.test(searched.text);
  }

  /** False where it is certain, without running the pattern, that it has no match. */
  mayBeIn(searched: Searched): boolean {
    return this.#listed === ALWAYS || searched.possible.has(this.#listed);
  }

  /** For each pattern its number, to be given to `possibleAmong`. */
  static numbersOf(patterns: readonly Pattern[]): Int32Array {
    return Int32Array.from(patterns, (pattern) => pattern.#listed);
  }
}

/** No pattern's number: it is run on every text. */
const ALWAYS = -1;

/**
 * Which of many patterns may be in a text, told from their numbers alone: most are not, and need not even be fetched.
 * @param numbers of `Pattern.numbersOf`
 * @returns places in that list.
 */
export function possibleAmong(numbers: Int32Array, { possible }: Searched): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? ALWAYS;
    if (number === ALWAYS || possible.has(number)) found.push(at);
  }
  return found;
}

const NONE: readonly RegExpExecArray[] = [];

/** As `matchAll`, without the copy of the pattern that it makes each time. */
export function allMatches(regexp: RegExp, text: string): readonly RegExpExecArray[] {
  regexp.lastIndex = 0;
  let match = regexp.exec(text);
  if (match === null) return NONE;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = regexp.exec(text)) {
    found.push(match);
    if (match[0] === '') regexp.lastIndex += (text.codePointAt(regexp.lastIndex) ?? 0) > 0xffff ? 2 : 1;
  }
  return found;
}
