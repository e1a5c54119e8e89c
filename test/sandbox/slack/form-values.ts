import type { Block } from './blocks/blocks.ts';
import { elementsOf, isStateful } from './blocks/blocks.ts';
import type { Option } from './blocks/composition.ts';
import { allOptions, type Element } from './blocks/elements.ts';
import { codePoints, LIMITS } from './blocks/limits.ts';
import { unescaped } from './blocks/stored.ts';
import { PersonError } from './errors.ts';

/** What an element holds, as `view.state.values` reports it. */
export interface ElementState {
  readonly type: Element['type'];
  readonly [key: string]: unknown;
}

export type FormValues = Record<string, Record<string, ElementState>>;

/** What a person enters: text, an option's value or label, several of them, seconds, files, or nothing. */
export type FieldValue = string | number | readonly string[] | Attached | null;

/** Files as payloads show them. */
export interface Attached {
  readonly files: readonly Readonly<Record<string, unknown>>[];
}

export interface FieldProblem {
  readonly field: string;
  readonly label: string;
  readonly problem: 'required' | 'tooLong' | 'tooShort' | 'notANumber' | 'notAnEmail' | 'notAUrl' | 'outOfRange';
}

/** The key under which each kind of element reports what it holds, and what it holds when empty. */
const HOLDS: Partial<Record<Element['type'], readonly [key: string, empty: null | readonly never[]]>> = {
  static_select: ['selected_option', null],
  external_select: ['selected_option', null],
  radio_buttons: ['selected_option', null],
  checkboxes: ['selected_options', []],
  multi_static_select: ['selected_options', []],
  users_select: ['selected_user', null],
  multi_users_select: ['selected_users', []],
  conversations_select: ['selected_conversation', null],
  multi_conversations_select: ['selected_conversations', []],
  channels_select: ['selected_channel', null],
  multi_channels_select: ['selected_channels', []],
  datepicker: ['selected_date', null],
  timepicker: ['selected_time', null],
  datetimepicker: ['selected_date_time', null],
  file_input: ['files', []],
  rich_text_input: ['rich_text_value', null],
};

function holds(element: Element): readonly [string, null | readonly never[]] {
  return HOLDS[element.type] ?? ['value', null];
}

function initial(element: Element): unknown {
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return element.initial_option;
    case 'checkboxes':
    case 'multi_static_select':
      return element.initial_options;
    case 'users_select':
      return element.initial_user;
    case 'multi_users_select':
      return element.initial_users;
    case 'conversations_select':
      return element.initial_conversation;
    case 'multi_conversations_select':
      return element.initial_conversations;
    case 'channels_select':
      return element.initial_channel;
    case 'multi_channels_select':
      return element.initial_channels;
    case 'datepicker':
      return element.initial_date;
    case 'timepicker':
      return element.initial_time;
    case 'datetimepicker':
      return element.initial_date_time;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return element.initial_value;
    case 'button':
    case 'overflow':
    case 'image':
    case 'file_input':
      return undefined;
    default: {
      const never: never = element;
      throw new Error(`Unknown element ${JSON.stringify(never)}`);
    }
  }
}

/**
 * The values a form holds when it is shown.
 * @param before what it held before an update: kept where block_id, action_id and kind are the same, as Slack does, even if the
 *   update brings another initial value.
 */
export function formValues(blocks: readonly Block[], before: FormValues = {}): FormValues {
  const values: FormValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (!isStateful(element.type) || element.type === 'image') continue;
    const blockId = block.block_id ?? '';
    const actionId = element.action_id ?? '';
    const kept = before[blockId]?.[actionId];
    const [key, empty] = holds(element);
    const fresh: ElementState = { type: element.type, [key]: initial(element) ?? empty };
    values[blockId] = { ...values[blockId], [actionId]: kept?.type === element.type ? kept : fresh };
  }
  return values;
}

/** The state of an element after a person entered `value`. @throws PersonError when the client would not let them. */
export function entered(element: Element, value: FieldValue): ElementState {
  const [key, empty] = holds(element);
  if (value === null || value === '') return { type: element.type, [key]: empty };
  if (typeof value === 'object' && 'files' in value) return attached(element, value.files);
  return { type: element.type, [key]: converted(element, value) };
}

