import { diffChars } from 'diff';
import type { Revision } from '../draft/state.ts';
import type { Finding, TextRange } from '../guideline/types.ts';

/** Edits beyond this many characters make another text of it; what comparing takes grows with their square. */
const MOST_EDITS = 200;

/**
 * What the slower rules found in the wording of a revision, as far as it still holds for a text that was edited since: where
 * the words and their neighbours stand untouched, at their present place. What offers no replacement depends on more than its
 * own words (a bracket that is closed further on), so there the whole line must be as it was.
 */
export function wordingStillTrue({ content, style = [] }: Revision, text: string): readonly Finding[] {
  if (style.length === 0 || text === content.text) return style;
  const kept = keptStretches(content.text, text);
  return style.flatMap((finding) => {
    const { range, replacement } = finding;
    if (range === undefined) return [];
    const needed = replacement === undefined ? lineAround(content.text, range) : range;
    // With a neighbour on either side: 本庁 is still there once it is mended to 区役所本庁舎.
    const stretch = kept.find(({ start, end }) => start < needed.start && needed.end < end);
    if (stretch === undefined) return [];
    return [{ ...finding, range: { start: range.start + stretch.moved, end: range.end + stretch.moved } }];
  });
}

interface Stretch extends TextRange {
  /** What has to be added to a place of the old text to find it in the new one. */
  readonly moved: number;
}

/** So that whatever stands at an end of the text has a neighbour, too. */
const EDGE = '\n';

/** The stretches of the old text that the new one still has; none where too much was changed to say. */
function keptStretches(before: string, after: string): readonly Stretch[] {
  let at = -EDGE.length;
  let now = -EDGE.length;
  const changes = diffChars(EDGE + before + EDGE, EDGE + after + EDGE, { maxEditLength: MOST_EDITS });
  return (changes ?? []).flatMap(({ value, added, removed }) => {
    const stretch = { start: at, end: at + value.length, moved: now - at };
    if (!added) at += value.length;
    if (!removed) now += value.length;
    return added || removed ? [] : [stretch];
  });
}

function lineAround(text: string, { start, end }: TextRange): TextRange {
  const next = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: next < 0 ? text.length : next };
}
