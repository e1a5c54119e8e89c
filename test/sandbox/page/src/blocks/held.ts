import type { Block } from '../../../slack/blocks/blocks.ts';
import type { Element } from '../../../slack/blocks/elements.ts';
import type { Attached, FieldProblem, FieldValue, FormValues } from '../../../slack/form-values.ts';

/** One place in a form. */
export const fieldKey = (block: Block, element: Element): string =>
  `${block.block_id ?? ''}\n${'action_id' in element ? element.action_id : ''}`;

/** What Slack keeps for an element, in the form in which a person enters it. */
export function heldIn(values: FormValues, block: Block, element: Element): FieldValue {
  const actionId = 'action_id' in element ? element.action_id : undefined;
  const state = values[block.block_id ?? '']?.[actionId ?? ''];
  const held = Object.entries(state ?? {}).find(([key]) => key !== 'type')?.[1];
  return element.type === 'file_input' ? { files: Array.isArray(held) ? held : [] } : entered(held);
}

/** What an element begins with. */
export function initialOf(element: Element): FieldValue {
  return entered(Object.entries(element).find(([key]) => key.startsWith('initial_'))?.[1]);
}

function entered(held: unknown): FieldValue {
  if (typeof held === 'string' || typeof held === 'number') return held;
  if (Array.isArray(held)) return held.map((each) => optionValue(each));
  if (typeof held !== 'object' || held === null) return null;
  return 'type' in held && held.type === 'rich_text' ? richTextOf(held) : optionValue(held);
}

function optionValue(held: unknown): string {
  if (typeof held === 'object' && held !== null && 'value' in held) return String(held.value);
  return String(held);
}

function richTextOf(held: unknown): string {
  if (Array.isArray(held)) return held.map(richTextOf).join('');
  if (typeof held !== 'object' || held === null) return '';
  if ('text' in held && typeof held.text === 'string') return held.text;
  return 'elements' in held ? richTextOf(held.elements) : '';
}

export const asText = (value: FieldValue): string => (typeof value === 'object' ? '' : String(value));
export const asList = (value: FieldValue): readonly string[] =>
  value === null || isAttached(value) ? [] : typeof value === 'object' ? value : [String(value)];

export function sameValue(one: FieldValue, other: FieldValue): boolean {
  const empty = (value: FieldValue) => value === null || value === '' || listOf(value)?.length === 0;
  return (empty(one) && empty(other)) || JSON.stringify(one) === JSON.stringify(other);
}

const isAttached = (value: FieldValue): value is Attached =>
  typeof value === 'object' && value !== null && 'files' in value;

function listOf(value: FieldValue): readonly unknown[] | undefined {
  if (isAttached(value)) return value.files;
  return typeof value === 'object' && value !== null ? value : undefined;
}

export type Problem = FieldProblem['problem'];
