/**
 * A key is a letter (its code unit) or two neighbouring letters; a slot is where a key is noted, and a few keys share
 * one.
 */
const SLOTS = 1 << 16;
/** More letters of a word would hardly rule out more texts. */
const MOST_LETTERS = 4;
const MOST_PAIRS = MOST_LETTERS - 1;
const NO_KEY = 0;

/** One way in which a pattern can match, once a text holds a word of the first set that it needs. */
interface Way {
  readonly pattern: number;
  readonly others: readonly number[];
}

/** Sets that every text is looked through for, by name, and the ways that need each of them first. */
const FIRST_SETS = new Map<string, number>();
const WAYS: Way[][] = [];
/** For each word the first sets that it belongs to. Many sets share words. */
const SETS_OF = new Map<string, number[]>();
/** Sets that are looked for where the first set of a way has been found. */
const OTHER_SETS = new Map<string, number>();
const OTHER_WORDS: (readonly string[])[] = [];
/** Number of each pattern by its name; `ALWAYS` of one of which nothing can be told. */
const NUMBERS = new Map<string, number>();
let patterns = 0;

/** No pattern's number: nothing is known that a text must hold for it. */
export const ALWAYS = -1;

/**
 * All of it in a few flat lists, so that a look touches little memory: between two drafts an app does other things, and
 * finds none of it in the processor's caches.
 */
interface Table {
  /** A bit for each slot of a key that words are looked up by. */
  readonly hasWords: Uint32Array;
  /**
   * Each word at the first free place from its key's on: that key, the slots of the others that a text must hold to
   * contain it, and where its sets are. At least every other place is free.
   */
  readonly words: Int32Array;
  /** For each word the number of its sets, then the sets. */
  readonly sets: Int32Array;
  /** For each first set where its ways begin, and for the last where they end. */
  readonly waysOf: Int32Array;
  /** Way after way: pattern, number of other sets, other sets. */
  readonly ways: Int32Array;
  /** For each other set where its words begin, and for the last where they end. */
  readonly othersOf: Int32Array;
  /** Word after word: the slots of its keys, found in both ways: of hundreds of words some share one with a text by chance. */
  readonly others: Uint16Array;
}

/** A table with what is noted in it while a text is being read. */
interface Reading {
  readonly table: Table;
  /** How many patterns it tells of. */
  readonly patterns: number;
  /** A bit for each first set that the text holds a word of, */
  readonly held: Uint32Array;
  /** and for each other set that was asked for, */
  readonly asked: Uint32Array;
  /** and that it holds a word of. */
  readonly heldOthers: Uint32Array;
}

