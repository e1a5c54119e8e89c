/**
 * A key is a letter (its code unit) or two neighbouring letters; a slot is where a key is noted, and a few keys share
 * one.
 */
const SLOTS = 1 << 14;
/** More pairs of a word would hardly rule out more texts. */
const MOST_PAIRS = 4;
const NO_KEY = 0;

interface Word {
  /** The set that it belongs to. */
  readonly set: number;
  /** What a text must hold in order to contain it: the least usual first, then `MOST_PAIRS - 1` more or `NO_KEY`. */
  readonly keys: readonly number[];
}

const WORDS: Word[] = [];
const SETS = new Map<string, number>();

/** The words side by side in the order of their slots: their first key, their set, their other keys. */
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
 * Has every text looked through for these words from now on, with all others in one pass.
 * @param words as they stand in the text, at least one letter long; the case of A to Z does not matter.
 * @returns the set's number, for `WordsHeld`.
 */
export function listWords(words: readonly string[]): number {
  const name = JSON.stringify(words);
  const known = SETS.get(name);
  if (known !== undefined) return known;
  const set = SETS.size;
  SETS.set(name, set);
  for (const word of words) {
    const keys = keysOf(word);
    WORDS.push({ set, keys: Array.from({ length: MOST_PAIRS }, (_, at) => keys[at] ?? NO_KEY) });
  }
  table = undefined;
  return set;
}

/** Which sets of words a text may hold a word of. Says of some that it does not hold that it may. */
export class WordsHeld {
  readonly #count = SETS.size;
  readonly #held = new Uint32Array((SETS.size >> 5) + 1);

  /** Takes time linear in the length of the text. */
  constructor(text: string) {
    const keys: number[] = [];
    let before = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = plain(text.charCodeAt(at));
      note(unit, keys);
      if (at > 0) note(pair(before, unit), keys);
      before = unit;
    }
    table ??= makeTable();
    for (let at = 0; at < keys.length; at += 1) this.#look(keys[at] ?? NO_KEY, table);
    for (let at = 0; at < keys.length; at += 1) noted[slotOf(keys[at] ?? NO_KEY)] = NO_KEY;
  }

  /** @param sets of `listWords`; one that was listed after the text was read is not ruled out. */
  hasAll(sets: readonly number[]): boolean {
    for (let at = 0; at < sets.length; at += 1) {
      const set = sets[at] ?? 0;
      if (set < this.#count && ((this.#held[set >> 5] ?? 0) & (1 << (set & 31))) === 0) return false;
    }
    return true;
  }

  #look(key: number, { begins, entries }: Table): void {
    const slot = slotOf(key);
    const end = begins[slot + 1] ?? 0;
    for (let at = begins[slot] ?? 0; at < end; at += STRIDE) {
      if (entries[at] !== key || !areAllNoted(entries, at + 2, at + STRIDE)) continue;
      const set = entries[at + 1] ?? 0;
      this.#held[set >> 5] = (this.#held[set >> 5] ?? 0) | (1 << (set & 31));
    }
  }
}

function makeTable(): Table {
  const inOrder = WORDS.map((word) => ({ word, slot: slotOf(word.keys[0] ?? NO_KEY) })).sort((a, b) => a.slot - b.slot);
  const begins = new Int32Array(SLOTS + 1);
  for (const { slot } of inOrder) begins[slot + 1] = (begins[slot + 1] ?? 0) + STRIDE;
  for (let slot = 0; slot < SLOTS; slot += 1) begins[slot + 1] = (begins[slot + 1] ?? 0) + (begins[slot] ?? 0);
  const entries = Int32Array.from(
    inOrder.flatMap(({ word: { set, keys } }) => [keys[0] ?? NO_KEY, set, ...keys.slice(1)]),
  );
  return { entries, begins };
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
  return units
    .slice(1, MOST_PAIRS + 1)
    .map((unit, at) => ({ unit, before: units[at] ?? 0 }))
    .sort((a, b) => chanceOf(a.before) * chanceOf(a.unit) - chanceOf(b.before) * chanceOf(b.unit))
    .map(({ before, unit }) => pair(before, unit));
}

/** How often a letter may be expected at a place of a Japanese text; only good for comparing. */
export function chanceOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return 0.03;
  if (unit >= 0x3041 && unit <= 0x3093) return 0.03;
  if (unit <= 0x7f || (unit >= 0x30a1 && unit <= 0x30fc)) return 0.01;
  return 0.003;
}

/** @returns a key unlike that of any single letter: a word holds no U+0000. */
function pair(before: number, unit: number): number {
  return (before << 16) | unit;
}

function slotOf(key: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 18) & (SLOTS - 1);
}

/** Without regard to case, ſ stands for s and the sign of the Kelvin for k. */
function plain(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  if (unit < 0x17f) return unit;
  return unit === 0x17f ? 0x73 : unit === 0x212a ? 0x6b : unit;
}
