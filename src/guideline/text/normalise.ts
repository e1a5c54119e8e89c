import { Searched } from '../matching/pattern.ts';
import type { TextRange } from '../types.ts';
import { meantFor } from './radicals.ts';

/** A copy of a text that rules can read with plain patterns, and the way back to the text as written. */
export class Normalised extends Searched {
  readonly #length: number;
  readonly #changed: Changed;

  /** @param length of what was written */
  constructor(text: string, length: number, changed: Changed) {
    super(text);
    this.#length = length;
    this.#changed = changed;
  }

  /** Maps `[start, end)` of the copy to the smallest range of whole characters as written. */
  toWritten(start: number, end: number): TextRange {
    const first = this.#place(start, 0);
    return { start: first, end: end <= start ? first : this.#place(end - 1, 1) };
  }

  /** @param edge 0 for where the character of a unit of the copy starts in what was written, 1 for where it ends */
  #place(unit: number, edge: 0 | 1): number {
    if (unit >= this.text.length) return this.#length;
    const { starts, ends, from, to } = this.#changed;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= unit) low = middle + 1;
      else high = middle;
    }
    const before = low - 1;
    const end = ends[before] ?? 0;
    if (unit < end) return (edge === 0 ? from[before] : to[before]) ?? this.#length;
    return unit - end + (to[before] ?? 0) + edge;
  }
}

/** Characters that are of another length in the copy, in order: where they start and end there, and in what was written. */
interface Changed {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const HYPHENS = /[\u00ad\u02d7\u058a\u2010-\u2015\u2043\u207b\u208b\u2212\u2796\u2e3a\u2e3b\ufe58\ufe63\uff0d]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** Decomposing these would glue a list number or a power to the digit beside it: ①12月 is not 112月. */
const KEPT =
  /[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u2776-\u2793\u3250-\u325f\u3299\u32b1-\u32bf\u{1f100}-\u{1f1ff}]/u;
const MARK = /[\p{M}\uff9e\uff9f]/u;
const WEEKDAY_SIGNS = '月火水木金土日';

/** Long vowel marks and hyphens between digits. */
const BETWEEN_DIGITS = /(?<=\d)[ー-](?=\d)/g;

/**
 * NFKC, radicals as the kanji that they stand for, hyphens folded to `-`, wave dashes to `〜`, invisible characters left out, weekday signs (㊏) as `(土)`.
 * A long vowel mark between digits is a hyphen that somebody typed: 090ー1234ー5678.
 * @param written any string, also one with lone surrogates; takes time linear in its length.
 */
export function normalise(written: string): Normalised {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  while (at < written.length) {
    const begin = at;
    while (standsAlone(written, at)) at += 1;
    folded += written.slice(begin, at);
    if (at >= written.length) break;
    const end = clusterEnd(written, at);
    const part = fold(written.slice(at, end));
    if (part.length !== 1 || end - at !== 1) {
      starts.push(folded.length);
      ends.push(folded.length + part.length);
      from.push(at);
      to.push(end);
    }
    folded += part;
    at = end;
  }
  return new Normalised(folded.replace(BETWEEN_DIGITS, '-'), written.length, { starts, ends, from, to });
}

/** True where a character is its own folded form and no mark follows it: nearly always. */
function standsAlone(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const unit = text.charCodeAt(at);
  return (unit < 0x7f || isPlainJapanese(unit)) && !mayBeMark(text.charCodeAt(at + 1));
}

/** Kana, CJK ideographs and CJK punctuation are their own NFKC form, and compose with nothing before them. */
function isPlainJapanese(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x3001 && unit <= 0x3029)
  );
}

/** A quick look that lets only few characters through which are no marks; below U+0300 nothing combines. */
function mayBeMark(unit: number): boolean {
  return unit >= 0x300 && !isPlainJapanese(unit) && (unit < 0xff01 || unit > 0xff60);
}

/** A base character with the marks that may compose with it. */
function clusterEnd(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length && mayBeMark(text.charCodeAt(end))) {
    const next = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (!MARK.test(next)) break;
    end += next.length;
  }
  return end;
}

/** Single characters that are folded again and again: brackets, full-width digits, emoji. */
const FOLDED = new Map<string, string>();

function fold(cluster: string): string {
  const known = FOLDED.get(cluster);
  if (known !== undefined) return known;
  const folded = foldAnew(cluster);
  if (cluster.length === 1) FOLDED.set(cluster, folded);
  return folded;
}

function foldAnew(cluster: string): string {
  const code = cluster.charCodeAt(0);
  const meant = cluster.length === 1 ? meantFor(cluster) : undefined;
  if (meant !== undefined) return meant;
  if (cluster.length === 1 && code >= 0x328a && code <= 0x3290) return `(${WEEKDAY_SIGNS[code - 0x328a] ?? ''})`;
  let visible = '';
  for (const char of cluster) {
    if (HYPHENS.test(char) && char !== '\u00ad') visible += '-';
    else if (char === '～' || char === '∼' || char === '∾' || char === '〰') visible += '〜';
    else if (!INVISIBLE.test(char)) visible += char;
  }
  if (visible === '' || visible === '〜' || visible === '~') return visible;
  if (KEPT.test(visible)) return visible;
  return visible.normalize('NFKC').replaceAll('~', '〜');
}
