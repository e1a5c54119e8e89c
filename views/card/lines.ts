import type { KnownBlock } from '@slack/types';
import type { Revision } from '../../src/draft/state.ts';
import { cardText } from '../../src/text/card.ts';
import { mistakableEmoji } from '../../src/text/emoji-names.ts';
import { notCheckedLabel } from '../../src/text/findings.ts';
import { linkText } from '../../src/text/links.ts';
import { reviewText } from '../../src/text/review.ts';
import type { ReviewView } from '../../src/usecases/ports.ts';
import { smallPrint } from '../kit/blocks.ts';
import { richText, runs, section } from '../kit/rich.ts';
import { countOf, entryBlocks } from './findings.ts';
import type { Layout } from './layout.ts';

/** The findings that have room on the card; how many more there are, and where. */
export function reviewBlocks(
  review: ReviewView,
  plan: Pick<Layout, 'cardEntries' | 'threadEntries'>,
  open: boolean,
): KnownBlock[] {
  if (review.findings.length === 0) return [richText([section(runs(reviewText.none))])];
  const hidden = plan.threadEntries.flat().reduce((sum, { count }) => sum + count, 0);
  return [
    ...entryBlocks(plan.cardEntries, review.provisions, countOf(review.findings), open),
    ...(hidden === 0 ? [] : smallPrint(reviewText.more(hidden))),
  ];
}

/** `126/280` and what each URL counts in it. */
export function lengthLines(review: ReviewView, text: string): string[] {
  if (review.length === null) return [reviewText.noLimit([...text].length)];
  return [reviewText.length(review.length), reviewText.urls(review.length.urls)];
}

/** What came of the links, while there is room for it; the thread has all of it. */
export function linksLine(revision: Revision): string {
  return revision.links === undefined ? '' : linkText.summary(revision.links);
}

/** That the second look at the wording could not be had; empty otherwise. */
export function styleLine({ styleFailed = false }: Revision): string {
  return styleFailed ? cardText.styleNotChecked : '';
}

/** Emoji that are easily mistaken, by name; empty when there are none. */
export function emojiLine(text: string): string {
  return reviewText.emoji(mistakableEmoji(text));
}

/** What no rule looks at, so that silence is not read as compliance. */
export function notCheckedLine(review: ReviewView): string {
  return review.notChecked.length === 0 ? '' : reviewText.notChecked(review.notChecked.map(notCheckedLabel));
}
