import { keysOf, Letters } from './letters.ts';
import { needlesOf } from './needles.ts';

/** A text that patterns are run on. */
export interface Searched {
  readonly text: string;
  readonly letters: Letters;
}

export function searchable(text: string): Searched {
  let letters: Letters | undefined;
  return {
    text,
    get letters() {
      letters ??= new Letters(text);
      return letters;
    },
  };
}

/** Longer needles are no rarer than their beginning. */
const KEYS = 3;

/** Words of which a text may hold one, by what they begin with: most are ruled out together. */
class Needles {
  readonly firsts: Uint16Array;
  /** What must be there as well, for each word that begins so. */
  readonly #rests: readonly (readonly (readonly number[])[])[];

  constructor(words: readonly string[]) {
    const byFirst = new Map<number, (readonly number[])[]>();
    for (const word of words) {
      const [first = 0, ...rest] = keysOf(word).slice(0, KEYS);
      const rests = byFirst.get(first);
      if (rests === undefined) byFirst.set(first, [rest]);
      else rests.push(rest);
    }
    this.firsts = Uint16Array.from(byFirst.keys());
    this.#rests = [...byFirst.values()];
  }

  mayBeIn(letters: Letters): boolean {
    for (const at of letters.heldAmong(this.firsts)) {
      for (const rest of this.#rests[at] ?? []) if (letters.holdAll(rest)) return true;
    }
    return false;
  }
}

/**
 * A regular expression that is only run on texts that hold the letters which each of its matches must contain.
 * Most patterns look for words that most drafts do not have; this is what makes hundreds of them affordable.
 */
export class Pattern {
  readonly #regexp: RegExp;
  /** Something of each must be there. Empty: nothing is known, so the pattern is always run. */
  readonly needles: readonly Needles[];

  constructor(regexp: RegExp) {
    this.#regexp = new RegExp(regexp.source, regexp.flags.includes('g') ? regexp.flags : `${regexp.flags}g`);
    this.needles = needlesOf(regexp).map((words) => new Needles(words));
  }

  /** Every match, from left to right, as of `matchAll`. */
  matches({ text, letters }: Searched): readonly RegExpExecArray[] {
    return this.#mayBeIn(letters) ? allMatches(this.#regexp, text) : NONE;
  }

  occursIn({ text, letters }: Searched): boolean {
    if (!this.#mayBeIn(letters)) return false;
    this.#regexp.lastIndex = 0;
    return this.#regexp.test(text);
  }

  #mayBeIn(letters: Letters): boolean {
    for (const needles of this.needles) if (!needles.mayBeIn(letters)) return false;
    return true;
  }
}

/** Many patterns at once: those of a list that may occur in a text are found in one quick pass. */
export class Patterns<Entry extends { readonly pattern: Pattern }> {
  readonly #entries: readonly Entry[];
  /** What needles begin with, and beside each the entries that have such a needle. */
  readonly #firsts: Uint16Array;
  readonly #owners: readonly (readonly number[])[];
  readonly #always: readonly number[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    const owners = new Map<number, number[]>();
    const always: number[] = [];
    entries.forEach(({ pattern: { needles } }, index) => {
      if (needles[0] === undefined) always.push(index);
      for (const first of needles[0]?.firsts ?? []) owners.set(first, [...(owners.get(first) ?? []), index]);
    });
    this.#firsts = Uint16Array.from(owners.keys());
    this.#owners = [...owners.values()];
    this.#always = always;
  }

  /** In the order of the list. */
  possibleIn({ letters }: Searched): readonly Entry[] {
    const possible = [...this.#always];
    for (const at of letters.heldAmong(this.#firsts)) {
      for (const owner of this.#owners[at] ?? []) if (!possible.includes(owner)) possible.push(owner);
    }
    if (possible.length > 1) possible.sort((a, b) => a - b);
    const entries: Entry[] = [];
    for (const index of possible) {
      const entry = this.#entries[index];
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }
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
