import type { HomeView, KnownBlock, ModalView } from '@slack/types';

export type Surface = 'message' | 'modal' | 'home';

/**
 * The one table of Slack's limits. Characters are UTF-16 units, of which there are never fewer than Slack counts.
 * Sources: docs.slack.dev (Block Kit reference), @slack/types; `message.json` from slackapi/bolt-js#2509 and #2867,
 * where messages were refused (`msg_blocks_too_long`) at 11,300 characters of text with their containers.
 */
export const LIMITS = {
  message: { blocks: 50, json: 12_000, fallback: 3_000 },
  modal: { blocks: 100, bytes: 250_000 },
  home: { blocks: 100, bytes: 250_000 },
  view: { title: 24, button: 24, privateMetadata: 3_000, callbackId: 255 },
  blockId: 255,
  actionId: 255,
  header: 150,
  sectionText: 3_000,
  sectionFields: { count: 10, text: 2_000 },
  contextElements: 10,
  contextText: 2_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  confirm: { title: 100, text: 300, button: 30 },
  option: { text: 75, value: 150, description: 75 },
  selectOptions: 100,
  optionGroups: 100,
  groupLabel: 75,
  choiceOptions: 10,
  inputLabel: 2_000,
  inputHint: 2_000,
  placeholder: 150,
  inputText: 3_000,
  richTextElement: 3_000,
  imageAlt: 2_000,
} as const;

/** A view builder made something that Slack would refuse. Always a bug: splitting happens before. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Slack would refuse this: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/** @throws LimitExceeded naming every limit that is exceeded. */
export function assertWithinLimits(blocks: readonly unknown[], surface: Surface): void {
  raise(problemsOf(blocks, surface));
}

/** @throws LimitExceeded */
export function assertMessageWithinLimits(message: {
  readonly text: string;
  readonly blocks: readonly unknown[];
}): void {
  const problems = problemsOf(message.blocks, 'message');
  tooLong(problems, 'text', message.text, LIMITS.message.fallback);
  if (message.text.trim() === '') problems.push('text: empty');
  raise(problems);
}

/** @throws LimitExceeded */
export function assertViewWithinLimits(view: ModalView | HomeView): void {
  const problems = problemsOf(view.blocks, view.type);
  tooLong(problems, 'private_metadata', view.private_metadata ?? '', LIMITS.view.privateMetadata);
  tooLong(problems, 'callback_id', view.callback_id ?? '', LIMITS.view.callbackId);
  const bytes = Buffer.byteLength(JSON.stringify(view), 'utf8');
  if (bytes > LIMITS[view.type].bytes) problems.push(`view: ${bytes} bytes > ${LIMITS[view.type].bytes}`);
  if (view.type === 'modal') {
    tooLong(problems, 'title', view.title.text, LIMITS.view.title);
    tooLong(problems, 'submit', view.submit?.text ?? '', LIMITS.view.button);
    tooLong(problems, 'close', view.close?.text ?? '', LIMITS.view.button);
    const asks = view.blocks.some((block) => block.type === 'input');
    if (asks && view.submit === undefined) problems.push('view: an input without a submit button');
  }
  raise(problems);
}

/** Length of a value as it travels; what the ceiling of a message is measured against. */
export function jsonLength(value: unknown): number {
  return JSON.stringify(value).length;
}

/** Blocks that a surface takes, of those that this app uses. */
const ALLOWED: Readonly<Record<Surface, readonly KnownBlock['type'][]>> = {
  message: ['header', 'section', 'context', 'divider', 'actions', 'rich_text', 'image'],
  modal: ['header', 'section', 'context', 'divider', 'actions', 'rich_text', 'input', 'image'],
  home: ['header', 'section', 'context', 'divider', 'actions', 'rich_text'],
};

/** Longest text of each object that has one, by what it is and where it stands. */
const TEXTS: readonly { readonly path: RegExp; readonly max: number }[] = [
  { path: /header\.text$/, max: LIMITS.header },
  { path: /section\.text$/, max: LIMITS.sectionText },
  { path: /section\.fields\[\d+\]$/, max: LIMITS.sectionFields.text },
  { path: /context\.elements\[\d+\]$/, max: LIMITS.contextText },
  { path: /option_groups\[\d+\]\.label$/, max: LIMITS.groupLabel },
  { path: /(options|initial_options)\[\d+\]\.text$/, max: LIMITS.option.text },
  { path: /initial_option\.text$/, max: LIMITS.option.text },
  { path: /options\[\d+\]\.description$/, max: LIMITS.option.description },
  { path: /confirm\.title$/, max: LIMITS.confirm.title },
  { path: /confirm\.text$/, max: LIMITS.confirm.text },
  { path: /confirm\.(confirm|deny)$/, max: LIMITS.confirm.button },
  { path: /button\.text$/, max: LIMITS.buttonText },
  { path: /input\.label$/, max: LIMITS.inputLabel },
  { path: /input\.hint$/, max: LIMITS.inputHint },
  { path: /\.placeholder$/, max: LIMITS.placeholder },
  { path: /rich_text.*elements\[\d+\]$/, max: LIMITS.richTextElement },
];

