import type { Block } from '../blocks/blocks.ts';
import type { TextObject } from '../blocks/composition.ts';
import { allOptions, type Element } from '../blocks/elements.ts';
import type { RichInline, RichText } from '../blocks/rich-text.ts';
import type { ElementState, FormValues } from '../form-values.ts';
import { emoji } from './emoji.ts';
import { type Names, readMrkdwn, readPlain, userName } from './mrkdwn.ts';

/** A text object as a person reads it. */
function readText(text: TextObject & { readonly emoji?: boolean | undefined }, names: Names): string {
  return text.type === 'mrkdwn' ? readMrkdwn(text.text, names) : readPlain(text.text, text.emoji ?? true);
}

/** Blocks as lines of plain text. @param values what a form holds. */
export function readBlocks(blocks: readonly Block[], names: Names, values: FormValues = {}): string {
  return blocks.map((block) => readBlock(block, names, values)).join('\n');
}

function readBlock(block: Block, names: Names, values: FormValues): string {
  switch (block.type) {
    case 'section': {
      const fields = block.fields?.map((field) => readText(field, names)) ?? [];
      const accessory = block.accessory
        ? [readElement(block.accessory, names, stateOf(block, block.accessory, values))]
        : [];
      return [...(block.text ? [readText(block.text, names)] : []), ...fields, ...accessory].join('\n');
    }
    case 'header':
      return `■ ${readText(block.text, names)}`;
    case 'divider':
      return '──────────';
    case 'context':
      return block.elements
        .map((each) => (each.type === 'image' ? `[画像: ${each.alt_text}]` : readText(each, names)))
        .join(' ');
    case 'image':
      return `[画像: ${block.alt_text}]`;
    case 'actions':
      return block.elements.map((each) => readElement(each, names, stateOf(block, each, values))).join(' ');
    case 'input': {
      const optional = block.optional ? '（任意）' : '';
      const hint = block.hint ? [`  ${readText(block.hint, names)}`] : [];
      const field = readElement(block.element, names, stateOf(block, block.element, values));
      return [`${readText(block.label, names)}${optional}`, `  ${field}`, ...hint].join('\n');
    }
    case 'rich_text':
      return readRichText(block, names);
    case 'markdown':
      return block.text;
    case 'alert':
      return `⚠ ${readText(block.text, names)}`;
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => (cell.type === 'raw_text' ? cell.text : readRichText(cell, names))).join(' | '))
        .join('\n');
    default: {
      const never: never = block;
      throw new Error(`Unknown block ${JSON.stringify(never)}`);
    }
  }
}

function readRichText(block: RichText, names: Names): string {
  const line = (elements: readonly RichInline[]) => elements.map((each) => readInline(each, names)).join('');
  return block.elements
    .map((part) => {
      switch (part.type) {
        case 'rich_text_section':
        case 'rich_text_preformatted':
          return line(part.elements);
        case 'rich_text_quote':
          return line(part.elements)
            .split('\n')
            .map((each) => `┃ ${each}`)
            .join('\n');
        case 'rich_text_list':
          return part.elements
            .map(
              (item, index) =>
                `${part.style === 'ordered' ? `${index + 1 + (part.offset ?? 0)}.` : '・'}${line(item.elements)}`,
            )
            .join('\n');
        default: {
          const never: never = part;
          throw new Error(`Unknown rich text ${JSON.stringify(never)}`);
        }
      }
    })
    .join('\n');
}

function readInline(element: RichInline, names: Names): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text === undefined ? element.url : `${element.text} (${element.url})`;
    case 'user':
      return `@${userName(names, element.user_id)}`;
    case 'usergroup':
      return `@${names.usergroups.get(element.usergroup_id)?.handle ?? element.usergroup_id}`;
    case 'channel':
      return `#${names.channels.get(element.channel_id)?.name ?? element.channel_id}`;
    case 'emoji':
      return emoji(element.name) ?? `:${element.name}:`;
    case 'broadcast':
      return `@${element.range}`;
    case 'color':
      return element.value;
    case 'date':
      return element.fallback ?? new Date(element.timestamp * 1000).toISOString();
    default: {
      const never: never = element;
      throw new Error(`Unknown rich text element ${JSON.stringify(never)}`);
    }
  }
}

function stateOf(block: Block, element: Element, values: FormValues): ElementState | undefined {
  return element.type === 'image' ? undefined : values[block.block_id ?? '']?.[element.action_id ?? ''];
}

function readElement(element: Element, names: Names, state: ElementState | undefined): string {
  switch (element.type) {
    case 'button':
      return `[${readText(element.text, names)}]`;
    case 'image':
      return `[画像: ${element.alt_text}]`;
    case 'overflow':
      return `[… ${element.options.map((each) => readText(each.text, names)).join(' / ')}]`;
    case 'static_select':
    case 'multi_static_select': {
      const picked = pickedValues(state);
      const labels = allOptions(element).map((each) =>
        picked.includes(each.value) ? `《${readText(each.text, names)}》` : readText(each.text, names),
      );
      return `▼ ${labels.join(' / ')}`;
    }
    case 'radio_buttons':
    case 'checkboxes': {
      const picked = pickedValues(state);
      const [on, off] = element.type === 'checkboxes' ? ['☑', '☐'] : ['◉', '○'];
      return element.options
        .map((each) => {
          const description = each.description ? ` ${readText(each.description, names)}` : '';
          return `${picked.includes(each.value) ? on : off} ${readText(each.text, names)}${description}`;
        })
        .join('\n  ');
    }
    default: {
      const held = Object.entries(state ?? {}).find(([key]) => key !== 'type')?.[1];
      const empty = held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
      if (!empty) return typeof held === 'string' ? held : JSON.stringify(held);
      return 'placeholder' in element && element.placeholder
        ? `＿＿（${readText(element.placeholder, names)}）`
        : '＿＿';
    }
  }
}

function pickedValues(state: ElementState | undefined): readonly string[] {
  const held = [state?.selected_option, state?.selected_options].flat();
  return held.flatMap((each) =>
    typeof each === 'object' && each !== null && 'value' in each ? [String(each.value)] : [],
  );
}
