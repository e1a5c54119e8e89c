/**
 * A key is a letter (its code unit) or two neighbouring letters; a slot is where a key is noted, and a few keys share
 * one.
 */
const SLOTS = 1 << 16;
/** More letters of a word would hardly rule out more texts. */
const MOST_LETTERS = 4;
const MOST_PAIRS = MOST_LETTERS - 1;
const NO_KEY = 0;

/** Word after word: the set that it belongs to, then `MOST_PAIRS` keys that a text must hold in order to contain it. */
const WORDS: number[] = [];
const SETS = new Map<string, number>();

/** One way in which a pattern can match, kept with one of the sets that it needs. */
interface Way {
  readonly pattern: number;
  readonly others: readonly number[];
}
const WAYS: Way[][] = [];
let patterns = 0;

/** The words in the order of the slots of their first keys. */
interface Table {
  readonly entries: Int32Array;
  /** For each slot where its words begin, and for the last where they end. */
  readonly begins: Int32Array;
}
const STRIDE = MOST_PAIRS + 1;
/** Made when a text is read after words were listed. */
let table: Table | undefined;

/** For each slot the key of the text that was noted last, while a text is being read. */
const noted = new Int32Array(SLOTS);

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
    const keys = keysOf(word);
    WORDS.push(set, ...Array.from({ length: MOST_PAIRS }, (_, at) => keys[at] ?? NO_KEY));
  }
  table = undefined;
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
    const keys = keysIn(text);
    const held = new Uint32Array((SETS.size >> 5) + 1);
    const sets: number[] = [];
    for (let at = 0; at < keys.length; at += 1) findSets(keys[at] ?? NO_KEY, table, held, sets);
    for (let at = 0; at < keys.length; at += 1) noted[slotOf(keys[at] ?? NO_KEY)] = NO_KEY;
    for (let at = 0; at < sets.length; at += 1) this.#open(WAYS[sets[at] ?? 0] ?? [], held);
  }

  /** @param pattern of `listPattern`; one that was listed after the text was read is not ruled out. */
  has(pattern: number): boolean {
    return pattern >= this.#count || isIn(this.#possible, pattern);
  }

  #open(ways: readonly Way[], held: Uint32Array): void {
    for (let at = 0; at < ways.length; at += 1) {
      const way = ways[at];
      if (way !== undefined && areAllIn(held, way.others)) put(this.#possible, way.pattern);
    }
  }
}

/** Every letter and pair of a text once. They stay noted. */
function keysIn(text: string): readonly number[] {
  const keys: number[] = [];
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = plain(text.charCodeAt(at));
    note(unit, keys);
    if (at > 0) note(pair(before, unit), keys);
    before = unit;
  }
  return keys;
}

function findSets(key: number, { begins, entries }: Table, held: Uint32Array, found: number[]): void {
  const slot = slotOf(key);
  const end = begins[slot + 1] ?? 0;
  for (let at = begins[slot] ?? 0; at < end; at += STRIDE) {
    const set = entries[at] ?? 0;
    if (entries[at + 1] !== key || isIn(held, set) || !areAllNoted(entries, at + 2, at + STRIDE)) continue;
    put(held, set);
    found.push(set);
  }
}

function isIn(bits: Uint32Array, at: number): boolean {
  return ((bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

function put(bits: Uint32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

function areAllIn(bits: Uint32Array, places: readonly number[]): boolean {
  for (let at = 0; at < places.length; at += 1) if (!isIn(bits, places[at] ?? 0)) return false;
  return true;
}

/**
 * Each word is looked up by the key that it shares with the fewest others: that is found in few texts, and few words are
 * found by it.
 */
function makeTable(): Table {
  const shared = new Uint32Array(SLOTS);
  for (let word = 0; word < WORDS.length; word += STRIDE) {
    for (let at = word + 1; at < word + STRIDE; at += 1) add(shared, slotOf(WORDS[at] ?? NO_KEY), 1);
  }
  const begins = new Int32Array(SLOTS + 1);
  for (let word = 0; word < WORDS.length; word += STRIDE) {
    putRarestFirst(word, shared);
    add(begins, slotOf(WORDS[word + 1] ?? NO_KEY) + 1, STRIDE);
  }
  for (let slot = 0; slot < SLOTS; slot += 1) add(begins, slot + 1, begins[slot] ?? 0);
  const entries = new Int32Array(WORDS.length);
  const next = begins.slice();
  for (let word = 0; word < WORDS.length; word += STRIDE) {
    const slot = slotOf(WORDS[word + 1] ?? NO_KEY);
    const at = next[slot] ?? 0;
    next[slot] = at + STRIDE;
    for (let offset = 0; offset < STRIDE; offset += 1) entries[at + offset] = WORDS[word + offset] ?? NO_KEY;
  }
  return { entries, begins };
}

function add(counts: Int32Array | Uint32Array, at: number, amount: number): void {
  counts[at] = (counts[at] ?? 0) + amount;
}

function putRarestFirst(word: number, shared: Uint32Array): void {
  const first = word + 1;
  for (let at = first + 1; at < word + STRIDE; at += 1) {
    const [key, best] = [WORDS[at] ?? NO_KEY, WORDS[first] ?? NO_KEY];
    if (key === NO_KEY) return;
    if ((shared[slotOf(key)] ?? 0) >= (shared[slotOf(best)] ?? 0)) continue;
    WORDS[at] = best;
    WORDS[first] = key;
  }
}

function note(key: number, keys: number[]): void {
  const slot = slotOf(key);
  if (noted[slot] === key) return;
  noted[slot] = key;
  keys.push(key);
}

function areAllNoted(keys: Int32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const key = keys[at] ?? NO_KEY;
    if (key === NO_KEY) return true;
    if (noted[slotOf(key)] === NO_KEY) return false;
  }
  return true;
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
