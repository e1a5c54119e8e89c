import { z } from 'zod';
import { anyText, blockId, chars, list, plainText } from './composition.ts';
import { contextElement, type Element, type ElementType, element, imageElement, PLACES } from './elements.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

/** An element that may stand in this place. */
function placed(place: keyof typeof PLACES) {
  return element.superRefine((value, context) => {
    if (!PLACES[place].includes(value.type)) {
      context.addIssue({ code: 'custom', message: `unsupported type: ${value.type}`, path: ['type'] });
    }
  });
}

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(LIMITS.sectionText).optional(),
    fields: list(anyText(LIMITS.sectionField), LIMITS.sectionFields).optional(),
    accessory: placed('accessory').optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    if (!block.text && !block.fields) {
      context.addIssue({ code: 'custom', message: 'missing required field: text or fields', path: [] });
    }
  });

const actions = z
  .strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: list(placed('actions'), LIMITS.actionsElements),
  })
  .superRefine((block, context) => {
    const seen = new Set<string>();
    block.elements.forEach((item, index) => {
      const id = 'action_id' in item ? item.action_id : undefined;
      if (id === undefined) return;
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          message: `action_id already exists: ${id}`,
          path: ['elements', index, 'action_id'],
        });
      }
      seen.add(id);
    });
  });

const image = imageElement
  .extend({ block_id: blockId, title: plainText(LIMITS.imageTitle).optional() })
  .superRefine((block, context) => {
    if ((block.image_url === undefined) === (block.slack_file === undefined)) {
      context.addIssue({ code: 'custom', message: 'must provide exactly one of image_url or slack_file', path: [] });
    }
  });

const rawText = z.strictObject({ type: z.literal('raw_text'), text: chars(LIMITS.sectionText) });

export const block = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('header'),
    block_id: blockId,
    text: plainText(LIMITS.headerText),
    level: z.number().int().min(1).max(4).optional(),
  }),
  image,
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: list(contextElement, LIMITS.contextElements),
  }),
  actions,
  z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plainText(LIMITS.inputLabel),
    element: placed('input'),
    hint: plainText(LIMITS.inputHint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  richText,
  z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: chars(LIMITS.markdownTotal) }),
  z.strictObject({
    type: z.literal('alert'),
    block_id: blockId,
    text: anyText(LIMITS.alertText),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  z.strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: list(list(z.discriminatedUnion('type', [rawText, richText]), LIMITS.tableCells), LIMITS.tableRows),
    column_settings: z
      .array(
        z
          .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
          .nullable(),
      )
      .optional(),
  }),
]);

export type Block = z.infer<typeof block>;
export type BlockType = Block['type'];

/** Blocks that may not stand on a surface (docs.slack.dev/blocks.json as read by the TightknitAI validator). */
export const FORBIDDEN_BLOCKS = {
  message: ['alert'],
  modal: ['markdown', 'table'],
  home: ['alert', 'markdown', 'table'],
} as const satisfies Record<string, readonly BlockType[]>;

export interface PlacedElement {
  readonly block: Block;
  readonly element: Element;
  readonly pointer: string;
}

/** Every element of the blocks that a person can act on, with its place. */
export function elementsOf(blocks: readonly Block[]): readonly PlacedElement[] {
  return blocks.flatMap((item, index): PlacedElement[] => {
    const at = `/blocks/${index}`;
    switch (item.type) {
      case 'section':
        return item.accessory ? [{ block: item, element: item.accessory, pointer: `${at}/accessory` }] : [];
      case 'actions':
        return item.elements.map((each, number) => ({
          block: item,
          element: each,
          pointer: `${at}/elements/${number}`,
        }));
      case 'input':
        return [{ block: item, element: item.element, pointer: `${at}/element` }];
      default:
        return [];
    }
  });
}

/** Elements that hold a value, and so have a place in `state.values`. */
export function isStateful(type: ElementType): boolean {
  return type !== 'button' && type !== 'overflow' && type !== 'image';
}
