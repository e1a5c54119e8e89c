/** A piece of a text: `[start, end)` in UTF-16 units. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Of the part `[start, end)`; a longer part costs no less, and parts cost together what the whole does. */
type Cost = (start: number, end: number) => number;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces whose cost stays within the budget; joined they are the text again. Cuts fall after a line
 * break where they can, else between characters as a reader sees them (no emoji is torn), else between code points.
 */
export function splitText(text: string, budget: number, cost: Cost): Piece[] {
  if (cost(0, text.length) <= budget) return [{ start: 0, end: text.length }];
  const pieces: Piece[] = [];
  let start = 0;
  let spent = 0;
  let at = 0;
  const cut = () => {
    if (at === start) return;
    pieces.push({ start, end: at });
    start = at;
    spent = 0;
  };
  const add = (end: number, price: number) => {
    at = end;
    spent += price;
  };
  for (const end of lineEnds(text)) {
    const price = cost(at, end);
    if (price <= budget) {
      if (spent + price > budget) cut();
      add(end, price);
      continue;
    }
    const ends = partEnds(text.slice(at, end), at, budget, cost);
    while (at < end) {
      const next = ends(at, budget - spent);
      // Where nothing fits although the piece is empty, a single code point is beyond the budget.
      if (next !== null) add(next, cost(at, next));
      else if (at > start) cut();
      else add(at + String.fromCodePoint(text.codePointAt(at) ?? 0).length, budget);
    }
  }
  cut();
  return pieces;
}

/** The pieces themselves, each at most `max` UTF-16 units long. */
export function splitByLength(text: string, max: number): string[] {
  return splitText(text, max, (start, end) => end - start).map(({ start, end }) => text.slice(start, end));
}

/** Length that a string takes inside JSON. */
export function jsonCost(text: string): number {
  return JSON.stringify(text).length - 2;
}

/**
 * Where a part of the line that begins at `at` and costs no more than `room` ends at the latest; null where not even one
 * character fits. The place is searched for, and not every character weighed: one line may be all of a long text.
 */
function partEnds(line: string, offset: number, budget: number, cost: Cost) {
  const segments = graphemes.segment(line);
  return (at: number, room: number): number | null => {
    const from = at - offset;
    const furthest = furthestWithin(line, from, (end) => cost(at, offset + end) <= room);
    const character = segments.containing(from);
    // A single character with hundreds of combining marks: only code points are left.
    const close = character === undefined ? line.length : character.index + character.segment.length;
    const torn = close - from > 0 && (character?.index !== from || cost(at, offset + close) > budget);
    const end = torn ? Math.min(furthest, close) : (segments.containing(furthest)?.index ?? furthest);
    return end > from ? offset + end : null;
  };
}

/** The last place between two code points up to which it fits. */
function furthestWithin(line: string, from: number, fits: (end: number) => boolean): number {
  let low = from;
  let high = line.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(betweenCodePoints(line, middle))) low = middle;
    else high = middle - 1;
  }
  return betweenCodePoints(line, low);
}

function betweenCodePoints(line: string, at: number): number {
  return (line.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

function* lineEnds(text: string): Generator<number> {
  for (let end = 0; end < text.length; ) {
    const found = text.indexOf('\n', end);
    end = found === -1 ? text.length : found + 1;
    yield end;
  }
}
