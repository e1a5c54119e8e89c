import { needlesOf } from './needles.ts';
import { listWords, WordsHeld } from './word-index.ts';

/** A text that patterns are run on. */
export class Searched {
  readonly text: string;
  #held: WordsHeld | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The words of the patterns that it holds, worked out when the first pattern asks. */
  get held(): WordsHeld {
    this.#held ??= new WordsHeld(this.text);
    return this.#held;
  }
}

/**
 * A regular expression that is only run on texts that hold the letters which each of its matches must contain.
 * Most patterns look for words that most drafts do not have; this is what makes hundreds of them affordable.
 */
export class Pattern {
  readonly #regexp: RegExp;
  /** Of one of these, a word of each set must be there. Empty: nothing is known, so the pattern is always run. */
  readonly #ways: readonly (readonly number[])[];

  constructor(regexp: RegExp) {
    this.#regexp = new RegExp(regexp.source, regexp.flags.includes('g') ? regexp.flags : `${regexp.flags}g`);
    this.#ways = needlesOf(regexp).map((sets) => sets.map(listWords));
  }

  /** Every match, from left to right, as of `matchAll`. */
  matches(searched: Searched): readonly RegExpExecArray[] {
    return this.mayBeIn(searched.held) ? allMatches(this.#regexp, searched.text) : NONE;
  }

  occursIn({ text, held }: Searched): boolean {
    if (!this.mayBeIn(held)) return false;
    this.#regexp.lastIndex = 0;
    return this.#regexp.test(text);
  }

  /** False where it is certain, without running the pattern, that it has no match. */
  mayBeIn(held: WordsHeld): boolean {
    const ways = this.#ways;
    for (let at = 0; at < ways.length; at += 1) if (held.hasAll(ways[at] ?? NO_SETS)) return true;
    return ways.length === 0;
  }
}

const NO_SETS: readonly number[] = [];
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
