import type { Finding } from '../../src/guideline/types.ts';
import { LEVELS } from '../../src/text/review.ts';
import { jsonLength } from '../kit/limits.ts';
import { type Mark, markedRanges, markedRuns, splitMarked } from '../kit/marked-text.ts';
import type { Piece } from '../kit/split-text.ts';
import { jsonCost } from '../kit/split-text.ts';
import type { FindingEntry, Provisions } from './findings.ts';
import { findingEntries, packEntries } from './findings.ts';

/** Text and findings of one revision, divided between the card and the thread. Both ask here, so nothing falls between. */
export interface Layout {
  readonly marks: readonly Mark[];
  /** What the card shows of the text: all of it, or its beginning. */
  readonly cardPiece: Piece;
  /** The whole text for the thread, a piece a message; empty when the card shows it all. */
  readonly threadPieces: readonly Piece[];
  /** All findings; the card has a line for each of the first. */
  readonly entries: readonly FindingEntry[];
  /** JSON characters that these lines may take. */
  readonly linesBudget: number;
  /** All findings with what to do and the provision's words, a group a message. */
  readonly threadEntries: readonly (readonly FindingEntry[])[];
}

/** JSON characters that text and lines together may take on the card; the rest is header, people, buttons. */
const CARD_BUDGET = 7_800;
/** A text up to this is always whole on the card. */
const CARD_TEXT_BUDGET = 3_400;
/** Text and marks. Where there are more marks than have room, the text stays whole and the gravest findings are marked. */
const CARD_MARKED_BUDGET = 5_200;
/** In a text of several messages; a mark takes more room than the words it marks. */
const MOST_MARKS = 100;
/** JSON characters of the matter of one thread message; its containers come on top. */
export const THREAD_BUDGET = 9_000;

export function layout(text: string, findings: readonly Finding[], provisions: Provisions): Layout {
  const whole = jsonCost(text) <= CARD_TEXT_BUDGET;
  const gravest = LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
  const marks = whole ? affordableMarks(text, gravest) : markedRanges(text, gravest.slice(0, MOST_MARKS));
  const all: Piece = { start: 0, end: text.length };
  const cardPiece = whole ? all : (splitMarked(text, marks, CARD_TEXT_BUDGET)[0] ?? all);
  const entries = findingEntries(findings);
  return {
    marks,
    cardPiece,
    threadPieces: whole ? [] : splitMarked(text, marks, THREAD_BUDGET),
    entries,
    linesBudget: CARD_BUDGET - jsonLength(markedRuns(text, marks, cardPiece)),
    threadEntries: entries.length === 0 ? [] : packEntries(entries, provisions, THREAD_BUDGET),
  };
}

/** The marks of all findings, or of as many of the gravest as have room. */
function affordableMarks(text: string, gravest: readonly Finding[]): Mark[] {
  for (let most = gravest.length; most > 0; most = Math.floor(most / 2)) {
    const marks = markedRanges(text, gravest.slice(0, most));
    if (jsonLength(markedRuns(text, marks, { start: 0, end: text.length })) <= CARD_MARKED_BUDGET) return marks;
  }
  return [];
}
