import type { Finding, TextRange } from '../src/guideline/types.ts';
import type { FindingEntry, Provisions } from './finding-entries.ts';
import { findingEntries, packEntries } from './finding-entries.ts';
import { jsonLength } from './limits.ts';
import { markedRanges, markedRuns, splitMarked } from './marked-text.ts';
import type { Piece } from './split-text.ts';

/** Text and findings of one revision, divided between the card and the thread. Both ask here, so nothing falls between. */
export interface Layout {
  readonly marks: readonly TextRange[];
  /** What the card shows of the text: all of it, or its beginning. */
  readonly cardPiece: Piece;
  /** The whole text for the thread, a piece a message; empty when the card shows it all. */
  readonly threadPieces: readonly Piece[];
  readonly cardEntries: readonly FindingEntry[];
  /** Entries that the card has no room for, a group a message. */
  readonly threadEntries: readonly (readonly FindingEntry[])[];
}

/** JSON characters that text and findings together may take on the card; the rest is header, people, buttons. */
const CARD_BUDGET = 7_400;
const CARD_TEXT_BUDGET = 3_400;
/** JSON characters of the matter of one thread message; its containers come on top. */
export const THREAD_BUDGET = 9_000;

export function layout(text: string, findings: readonly Finding[], provisions: Provisions): Layout {
  const marks = markedRanges(text, findings);
  const [cardPiece = { start: 0, end: 0 }, ...rest] = splitMarked(text, marks, CARD_TEXT_BUDGET);
  const left = CARD_BUDGET - jsonLength(markedRuns(text, marks, cardPiece));
  const [cardEntries = [], ...threadEntries] = packEntries(findingEntries(findings), provisions, THREAD_BUDGET, left);
  return {
    marks,
    cardPiece,
    threadPieces: rest.length === 0 ? [] : splitMarked(text, marks, THREAD_BUDGET),
    cardEntries,
    threadEntries,
  };
}
