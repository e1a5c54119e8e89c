import { randomBytes } from 'node:crypto';
import type { Block } from './blocks.ts';
import type { Element } from './elements.ts';

/**
 * Blocks as Slack keeps and returns them: missing ids filled in, `emoji` and `verbatim` spelled out, `&`, `<`, `>` as entities
 * everywhere but in rich text.
 */
export function stored(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    const withId = { ...block, block_id: block.block_id ?? shortId() };
    switch (withId.type) {
      case 'rich_text':
      case 'divider':
      case 'table':
      case 'markdown':
        return withId;
      case 'actions':
        return texts({ ...withId, elements: withId.elements.map(withActionId) });
      case 'input':
        return texts({ ...withId, element: withActionId(withId.element) });
      case 'section':
        return texts(withId.accessory ? { ...withId, accessory: withActionId(withId.accessory) } : withId);
      default:
        return texts(withId);
    }
  });
}

/** `&`, `<`, `>` as entities where they are not already, and where `<…>` is no control sequence of Slack. */
export function storedText(text: string): string {
  return text
    .replace(/&(?!amp;|lt;|gt;)/g, '&amp;')
    .replace(/<(?![@#!]|https?:\/\/|mailto:|tel:)/g, '&lt;')
    .replace(/>/g, (bracket, at: number, whole: string) => (closesControl(whole, at) ? bracket : '&gt;'));
}

/** The characters a person sees for the entities of a stored text. */
export function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function closesControl(text: string, at: number): boolean {
  const open = text.lastIndexOf('<', at);
  return (
    open >= 0 &&
    !text.slice(open + 1, at).includes('>') &&
    /^<(?:[@#!]|https?:\/\/|mailto:|tel:)/.test(text.slice(open))
  );
}

function shortId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}

function withActionId(element: Element): Element {
  if (element.type === 'image') return element;
  return { ...element, action_id: element.action_id ?? shortId() };
}

/** Form values, rich text and ids stay as they were; only text objects change. */
function texts<T>(value: T): T;
function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => texts(each));
  if (typeof value !== 'object' || value === null) return value;
  if ('type' in value && 'text' in value && typeof value.text === 'string') {
    if (value.type === 'plain_text') return { emoji: true, ...value, text: escaped(unescaped(value.text)) };
    if (value.type === 'mrkdwn') return { verbatim: false, ...value, text: storedText(value.text) };
  }
  if ('type' in value && value.type === 'rich_text') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, texts(each)]));
}
