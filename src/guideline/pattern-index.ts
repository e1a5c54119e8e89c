/**
 * A key is a letter (its code unit) or two neighbouring letters; a slot is where a key is noted, and a few keys share
 * one.
 */
const SLOTS = 1 << 16;
/** More letters of a word would hardly rule out more texts. */
const MOST_LETTERS = 4;
const MOST_PAIRS = MOST_LETTERS - 1;
const NO_KEY = 0;

/** For each word the sets that it belongs to. Many sets share words. */
const SETS_OF = new Map<string, number[]>();
const SETS = new Map<string, number>();

/** One way in which a pattern can match, kept with one of the sets that it needs. */
interface Way {
  readonly pattern: number;
  readonly others: readonly number[];
}
const WAYS: Way[][] = [];
let patterns = 0;

/**
 * Words and ways in a few flat lists, so that a look touches little memory: between two drafts an app does other things,
 * and finds none of it in the processor's caches.
 */
interface Table {
  /** For each slot where the words begin that are looked up by it, and for the last where they end. */
  readonly wordsOf: Int32Array;
  /** A bit for each slot that has words. */
  readonly hasWords: Uint32Array;
  /** Word after word: the keys that a text must hold in order to contain it, then where its sets begin. */
  readonly words: Int32Array;
  readonly sets: Int32Array;
  /** For each set where its ways begin, and for the last where they end. */
  readonly waysOf: Int32Array;
  /** Way after way: pattern, number of other sets, other sets. */
  readonly ways: Int32Array;
}
const STRIDE = MOST_PAIRS + 1;
/** Made when a text is read after words were listed. */
let table: Table | undefined;

/** A bit for each slot with a key of the text, while it is being read. */
const noted = new Uint32Array(SLOTS >> 5);

/**
 * Has every text looked through for what this pattern needs, with all others in one pass.
 * @param ways in which it can match. Each needs, of every set, one word: as it stands in the text, at least one letter
 *   long; the case of A to Z does not matter.
 * @returns the pattern's number, for `PossiblePatterns`.
 */
export function listPattern(ways: readonly (readonly (readonly string[])[])[]): number {
  const pattern = patterns;
  patterns += 1;
  for (const sets of ways) {
    const [first, ...others] = sets.map(listSet);
    if (first !== undefined) WAYS[first]?.push({ pattern, others });
  }
  table = undefined;
  return pattern;
}

/** Many patterns need the same words, digits for example. */
function listSet(needed: readonly string[]): number {
  const words = leastWords(needed).toSorted();
  const name = JSON.stringify(words);
  const known = SETS.get(name);
  if (known !== undefined) return known;
  const set = SETS.size;
  SETS.set(name, set);
  WAYS[set] = [];
  for (const word of words) {
    const sets = SETS_OF.get(word);
    if (sets === undefined) SETS_OF.set(word, [set]);
    else sets.push(set);
  }
  return set;
}

/** Without what a longer word says beyond a shorter one: whatever holds 投票所 holds 投票. */
function leastWords(words: readonly string[]): readonly string[] {
  const short = new Set(words.map((word) => word.slice(0, MOST_LETTERS)));
  return [...short].filter((word) => {
    for (let from = 0; from < word.length; from += 1) {
      for (let to = from + 1; to <= word.length; to += 1) {
        if (to - from < word.length && short.has(word.slice(from, to))) return false;
      }
    }
    return true;
  });
}

/** The patterns that may have a match in a text. Of some that have none it says that they may. */
export class PossiblePatterns {
  readonly #count = patterns;
  readonly #possible = new Uint32Array((patterns >> 5) + 1);

  /** Takes time linear in the length of the text. */
  constructor(text: string) {
    table ??= makeTable();
    noted.fill(0);
    const held = new Uint32Array((SETS.size >> 5) + 1);
    const sets: number[] = [];
    for (const key of keysIn(text, table.hasWords)) findSets(key, table, held, sets);
    for (const set of sets) this.#open(set, table, held);
  }

  /** @param pattern of `listPattern`; one that was listed after the text was read is not ruled out. */
  has(pattern: number): boolean {
    return pattern >= this.#count || isIn(this.#possible, pattern);
  }

  #open(set: number, { ways, waysOf }: Table, held: Uint32Array): void {
    const end = waysOf[set + 1] ?? 0;
    for (let at = waysOf[set] ?? 0; at < end; ) {
      const others = at + 2;
      const next = others + (ways[at + 1] ?? 0);
      if (areAllIn(held, ways, others, next)) put(this.#possible, ways[at] ?? 0);
      at = next;
    }
  }
}

