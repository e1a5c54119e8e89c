import type { TextRange } from './types.ts';

/** A copy of a text that rules can read with plain patterns, and the way back to the text as written. */
export interface Normalised {
  readonly text: string;
  /** Maps `[start, end)` of the copy to the smallest range of whole characters as written. */
  toWritten(start: number, end: number): TextRange;
}

const HYPHENS = /[\u00ad\u02d7\u058a\u2010-\u2015\u2043\u207b\u208b\u2212\u2796\u2e3a\u2e3b\ufe58\ufe63\uff0d]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** Decomposing these would glue a list number or a power to the digit beside it: ①12月 is not 112月. */
const KEPT =
  /[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u2776-\u2793\u3250-\u325f\u3299\u32b1-\u32bf\u{1f100}-\u{1f1ff}]/u;
const MARK = /[\p{M}\uff9e\uff9f]/u;
const WEEKDAY_SIGNS = '月火水木金土日';

/**
 * NFKC, hyphens folded to `-`, wave dashes to `〜`, invisible characters left out, weekday signs (㊏) as `(土)`.
 * A long vowel mark between digits is a hyphen that somebody typed: 090ー1234ー5678.
 * @param written any string, also one with lone surrogates; takes time linear in its length.
 */
export function normalise(written: string): Normalised {
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  while (at < written.length) {
    const end = clusterEnd(written, at);
    const folded = fold(written.slice(at, end));
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    out.push(folded);
    at = end;
  }
  const text = out.join('').replace(/(?<=\d)[ー-](?=\d)/g, '-');
  return {
    text,
    toWritten(start, end) {
      if (end <= start) {
        const here = starts[start] ?? written.length;
        return { start: here, end: here };
      }
      return { start: starts[start] ?? written.length, end: ends[end - 1] ?? written.length };
    },
  };
}

/** A base character with the marks that may compose with it. */
function clusterEnd(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  // Below U+0300 nothing combines; the test keeps ordinary text fast.
  while (end < text.length && text.charCodeAt(end) >= 0x300) {
    const next = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (!MARK.test(next)) break;
    end += next.length;
  }
  return end;
}

function fold(cluster: string): string {
  if (cluster.length === 1) {
    const code = cluster.charCodeAt(0);
    if (code < 0x7f) return cluster;
    // Kana, CJK ideographs and CJK punctuation are their own NFKC form.
    if (
      (code >= 0x4e00 && code <= 0x9fff) ||
      (code >= 0x3041 && code <= 0x3096) ||
      (code >= 0x30a1 && code <= 0x30fa)
    ) {
      return cluster;
    }
    if (code >= 0x328a && code <= 0x3290) return `(${WEEKDAY_SIGNS[code - 0x328a] ?? ''})`;
  }
  let visible = '';
  for (const char of cluster) {
    if (HYPHENS.test(char) && char !== '\u00ad') visible += '-';
    else if (char === '～' || char === '∼' || char === '∾' || char === '〰') visible += '〜';
    else if (!INVISIBLE.test(char)) visible += char;
  }
  if (visible === '' || visible === '〜') return visible;
  if (KEPT.test(visible)) return visible;
  return visible.normalize('NFKC').replaceAll('~', '〜');
}