/** An index that can be kept: what was listed, made ready to be looked through. */
export interface WrittenIndex {
  /** Of each pattern, by its name; `ALWAYS` where nothing can be told. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly table: Table;
}

const STRIDE = MOST_PAIRS + 1;
/** Of what was listed here; made when a text is read after that. */
let listed: Reading | undefined;
/** Of what was listed when the app was built. Its patterns have their numbers from here on. */
const ADOPTED = 1 << 20;
let adopted: (Pick<WrittenIndex, 'numbers'> & { readonly reading: Reading }) | undefined;

/** A bit for each slot with a key of the text, found in both ways, while it is being read. */
const noted = new Uint32Array(SLOTS >> 5);

/**
 * Has every text looked through for what this pattern needs, with all others in one pass.
 * @param name by which an index that was written knows it: the same for the same pattern.
 * @param waysOf tells the ways in which it can match. Each needs, of every set, one word: as it stands in the text, at
 *   least one letter long; the case of A to Z does not matter. The set that is found in the fewest texts goes first.
 *   No way: nothing can be told of it.
 * @returns the pattern's number, for `PossiblePatterns`.
 */
export function listPattern(name: string, waysOf: () => readonly (readonly (readonly string[])[])[]): number {
  const written = adopted?.numbers.get(name);
  if (written !== undefined) return written === ALWAYS ? ALWAYS : ADOPTED + written;
  const known = NUMBERS.get(name);
  if (known !== undefined) return known;
  const ways = waysOf();
  const pattern = ways.length === 0 ? ALWAYS : patterns;
  NUMBERS.set(name, pattern);
  if (pattern === ALWAYS) return ALWAYS;
  patterns += 1;
  for (const [first = [], ...others] of ways) WAYS[listFirst(first)]?.push({ pattern, others: others.map(listOther) });
  listed = undefined;
  return pattern;
}

/** The index of all that this process has listed itself. */
export function writtenIndex(): WrittenIndex {
  return { numbers: NUMBERS, table: listedReading().table };
}

/**
 * Takes over an index that the same program wrote on the same kind of machine: a pattern in it need not be listed anew. The
 * first one stays, because patterns keep their numbers.
 */
export function adoptIndex({ numbers, table }: WrittenIndex): void {
  // Copied, because the lists may be views of a whole file.
  adopted ??= {
    numbers,
    reading: readingOf(
      {
        hasWords: table.hasWords.slice(),
        words: table.words.slice(),
        sets: table.sets.slice(),
        waysOf: table.waysOf.slice(),
        ways: table.ways.slice(),
        othersOf: table.othersOf.slice(),
        others: table.others.slice(),
      },
      numbers.size,
    ),
  };
}

/** Many patterns need the same words, digits for example. */
function listFirst(needed: readonly string[]): number {
  const words = leastWords(needed);
  const name = JSON.stringify(words);
  const known = FIRST_SETS.get(name);
  if (known !== undefined) return known;
  const set = FIRST_SETS.size;
  FIRST_SETS.set(name, set);
  WAYS[set] = [];
  for (const word of words) {
    const sets = SETS_OF.get(word);
    if (sets === undefined) SETS_OF.set(word, [set]);
    else sets.push(set);
  }
  return set;
}

function listOther(needed: readonly string[]): number {
  const words = leastWords(needed);
  const name = JSON.stringify(words);
  const set = OTHER_SETS.get(name) ?? OTHER_SETS.size;
  OTHER_SETS.set(name, set);
  OTHER_WORDS[set] = words;
  return set;
}

/** Without what a longer word says beyond a shorter one: whatever holds 投票所 holds 投票. */
function leastWords(words: readonly string[]): readonly string[] {
  const short = new Set(words.map((word) => word.slice(0, MOST_LETTERS)));
  const least = [...short].filter((word) => {
    for (let from = 0; from < word.length; from += 1) {
      for (let to = from + 1; to <= word.length; to += 1) {
        if (to - from < word.length && short.has(word.slice(from, to))) return false;
      }
    }
    return true;
  });
  return least.sort();
}

/** The patterns that may have a match in a text. Of some that have none it says that they may. */
export class PossiblePatterns {
  readonly #count = patterns;
  /** A bit for each, of those that were listed and of those that were adopted. */
  readonly #listed: Uint32Array;
  readonly #adopted: Uint32Array;

  /** Takes time linear in the length of the text. */
  constructor(text: string) {
    this.#listed = patterns === 0 ? NONE : possibleIn(text, listedReading());
    this.#adopted = adopted === undefined ? NONE : possibleIn(text, adopted.reading);
  }

