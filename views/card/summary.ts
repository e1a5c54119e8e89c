import type { RichTextElement } from '@slack/types';
import { shortCitation } from '../../src/guideline/citation.ts';
import type { Citation } from '../../src/guideline/types.ts';
import { cardText } from '../../src/text/card.ts';
import { reviewText } from '../../src/text/review.ts';
import { jsonLength } from '../kit/limits.ts';
import { bold, type RichPart, runs, section } from '../kit/rich.ts';
import { type FindingEntry, visible } from './findings.ts';

/** More lines than this nobody reads on a telephone; the thread and the decision form have all. */
const MOST_LINES = 8;
const MOST_WORDS = 2;
const LONGEST_WORD = 30;
/** JSON characters of the line that says how many more there are. */
const MORE_COST = 120;

/**
 * The findings, a line each: the words of the draft, what they are, where it stands. What needs nothing of anybody shares
 * one line.
 * @param budget JSON characters that all lines may take.
 * @param open false once the decision has been made: headings then no longer say what a level takes.
 * @param rest says where those are that have no line.
 */
export function findingLines(
  entries: readonly FindingEntry[],
  open: boolean,
  budget: number,
  rest: (count: number) => string = cardText.moreFindings,
): RichPart[] {
  const asking = entries.filter(({ level }) => level !== 'notice');
  const notices = entries.filter(({ level }) => level === 'notice');
  const closing = notices.length === 0 ? [] : [noticesLine(notices)];
  const lines: RichTextElement[][] = [];
  let left = budget - jsonLength(closing) - MORE_COST;
  let shown = 0;
  for (const [at, entry] of asking.entries()) {
    const before = asking[at - 1];
    const count = sumOf(asking.filter(({ level }) => level === entry.level));
    const heading = before?.level === entry.level ? [] : [bold(reviewText.heading(entry.level, count, open))];
    const added = [...heading, lineOf(entry, at + 1, heading.length > 0 ? undefined : before?.citations[0])];
    left -= jsonLength(added);
    if (at >= MOST_LINES || left < 0) break;
    lines.push(...added);
    shown += 1;
  }
  const hidden = sumOf(asking.slice(shown));
  const more = hidden === 0 ? [] : [runs(rest(hidden))];
  return [...lines, ...more, ...closing].map((line) => section(line));
}

const sumOf = (entries: readonly FindingEntry[]): number => entries.reduce((sum, { count }) => sum + count, 0);

function lineOf(entry: FindingEntry, number: number, before: Citation | undefined): RichTextElement[] {
  const words = entry.words.slice(0, MOST_WORDS);
  const others = entry.count - Math.max(1, words.length);
  const labels = entry.citations.map((citation, rank) => shortCitation(citation, rank === 0 ? before : undefined));
  return [
    ...runs(cardText.finding(number)),
    ...words.flatMap((word) => [...runs(visible(word, LONGEST_WORD), { code: true }), ...runs(' ')]),
    ...runs(others > 0 && words.length > 0 ? `${cardText.otherWords(others)} ` : ''),
    ...runs(entry.brief),
    ...runs(labels.length === 0 ? '' : reviewText.cites(labels)),
  ];
}

function noticesLine(notices: readonly FindingEntry[]): RichTextElement[] {
  const names = [...new Set(notices.map(({ title }) => title))];
  return runs(cardText.notices(sumOf(notices), names.length <= 4 ? names : [...names.slice(0, 3), '…']));
}