/** Notes every letter and pair of a text. @returns those that words may be listed under, some of them more than once. */
function keysIn(text: string, hasWords: Uint32Array): readonly number[] {
  const keys: number[] = [];
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = plain(text.charCodeAt(at));
    note(unit, hasWords, keys);
    if (at > 0) note(pair(before, unit), hasWords, keys);
    before = unit;
  }
  return keys;
}

function note(key: number, hasWords: Uint32Array, keys: number[]): void {
  const slot = slotOf(key);
  put(noted, slot);
  if (isIn(hasWords, slot)) keys.push(key);
}

/** @param found gains the sets that are new. */
function findSets(key: number, { words, wordsOf, sets }: Table, held: Uint32Array, found: number[]): void {
  const slot = slotOf(key);
  const last = wordsOf[slot + 1] ?? 0;
  for (let word = wordsOf[slot] ?? 0; word < last; word += STRIDE) {
    if (words[word] !== key || !areAllNoted(words, word + 1, word + MOST_PAIRS)) continue;
    const end = words[word + STRIDE + MOST_PAIRS] ?? 0;
    for (let at = words[word + MOST_PAIRS] ?? 0; at < end; at += 1) {
      const set = sets[at] ?? 0;
      if (isIn(held, set)) continue;
      put(held, set);
      found.push(set);
    }
  }
}

function isIn(bits: Uint32Array, at: number): boolean {
  return ((bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

function put(bits: Uint32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

function areAllIn(bits: Uint32Array, places: Int32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isIn(bits, places[at] ?? 0)) return false;
  return true;
}

function areAllNoted(keys: Int32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const key = keys[at] ?? NO_KEY;
    if (key === NO_KEY) return true;
    if (!isIn(noted, slotOf(key))) return false;
  }
  return true;
}

/**
 * Each word is looked up by the key that it shares with the fewest others: that is found in few texts, and few words are
 * found by it.
 */
function makeTable(): Table {
  const all = [...SETS_OF].map(([word, sets]) => ({ keys: keysOf(word), sets }));
  const shared = new Int32Array(SLOTS);
  for (const { keys } of all) for (const key of keys) add(shared, slotOf(key), 1);
  const wordsOf = new Int32Array(SLOTS + 1);
  const hasWords = new Uint32Array(SLOTS >> 5);
  const listed = all.map(({ keys, sets }) => {
    const rarestFirst = keys.toSorted((a, b) => (shared[slotOf(a)] ?? 0) - (shared[slotOf(b)] ?? 0));
    const slot = slotOf(rarestFirst[0] ?? NO_KEY);
    put(hasWords, slot);
    add(wordsOf, slot + 1, STRIDE);
    return { keys: rarestFirst, sets, slot };
  });
  for (let slot = 0; slot < SLOTS; slot += 1) add(wordsOf, slot + 1, wordsOf[slot] ?? 0);
  const words: number[] = [];
  const sets: number[] = [];
  for (const word of listed.sort((a, b) => a.slot - b.slot)) {
    words.push(...Array.from({ length: MOST_PAIRS }, (_, at) => word.keys[at] ?? NO_KEY), sets.length);
    sets.push(...word.sets);
  }
  words.push(...new Array<number>(MOST_PAIRS).fill(NO_KEY), sets.length);
  return { wordsOf, hasWords, words: Int32Array.from(words), sets: Int32Array.from(sets), ...tableOfWays() };
}

function tableOfWays(): Pick<Table, 'ways' | 'waysOf'> {
  const ways: number[] = [];
  const waysOf = WAYS.map((ofSet) => {
    const begins = ways.length;
    for (const { pattern, others } of ofSet) ways.push(pattern, others.length, ...others);
    return begins;
  });
  return { ways: Int32Array.from(ways), waysOf: Int32Array.from([...waysOf, ways.length]) };
}

function add(counts: Int32Array, at: number, amount: number): void {
  counts[at] = (counts[at] ?? 0) + amount;
}

function keysOf(word: string): readonly number[] {
  const units = Array.from({ length: word.length }, (_, at) => plain(word.charCodeAt(at)));
  if (units.length === 1) return units;
  return units.slice(1).map((unit, at) => pair(units[at] ?? 0, unit));
}

/** @returns a key unlike that of any single letter: a word holds no U+0000. */
function pair(before: number, unit: number): number {
  return (before << 16) | unit;
}

function slotOf(key: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 16) & (SLOTS - 1);
}

/** Without regard to case, ſ stands for s and the sign of the Kelvin for k. */
function plain(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  if (unit < 0x17f) return unit;
  return unit === 0x17f ? 0x73 : unit === 0x212a ? 0x6b : unit;
}