  /** @param pattern of `listPattern`; one that was listed after the text was read is not ruled out. */
  has(pattern: number): boolean {
    if (pattern >= ADOPTED) return isIn(this.#adopted, pattern - ADOPTED);
    return pattern === ALWAYS || pattern >= this.#count || isIn(this.#listed, pattern);
  }
}

const NONE = new Uint32Array(0);

function listedReading(): Reading {
  listed ??= readingOf(makeTable(), patterns);
  return listed;
}

function readingOf(table: Table, count: number): Reading {
  const bits = (begins: Int32Array) => new Uint32Array((begins.length >> 5) + 1);
  return {
    table,
    patterns: count,
    held: bits(table.waysOf),
    asked: bits(table.othersOf),
    heldOthers: bits(table.othersOf),
  };
}

/** @returns a bit for each pattern, as far as any is possible. */
function possibleIn(text: string, reading: Reading): Uint32Array {
  const possible = new Uint32Array((reading.patterns >> 5) + 1);
  const sets = setsIn(text, reading);
  for (let at = 0; at < sets.length; at += 1) open(sets[at] ?? 0, reading, possible);
  return possible;
}

function open(set: number, reading: Reading, possible: Uint32Array): void {
  const { ways, waysOf } = reading.table;
  const end = waysOf[set + 1] ?? 0;
  for (let way = waysOf[set] ?? 0; way < end; ) {
    const next = way + 2 + (ways[way + 1] ?? 0);
    let at = way + 2;
    while (at < next && isOtherIn(ways[at] ?? 0, reading)) at += 1;
    if (at === next) put(possible, ways[way] ?? 0);
    way = next;
  }
}

/** Notes the text. @returns the first sets that it holds a word of. */
function setsIn(text: string, reading: Reading): readonly number[] {
  for (const bits of [noted, reading.held, reading.asked, reading.heldOthers]) bits.fill(0);
  const found: number[] = [];
  const keys = keysIn(text, reading.table.hasWords);
  for (let at = 0; at < keys.length; at += 1) findSets(keys[at] ?? NO_KEY, reading, found);
  return found;
}

/** Looks through the noted text for the words of a set, once for each that is asked for. */
function isOtherIn(set: number, { table: { others, othersOf }, asked, heldOthers }: Reading): boolean {
  if (isIn(asked, set)) return isIn(heldOthers, set);
  put(asked, set);
  const end = othersOf[set + 1] ?? 0;
  for (let word = othersOf[set] ?? 0; word < end; word += 2 * MOST_PAIRS) {
    if (!areAllNoted(others, word, word + 2 * MOST_PAIRS)) continue;
    put(heldOthers, set);
    return true;
  }
  return false;
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
  put(noted, anotherSlotOf(key));
  if (isIn(hasWords, slot)) keys.push(key);
}

/** @param found gains the sets that are new. */
function findSets(key: number, { table: { words, sets }, held }: Reading, found: number[]): void {
  for (let word = placeOf(key, words); words[word] !== NO_KEY; word = (word + STRIDE) & (words.length - 1)) {
    if (words[word] !== key || !areAllNoted(words, word + 1, word + MOST_PAIRS)) continue;
    const first = words[word + MOST_PAIRS] ?? 0;
    const last = first + (sets[first] ?? 0);
    for (let at = first + 1; at <= last; at += 1) {
      const set = sets[at] ?? 0;
      if (isIn(held, set)) continue;
      put(held, set);
      found.push(set);
    }
  }
}

/** Where the words of a key may begin. */
function placeOf(key: number, words: Int32Array): number {
  return (slotOf(key) * STRIDE) & (words.length - 1);
}

function isIn(bits: Uint32Array, at: number): boolean {
  return ((bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

function put(bits: Uint32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

function areAllNoted(slots: Int32Array | Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isIn(noted, slots[at] ?? 0)) return false;
  return true;
}

/**
 * Each word is looked up by the key that it shares with the fewest others: that is found in few texts, and few words are
 * found by it.
 */
function makeTable(): Table {
  const all = [...SETS_OF].map(([word, sets]) => ({ keys: keysOf(word), sets }));
  const shared = new Int32Array(SLOTS);
  for (const { keys } of all) for (const key of keys) shared[slotOf(key)] = (shared[slotOf(key)] ?? 0) + 1;
  const byRarity = (a: number, b: number) => (shared[slotOf(a)] ?? 0) - (shared[slotOf(b)] ?? 0);
  const hasWords = new Uint32Array(SLOTS >> 5);
  const words = new Int32Array(STRIDE * 2 ** Math.ceil(Math.log2(2 * all.length + 1)));
  const sets: number[] = [];
  for (const { keys, sets: ofWord } of all) {
    const [key = NO_KEY, ...rest] = keys.toSorted(byRarity);
    put(hasWords, slotOf(key));
    let place = placeOf(key, words);
    while (words[place] !== NO_KEY) place = (place + STRIDE) & (words.length - 1);
    const others = Array.from({ length: MOST_PAIRS - 1 }, (_, at) => slotOf(rest[at] ?? key));
    words.set([key, ...others, sets.length], place);
    sets.push(ofWord.length, ...ofWord);
  }
  const ways = inOne(WAYS.map((of) => of.flatMap(({ pattern, others }) => [pattern, others.length, ...others])));
  const others = inOne(OTHER_WORDS.map((of) => of.flatMap((word) => bothSlotsOf(keysOf(word).toSorted(byRarity)))));
  return {
    hasWords,
    words,
    sets: Int32Array.from(sets),
    ways: Int32Array.from(ways.all),
    waysOf: ways.begins,
    others: Uint16Array.from(others.all),
    othersOf: others.begins,
  };
}

/** Slots of a word's keys in both ways; a word with fewer than others repeats one. */
function bothSlotsOf(keys: readonly number[]): readonly number[] {
  const all = Array.from({ length: MOST_PAIRS }, (_, at) => keys[at] ?? keys[0] ?? NO_KEY);
  return [...all.map(slotOf), ...all.map(anotherSlotOf)];
}

/** @returns all lists one after the other, and where each of them begins. */
function inOne(lists: readonly (readonly number[])[]): {
  readonly all: readonly number[];
  readonly begins: Int32Array;
} {
  const begins = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => {
    begins[at + 1] = (begins[at] ?? 0) + list.length;
  });
  return { all: lists.flat(), begins };
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

function anotherSlotOf(key: number): number {
  return (Math.imul(key, 0x85ebca6b) >>> 15) & (SLOTS - 1);
}

/** Without regard to case, ſ stands for s and the sign of the Kelvin for k. */
function plain(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  if (unit < 0x17f) return unit;
  return unit === 0x17f ? 0x73 : unit === 0x212a ? 0x6b : unit;
}
