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
  return { type: 'rich_text', elements: joined(parts), ...(blockId === undefined ? {} : { block_id: blockId }) };
}

/** Not every client puts neighbouring sections on lines of their own, so they become one with a line break inside. */
function joined(parts: readonly RichPart[]): RichPart[] {
  const result: RichPart[] = [];
  for (const part of parts) {
    const before = result.at(-1);
    if (before?.type === 'rich_text_section' && part.type === 'rich_text_section')
      result[result.length - 1] = section(before.elements, runs('\n'), part.elements);
    else result.push(part);
  }
  return result;
}
