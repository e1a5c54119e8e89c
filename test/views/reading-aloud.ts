/** What a person sees of blocks, and what Slack would make of them. */

type Thing = Readonly<Record<string, unknown>>;

function things(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(things);
  if (typeof value !== 'object' || value === null) return [];
  const thing: Thing = { ...value };
  return [thing, ...Object.values(thing).flatMap(things)];
}

/** All that is shown, in order; blocks on lines of their own. */
export function aloud(blocks: readonly unknown[]): string {
  return blocks.map((block) => texts(block).join('')).join('\n');
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  const thing: Thing = { ...value };
  const own = typeof thing.text === 'string' ? [thing.text] : [];
  return [...own, ...Object.entries(thing).flatMap(([key, inner]) => (key === 'confirm' ? [] : texts(inner)))];
}

/** The text elements of the blocks with this id (or all), joined. */
export function richTextOf(blocks: readonly unknown[], blockId: string): string {
  return blocks
    .filter((block) => things(block)[0]?.block_id === blockId)
    .flatMap(texts)
    .join('');
}

export const mrkdwnOf = (blocks: readonly unknown[]): string[] =>
  things(blocks)
    .filter(({ type }) => type === 'mrkdwn')
    .map(({ text }) => String(text));

/** Elements that call somebody or turn into something else than typed. */
export const activeElements = (blocks: readonly unknown[]): string[] =>
  things(blocks)
    .map(({ type }) => type)
    .filter((type) => ['user', 'usergroup', 'broadcast', 'channel', 'emoji', 'link', 'team'].includes(String(type)))
    .map(String);

export const plainTextsWithEmoji = (blocks: readonly unknown[]): Thing[] =>
  things(blocks).filter(({ type, emoji }) => type === 'plain_text' && emoji !== false);

export const buttonsOf = (blocks: readonly unknown[]): Thing[] =>
  things(blocks).filter(({ type }) => type === 'button');

export function buttonTexts(blocks: readonly unknown[]): string[] {
  return buttonsOf(blocks).map(({ text }) => texts(text).join(''));
}

/** What stands behind 「⋯」. */
export const menuOf = (blocks: readonly unknown[]): string[] =>
  things(blocks)
    .filter(({ type }) => type === 'overflow')
    .flatMap(({ options }) => (Array.isArray(options) ? options : []))
    .map((option) => texts(option).join(''));

/** Runs that are marked as the words of a finding. */
export const markedWords = (blocks: readonly unknown[]): string[] =>
  things(blocks)
    .filter(({ type, style }) => type === 'text' && things(style)[0]?.code === true)
    .map(({ text }) => String(text));

/** `view.state.values` as Slack would send it for a form that nobody touched. */
export function untouched(blocks: readonly unknown[]): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {};
  for (const block of blocks) {
    const [input] = things(block);
    const element = input?.type === 'input' ? things(input.element)[0] : undefined;
    if (element === undefined) continue;
    values[String(input?.block_id)] = { [String(element.action_id)]: stateOf(element) };
  }
  return values;
}

function stateOf(element: Thing): Thing {
  switch (element.type) {
    case 'plain_text_input':
      return { type: element.type, value: element.initial_value ?? null };
    case 'static_select':
    case 'radio_buttons':
      return { type: element.type, selected_option: element.initial_option ?? null };
    default:
      return { type: element.type, selected_options: element.initial_options ?? [] };
  }
}
