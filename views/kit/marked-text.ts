import type { RichTextText } from '@slack/types';
import type { Finding, TextRange } from '../../src/guideline/types.ts';
import { runs } from './rich.ts';
import type { Piece } from './split-text.ts';
import { jsonCost, splitText } from './split-text.ts';

/** What a marked run costs in JSON beside its characters, with the plain run that follows it. */
const MARK_COST = 120;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** A place to mark. What needs nothing of anybody is `light`: bold, and no more. */
export interface Mark extends TextRange {
  readonly light: boolean;
}

/**
 * Places to mark: overlapping and touching findings as one, widened so that no visible character is torn. Where a grave and
 * a light one meet, they are grave.
 */
export function markedRanges(text: string, findings: readonly Finding[]): Mark[] {
  if (text === '') return [];
  const segments = graphemes.segment(text);
  const boundary = (at: number) => segments.containing(at)?.index === at;
  const ranges = findings
    .flatMap(({ range, level }) => (range === undefined ? [] : [{ ...range, light: level === 'notice' }]))
    .map(({ start, end, light }) => ({ start: Math.max(0, start), end: Math.min(text.length, end), light }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end, light }) => {
      const last = segments.containing(end);
      return {
        light,
        start: segments.containing(start)?.index ?? start,
        end: end === text.length || boundary(end) || last === undefined ? end : last.index + last.segment.length,
      };
    })
    .sort((a, b) => a.start - b.start);
  const merged: Mark[] = [];
  for (const range of ranges) {
    const before = merged.at(-1);
    if (before !== undefined && range.start <= before.end)
      merged[merged.length - 1] = {
        start: before.start,
        end: Math.max(before.end, range.end),
        light: before.light && range.light,
      };
    else merged.push(range);
  }
  return merged;
}

/** The piece of the text as text elements; joined they are exactly `text.slice(start, end)`. */
export function markedRuns(text: string, marks: readonly Mark[], piece: Piece): RichTextText[] {
  const result: RichTextText[] = [];
  let at = piece.start;
  for (const mark of marks) {
    const start = Math.max(mark.start, piece.start);
    const end = Math.min(mark.end, piece.end);
    if (start >= end) continue;
    result.push(...runs(text.slice(at, start)), ...markedLines(text.slice(start, end), mark.light));
    at = end;
  }
  result.push(...runs(text.slice(at, piece.end)));
  return result;
}

/** Code style across a line break would break the paragraph, so breaks stay outside of it. */
function markedLines(text: string, light: boolean): RichTextText[] {
  const style = light ? { bold: true } : { bold: true, code: true };
  return text
    .split(/([\r\n\u2028\u2029]+)/u)
    .flatMap((part) => (/^[\r\n\u2028\u2029]*$/u.test(part) ? runs(part) : runs(part, style)));
}

/** Pieces whose marked runs each stay within a budget of JSON characters. */
export function splitMarked(text: string, marks: readonly Mark[], budget: number): Piece[] {
  const starts = marks.flatMap((mark) => markedLineStarts(text, mark));
  // A piece that is cut within a mark begins with one run more.
  return splitText(
    text,
    budget - MARK_COST,
    (start, end) => jsonCost(text.slice(start, end)) + MARK_COST * (placeOf(starts, end) - placeOf(starts, start)),
  );
}

/** Where the marked runs begin: a mark has one for each of its lines. */
function markedLineStarts(text: string, { start, end }: TextRange): number[] {
  return [...text.slice(start, end).matchAll(/[^\r\n\u2028\u2029]+/gu)].map(({ index }) => start + index);
}

/** How many of the sorted numbers are smaller than `at`. */
function placeOf(sorted: readonly number[], at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
