import type { KnownBlock } from '@slack/types';
import { type Mend, mendsOf, sweepKey, sweepOf } from '../../src/guideline/mend.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { type FindingEntry, visible } from '../card/findings.ts';
import { button, plain, smallPrint } from '../kit/blocks.ts';

const words = formText.draft;

/** More buttons than this push the text off the screen; the next ones come up when these are done. */
const MOST = 5;
const LONGEST = 60;
/** Words shorter than this are shown with what stands around them. */
const TELLING = 3;
const AROUND = 6;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/**
 * 「直す」 in the draft form: what can be mended in one go, then one button a place, then how many more there are.
 * @param shown findings that the form has room for, so that no button stands without its finding.
 * @param nonce different in every drawing, as for all blocks of the form.
 */
export function mendOffers(
  text: string,
  findings: readonly Finding[],
  shown: readonly FindingEntry[],
  nonce: string,
): KnownBlock[] {
  const mends = mendsOf(text, findings);
  const sweep = sweepOf(mends);
  const visibleFindings = new Set(shown.flatMap((entry) => entry.findings));
  const offered = mends.filter(({ finding }) => visibleFindings.has(finding)).slice(0, MOST);
  return [
    ...(sweep.length < 2 ? [] : [sweepBlock(sweep, nonce)]),
    ...offered.map((mend, index) => offerBlock(text, mend, `${index}`, nonce)),
    ...(offered.length === mends.length ? [] : smallPrint(words.moreMends(mends.length - offered.length))),
  ];
}

function sweepBlock(sweep: readonly Mend[], nonce: string): KnownBlock {
  const element = button({ actionId: ACTIONS.mendAll, text: words.mendAll(sweep.length), value: sweepKey(sweep) });
  return { type: 'actions', block_id: `mend-all.${nonce}`, elements: [element] };
}

function offerBlock(text: string, mend: Mend, number: string, nonce: string): KnownBlock {
  const { before, after } = told(text, mend);
  return {
    type: 'section',
    block_id: `mend.${number}.${nonce}`,
    text: plain(words.mendOffer(visible(before, LONGEST), visible(after, LONGEST))),
    accessory: button({
      actionId: `${ACTIONS.mend}.${number}`,
      text: words.mend,
      value: JSON.stringify(mend.address),
    }),
  };
}

/** The words before and after; 「：」 or an invisible character alone would not say which one is meant. */
function told(text: string, { range, quote, replacement }: Mend): { before: string; after: string } {
  if (length(quote) > TELLING && length(replacement) > TELLING) return { before: quote, after: replacement };
  const left = lineEnd(text.slice(Math.max(0, range.start - 4 * AROUND), range.start));
  const right = lineStart(text.slice(range.end, range.end + 4 * AROUND));
  return { before: left + quote + right, after: left + replacement + right };
}

/** Enough of a text to tell a short one from a long one. */
const GLANCE = 64;

const length = (text: string): number => [...graphemes.segment(text.slice(0, GLANCE))].length;

const characters = (line: string | undefined): string[] =>
  [...graphemes.segment(line ?? '')].map(({ segment }) => segment);

const lineEnd = (before: string): string => characters(before.split('\n').at(-1)).slice(-AROUND).join('');

const lineStart = (after: string): string => characters(after.split('\n')[0]).slice(0, AROUND).join('');
