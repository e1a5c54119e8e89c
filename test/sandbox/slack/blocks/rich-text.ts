import { z } from 'zod';
import { blockId, chars, list } from './composition.ts';
import { LIMITS } from './limits.ts';

/** Slack names no length for one rich text element; the ceiling of the whole message bounds it. */
const text = chars(LIMITS.messageContent);

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();

/** Mentions have no code style, but know how they look when marked. */
const mentionStyle = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
    highlight: z.boolean().optional(),
    client_highlight: z.boolean().optional(),
    unlink: z.boolean().optional(),
  })
  .optional();

const textElement = z.strictObject({ type: z.literal('text'), text, style });
const linkElement = z.strictObject({
  type: z.literal('link'),
  url: chars(LIMITS.buttonUrl),
  text: text.optional(),
  unsafe: z.boolean().optional(),
  style,
});

const inline = z.discriminatedUnion('type', [
  textElement,
  linkElement,
  z.strictObject({ type: z.literal('user'), user_id: chars(255), style: mentionStyle }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: chars(255), style: mentionStyle }),
  z.strictObject({ type: z.literal('channel'), channel_id: chars(255), style: mentionStyle }),
  z.strictObject({
    type: z.literal('emoji'),
    name: chars(255),
    unicode: z.string().optional(),
    skin_tone: z.number().int().min(1).max(6).optional(),
    style,
  }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style: mentionStyle }),
  z.strictObject({ type: z.literal('color'), value: chars(255), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: chars(255),
    url: chars(LIMITS.buttonUrl).optional(),
    fallback: text.optional(),
    style,
  }),
]);

const border = z.union([z.literal(0), z.literal(1)]).optional();

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: list(
    z.discriminatedUnion('type', [
      section,
      z.strictObject({
        type: z.literal('rich_text_list'),
        style: z.enum(['bullet', 'ordered']),
        elements: list(section, 1_000),
        indent: z.number().int().min(0).max(8).optional(),
        offset: z.number().int().min(0).optional(),
        border,
      }),
      z.strictObject({
        type: z.literal('rich_text_preformatted'),
        elements: z.array(z.discriminatedUnion('type', [textElement, linkElement])),
        border,
        language: z.string().optional(),
      }),
      z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border }),
    ]),
    1_000,
  ),
});

export type RichText = z.infer<typeof richText>;
export type RichInline = z.infer<typeof inline>;
