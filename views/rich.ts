import type { RichTextBlock, RichTextElement, RichTextQuote, RichTextSection, RichTextText } from '@slack/types';
import { LIMITS } from './limits.ts';
import { splitByLength } from './split-text.ts';

/** What stands between the elements of a rich_text block. */
export type RichPart = RichTextBlock['elements'][number];

type Style = NonNullable<RichTextText['style']>;

/**
 * Text elements are shown as typed: no mention, link, emoji code or formatting is read out of them. So whatever a
 * person wrote goes through here, never through mrkdwn.
 */
export function runs(text: string, style?: Style): RichTextText[] {
  if (text === '') return [];
  return splitByLength(text, LIMITS.richTextElement).map((piece) => ({
    type: 'text',
    text: piece,
    ...(style === undefined ? {} : { style }),
  }));
}

export const bold = (text: string): RichTextText[] => runs(text, { bold: true });

export function section(...elements: readonly (readonly RichTextElement[])[]): RichTextSection {
  return { type: 'rich_text_section', elements: elements.flat() };
}

export function quote(...elements: readonly (readonly RichTextElement[])[]): RichTextQuote {
  return { type: 'rich_text_quote', elements: elements.flat() };
}

export function link(url: string, text: string): RichTextElement[] {
  return url.length <= LIMITS.url ? [{ type: 'link', url, text }] : runs(url);
}

export function richText(parts: readonly RichPart[], blockId?: string): RichTextBlock {
  const elements = parts.map((part, index) =>
    part.type === 'rich_text_section' && parts[index + 1]?.type === 'rich_text_section' ? ended(part) : part,
  );
  return { type: 'rich_text', elements, ...(blockId === undefined ? {} : { block_id: blockId }) };
}

/** Not every client puts neighbouring sections on lines of their own; a line break at the end is no line in those that do. */
function ended(part: RichTextSection): RichTextSection {
  const last = part.elements.at(-1);
  const broken = last?.type === 'text' && last.text.endsWith('\n');
  return broken ? part : { ...part, elements: [...part.elements, ...runs('\n')] };
}
