import type { ActionsBlock, Button, ContextBlock, HeaderBlock, PlainTextElement, SectionBlock } from '@slack/types';
import { CANCEL, UNNAMED } from '../../src/text/words.ts';
import { LIMITS } from './limits.ts';
import { splitByLength } from './split-text.ts';

/** `emoji: false` keeps `:warning:` as the author typed it; our own marks are real characters. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** Names come from configuration; one too long for its place is shortened with a visible mark, never a text. */
export function label(text: string, max: number): PlainTextElement {
  if (text.length <= max) return plain(text === '' ? UNNAMED : text);
  const [head] = splitByLength(text, max - 1);
  return plain(`${head ?? ''}…`);
}

export const header = (text: string): HeaderBlock => ({ type: 'header', text: label(text, LIMITS.header) });

/** Small print, one element a paragraph; long ones are spread over several. */
export function smallPrint(...paragraphs: readonly string[]): ContextBlock[] {
  const elements = paragraphs
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => splitByLength(paragraph, LIMITS.contextText))
    .map(plain);
  const blocks: ContextBlock[] = [];
  for (let i = 0; i < elements.length; i += LIMITS.contextElements)
    blocks.push({ type: 'context', elements: elements.slice(i, i + LIMITS.contextElements) });
  return blocks;
}

/** Sentences of ours; plain text, so that a name inside cannot format or ping. */
export function sentence(text: string): SectionBlock[] {
  return splitByLength(text, LIMITS.sectionText).map((piece) => ({ type: 'section', text: plain(piece) }));
}

export interface ButtonModel {
  readonly actionId: string;
  readonly text: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
}

export function button(model: ButtonModel): Button {
  const { confirm } = model;
  return {
    type: 'button',
    action_id: model.actionId,
    text: plain(model.text),
    value: model.value,
    ...(model.style === undefined ? {} : { style: model.style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: label(confirm.title, LIMITS.confirm.title),
            text: label(confirm.text, LIMITS.confirm.text),
            confirm: plain(confirm.yes),
            deny: plain(CANCEL),
          },
        }),
  };
}

export const buttons = (models: readonly ButtonModel[], blockId: string): ActionsBlock => ({
  type: 'actions',
  block_id: blockId,
  elements: models.map(button),
});
