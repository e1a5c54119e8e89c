import { needlesOf } from './needles.ts';
import { ALWAYS, listPattern, PossiblePatterns } from './pattern-index.ts';

/** A text that patterns are run on. */
export class Searched {
  readonly text: string;
  #possible: PossiblePatterns | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Worked out for all patterns when the first asks. */
  get possible(): PossiblePatterns {
    if (this.#possible === undefined) {
      for (const pattern of UNLISTED) Pattern.numbersOf([pattern]);
      this.#possible = new PossiblePatterns(this.text);
    }
    return this.#possible;
  }
}

/**
 * A regular expression that is only run on texts that hold the words which each of its matches must contain.
 * Most patterns look for words that most drafts do not have; this is what makes hundreds of them affordable.
 */
export class Pattern {
  readonly #regexp: RegExp;
  #listed: number | undefined;

  constructor(regexp: RegExp) {
    this.#regexp = new RegExp(regexp.source, regexp.flags.includes('g') ? regexp.flags : `${regexp.flags}g`);
    UNLISTED.add(this);
  }

  /** In the index; listed when it is asked for, because an index that has it already may be adopted until then. */
  get #number(): number {
    if (this.#listed === undefined) {
      const { source, flags } = this.#regexp;
      this.#listed = listPattern(`${flags}/${source}`, () => needlesOf(this.#regexp));
      UNLISTED.delete(this);
    }
    return this.#listed;
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
    return this.#number === ALWAYS || searched.possible.has(this.#number);
  }

  /** For each pattern its number, to be given to `possibleAmong`. */
  static numbersOf(patterns: readonly Pattern[]): Int32Array {
    return Int32Array.from(patterns, (pattern) => pattern.#number);
  }
}

/** They are listed before the next text is read: each that comes later would have the index made anew. */
const UNLISTED = new Set<Pattern>();

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
