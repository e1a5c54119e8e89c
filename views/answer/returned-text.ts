import type { RichTextBlock } from '@slack/types';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { returnedText } from '../../src/text/refusals.ts';
import { type Message, message } from '../kit/message.ts';
import { bold, richText, runs, section } from '../kit/rich.ts';
import { jsonCost, splitText } from '../kit/split-text.ts';

/** JSON characters of one message that a returned text may take, and of one block in it. */
const MESSAGE_BUDGET = 10_000;

const pieces = (text: string): string[] =>
  splitText(text, MESSAGE_BUDGET, (start, end) => jsonCost(text.slice(start, end))).map(({ start, end }) =>
    text.slice(start, end),
  );

/** No text is lost: what somebody wrote comes back, exactly, ready to copy. A text of several messages begins here. */
export function returnedTextBlocks(text: string | undefined): RichTextBlock[] {
  if (text === undefined || text === '') return [];
  const [first = '', ...rest] = pieces(text);
  const note = rest.length === 0 ? returnedText.heading : returnedText.severalMessages(rest.length + 1);
  return [richText([section(bold(note))]), preformatted(first)];
}

/** The same for a form, which has room for all of it. */
export function wholeReturnedText(text: string): RichTextBlock[] {
  if (text === '') return [];
  const all = pieces(text).map((piece) => richText([{ type: 'rich_text_preformatted', elements: runs(piece) }]));
  return [richText([section(bold(returnedText.heading))]), ...all];
}

/** The messages to send after one with `returnedTextBlocks`; none unless the text is longer than one message. */
export function moreReturnedText(text: string | undefined): Message[] {
  if (text === undefined || text === '') return [];
  const all = pieces(text);
  return all.slice(1).map((piece, index) => message(returnedText.part(index + 2, all.length), [preformatted(piece)]));
}

function preformatted(text: string): RichTextBlock {
  return richText([{ type: 'rich_text_preformatted', elements: runs(text) }], BLOCKS.returnedText);
}