function converted(element: Element, value: string | number | readonly string[]): unknown {
  switch (element.type) {
    case 'static_select':
      return option(allOptions(element), value);
    case 'radio_buttons':
      return option(element.options, value);
    case 'overflow':
      return option(element.options, value);
    case 'checkboxes':
      return asList(value).map((each) => option(element.options, each));
    case 'multi_static_select':
      return atMost(element.max_selected_items, asList(value)).map((each) => option(allOptions(element), each));
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return atMost(element.max_selected_items, asList(value));
    case 'datepicker':
      return matching(value, /^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD');
    case 'timepicker':
      return matching(value, /^\d{2}:\d{2}$/, 'HH:mm');
    case 'datetimepicker':
      if (typeof value !== 'number') throw new PersonError('A date-time picker takes seconds since 1970');
      return value;
    case 'plain_text_input':
      return element.multiline ? String(value) : String(value).replace(/\r?\n/g, ' ');
    case 'rich_text_input':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: String(value) }] }],
      };
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return String(value);
    case 'button':
    case 'image':
    case 'external_select':
    case 'file_input':
      throw new PersonError(`A person cannot enter a value into a ${element.type} here`);
    default: {
      const never: never = element;
      throw new Error(`Unknown element ${JSON.stringify(never)}`);
    }
  }
}

function attached(element: Element, files: Attached['files']): ElementState {
  if (element.type !== 'file_input') throw new PersonError(`A ${element.type} takes no files`);
  if (files.length > (element.max_files ?? LIMITS.files))
    throw new PersonError(`At most ${element.max_files} files can be attached`);
  const refused = files.find(({ name }) => {
    const type = String(name).split('.').at(-1)?.toLowerCase() ?? '';
    return element.filetypes !== undefined && !element.filetypes.includes(type);
  });
  if (refused !== undefined) throw new PersonError(`${String(refused.name)} is of no type that can be attached`);
  return { type: element.type, files };
}

function option(options: readonly Option[], value: string | number | readonly string[]): Option {
  const found = options.find((each) => each.value === value || unescaped(each.text.text) === value);
  if (!found) {
    throw new PersonError(
      `「${String(value)}」 is not offered; offered: ${options.map((each) => each.text.text).join(' / ')}`,
    );
  }
  return found;
}

function asList(value: string | number | readonly string[]): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

function atMost(max: number | undefined, values: readonly string[]): readonly string[] {
  if (max !== undefined && values.length > max) throw new PersonError(`At most ${max} can be chosen`);
  return values;
}

function matching(value: string | number | readonly string[], pattern: RegExp, form: string): string {
  if (typeof value !== 'string' || !pattern.test(value))
    throw new PersonError(`Expected ${form}, got ${String(value)}`);
  return value;
}

/** Why the client would not submit the form yet. */
export function problemsOf(blocks: readonly Block[], values: FormValues): readonly FieldProblem[] {
  return blocks.flatMap((block): FieldProblem[] => {
    if (block.type !== 'input') return [];
    const { element } = block;
    if (element.type === 'image') return [];
    const state = values[block.block_id ?? '']?.[element.action_id ?? ''];
    const held = state?.[holds(element)[0]];
    const problem = problemOf(element, held, block.optional ?? false);
    return problem ? [{ field: block.block_id ?? '', label: unescaped(block.label.text), problem }] : [];
  });
}

function problemOf(element: Element, held: unknown, optional: boolean): FieldProblem['problem'] | undefined {
  const nothing = held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
  if (nothing) return optional ? undefined : 'required';
  if (typeof held !== 'string') return undefined;
  switch (element.type) {
    case 'plain_text_input':
      // A client counts a text of blanks as nothing entered.
      if (held.trim() === '' && !optional) return 'required';
      if (codePoints(held) > (element.max_length ?? LIMITS.textInput)) return 'tooLong';
      return codePoints(held) < (element.min_length ?? 0) ? 'tooShort' : undefined;
    case 'number_input':
      if (!(element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(held)) return 'notANumber';
      return Number(held) < Number(element.min_value ?? -Infinity) ||
        Number(held) > Number(element.max_value ?? Infinity)
        ? 'outOfRange'
        : undefined;
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(held) ? undefined : 'notAnEmail';
    case 'url_text_input':
      return URL.canParse(held) ? undefined : 'notAUrl';
    default:
      return undefined;
  }
}
