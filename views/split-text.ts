/** A piece of a text: `[start, end)` in UTF-16 units. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces whose cost stays within the budget; joined they are the text again. Cuts fall after a line
 * break where they can, else between characters as a reader sees them (no emoji is torn), else between code points.
 * @param cost of the part `[start, end)`; the cost of a piece is taken as the sum over its lines or characters, unless
 *   the whole is within the budget.
 */
export function splitText(text: string, budget: number, cost: (start: number, end: number) => number): Piece[] {
  if (cost(0, text.length) <= budget) return [{ start: 0, end: text.length }];
  const pieces: Piece[] = [];
  let start = 0;
  let spent = 0;
  let at = 0;
  const add = (length: number, price: number) => {
    if (spent + price > budget && at > start) {
      pieces.push({ start, end: at });
      start = at;
      spent = 0;
    }
    at += length;
    spent += price;
  };
  for (const atom of atoms(text, budget, cost)) add(atom.length, atom.price);
  if (at > start || pieces.length === 0) pieces.push({ start, end: at });
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

interface Atom {
  readonly length: number;
  readonly price: number;
}

function* atoms(text: string, budget: number, cost: (start: number, end: number) => number): Generator<Atom> {
  let at = 0;
  for (const line of lines(text)) {
    const price = cost(at, at + line.length);
    if (price <= budget) yield { length: line.length, price };
    else yield* smaller(line, at, budget, cost);
    at += line.length;
  }
}

function* smaller(
  line: string,
  offset: number,
  budget: number,
  cost: (start: number, end: number) => number,
): Generator<Atom> {
  let at = offset;
  for (const { segment } of graphemes.segment(line)) {
    const price = cost(at, at + segment.length);
    // A single character with hundreds of combining marks: only code points are left.
    const parts = price <= budget ? [segment] : [...segment];
    for (const part of parts) {
      yield { length: part.length, price: cost(at, at + part.length) };
      at += part.length;
    }
  }
}

function* lines(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found + 1;
    yield text.slice(start, end);
    start = end;
  }
}