/** Longest plain string fields and lists, by key. */
const STRINGS: Readonly<Record<string, number>> = {
  block_id: LIMITS.blockId,
  action_id: LIMITS.actionId,
  url: LIMITS.url,
  initial_value: LIMITS.inputText,
  alt_text: LIMITS.imageAlt,
};
const LISTS: readonly { readonly path: RegExp; readonly max: number }[] = [
  { path: /context\.elements$/, max: LIMITS.contextElements },
  { path: /actions\.elements$/, max: LIMITS.actionsElements },
  { path: /section\.fields$/, max: LIMITS.sectionFields.count },
  { path: /static_select\.options$/, max: LIMITS.selectOptions },
  { path: /static_select\.option_groups$/, max: LIMITS.optionGroups },
  { path: /option_groups\[\d+\]\.options$/, max: LIMITS.selectOptions },
  { path: /(checkboxes|radio_buttons)\.options$/, max: LIMITS.choiceOptions },
];

type Thing = Readonly<Record<string, unknown>>;

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemsOf(blocks: readonly unknown[], surface: Surface): string[] {
  const problems: string[] = [];
  const max = LIMITS[surface].blocks;
  if (blocks.length === 0) problems.push('blocks: empty');
  if (blocks.length > max) problems.push(`blocks: ${blocks.length} > ${max}`);
  if (surface === 'message' && jsonLength(blocks) > LIMITS.message.json)
    problems.push(`blocks: ${jsonLength(blocks)} characters in all > ${LIMITS.message.json}`);
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    if (!isThing(block)) {
      problems.push(`blocks[${index}]: not a block`);
      continue;
    }
    if (!ALLOWED[surface].some((type) => type === block.type))
      problems.push(`blocks[${index}]: ${String(block.type)} is not for a ${surface}`);
    if (typeof block.block_id === 'string') {
      if (ids.has(block.block_id)) problems.push(`blocks[${index}]: block_id ${block.block_id} twice`);
      ids.add(block.block_id);
    }
    walk(block, `blocks[${index}].${String(block.type)}`, problems);
    sameActionTwice(block, `blocks[${index}]`, problems);
  }
  return problems;
}

function walk(thing: Thing, path: string, problems: string[]): void {
  if (thing.type === 'plain_text' || thing.type === 'mrkdwn' || (thing.type === 'text' && 'text' in thing))
    checkText(thing, path, problems);
  if (typeof thing.value === 'string')
    tooLong(problems, `${path}.value`, thing.value, thing.type === 'button' ? LIMITS.buttonValue : LIMITS.option.value);
  if (typeof thing.max_length === 'number' && thing.max_length > LIMITS.inputText)
    problems.push(`${path}.max_length: ${thing.max_length} > ${LIMITS.inputText}`);
  for (const [key, value] of Object.entries(thing)) {
    const limit = STRINGS[key];
    if (limit !== undefined && typeof value === 'string') tooLong(problems, `${path}.${key}`, value, limit);
    if (isThing(value)) walk(value, `${path}.${key}${kindOf(value)}`, problems);
    if (Array.isArray(value)) walkList(value, `${path}.${key}`, problems);
  }
}

function walkList(list: readonly unknown[], path: string, problems: string[]): void {
  if (list.length === 0 && !path.endsWith('initial_options')) problems.push(`${path}: empty`);
  for (const { path: pattern, max } of LISTS)
    if (pattern.test(path) && list.length > max) problems.push(`${path}: ${list.length} > ${max}`);
  for (const [index, value] of list.entries()) {
    if (!isThing(value)) continue;
    // Elements of actions and context keep the list's name so that the table can say what stands where.
    const suffix = /(actions|context)\.elements$/.test(path) && value.type === 'button' ? kindOf(value) : '';
    walk(value, `${path}[${index}]${suffix}`, problems);
  }
}

/** `.static_select` and the like: a path names what an element is, not only where. */
function kindOf(value: Thing): string {
  const named = ['static_select', 'checkboxes', 'radio_buttons', 'button', 'plain_text_input'];
  return typeof value.type === 'string' && named.includes(value.type) ? `.${value.type}` : '';
}

function checkText(thing: Thing, path: string, problems: string[]): void {
  if (typeof thing.text !== 'string' || thing.text === '') {
    problems.push(`${path}: empty text`);
    return;
  }
  for (const { path: pattern, max } of TEXTS) {
    if (!pattern.test(path)) continue;
    tooLong(problems, path, thing.text, max);
    return;
  }
}

function sameActionTwice(block: Thing, path: string, problems: string[]): void {
  if (!Array.isArray(block.elements)) return;
  const ids = block.elements.filter(isThing).map((element) => element.action_id);
  const given = ids.filter((id) => typeof id === 'string');
  if (new Set(given).size !== given.length) problems.push(`${path}: the same action_id twice`);
}

function tooLong(problems: string[], path: string, text: string, max: number): void {
  if (text.length > max) problems.push(`${path}: ${text.length} > ${max}`);
}

function raise(problems: readonly string[]): void {
  if (problems.length > 0) throw new LimitExceeded(problems);
}
