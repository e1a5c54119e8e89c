import { z } from 'zod';
import { fromFormText, fromMessageText, namedEmoji } from './incoming-text.ts';

/**
 * The words of a message as whoever reads it sees them: without Slack's own marks (bold, quote, list), with the names of the
 * people, groups and channels that it mentions, and with the words of what it forwards.
 * Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */

/** Gives the name of a person, group or channel of the workspace; undefined where Slack does not tell. */
export type NameOf = (kind: 'user' | 'usergroup' | 'channel', id: string) => Promise<string | undefined>;

export interface MessageWords {
  readonly text: string;
  /** Why there are none; null where there are some. */
  readonly lacking: 'files' | 'words' | null;
  /** Marks or ids were taken out, so that the text is not what Slack handed over. */
  readonly changed: boolean;
}

const element: z.ZodType<Element> = z.looseObject({
  type: z.string(),
  text: z.union([z.string(), z.looseObject({ type: z.string(), text: z.string() })]).optional(),
  url: z.string().optional(),
  name: z.string().optional(),
  skin_tone: z.number().optional(),
  user_id: z.string().optional(),
  usergroup_id: z.string().optional(),
  channel_id: z.string().optional(),
  range: z.string().optional(),
  fallback: z.string().optional(),
  style: z.unknown().optional(),
  indent: z.number().optional(),
  offset: z.number().optional(),
  get elements() {
    return z.array(element).optional();
  },
  get fields() {
    return z.array(element).optional();
  },
});
interface Element {
  readonly type: string;
  readonly text?: string | { readonly type: string; readonly text: string } | undefined;
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  readonly skin_tone?: number | undefined;
  readonly user_id?: string | undefined;
  readonly usergroup_id?: string | undefined;
  readonly channel_id?: string | undefined;
  readonly range?: string | undefined;
  readonly fallback?: string | undefined;
  readonly style?: unknown;
  readonly indent?: number | undefined;
  readonly offset?: number | undefined;
  readonly elements?: readonly Element[] | undefined;
  readonly fields?: readonly Element[] | undefined;
}

const blocks = z.array(element).catch([]);
const attachment = z.looseObject({
  text: z.string().optional(),
  fallback: z.string().optional(),
  is_share: z.boolean().optional(),
  is_msg_unfurl: z.boolean().optional(),
  message_blocks: z
    .array(z.looseObject({ message: z.looseObject({ blocks }) }))
    .optional()
    .catch(undefined),
});
const messageSchema = z.looseObject({
  text: z.string().optional().catch(undefined),
  blocks: blocks.optional(),
  attachments: z.array(attachment).optional().catch(undefined),
  files: z.array(z.unknown()).optional().catch(undefined),
});

/** @param message of a shortcut's payload, in whatever form Slack sends it. */
export async function wordsOfMessage(message: unknown, nameOf: NameOf): Promise<MessageWords> {
  const { text = '', blocks: own = [], attachments = [], files = [] } = messageSchema.parse(message);
  const written = (await wordsOfBlocks(own, nameOf)) || (await fromMarked(text, nameOf));
  const forwarded = await Promise.all(
    attachments
      .filter(({ is_share: shared, is_msg_unfurl: shown }) => shared === true || shown === true)
      .map(async ({ message_blocks: inner = [], text: said = '', fallback = '' }) => {
        const words = await Promise.all(inner.map(({ message: { blocks: all } }) => wordsOfBlocks(all, nameOf)));
        return words.join('\n').trim() || (await fromMarked(said || fallback, nameOf));
      }),
  );
  const words = [written, ...forwarded]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
  const lacking = words !== '' ? null : files.length > 0 ? 'files' : 'words';
  return { text: words, lacking, changed: words !== '' && words !== fromMessageText(text).trim() };
}

async function wordsOfBlocks(all: readonly Element[], nameOf: NameOf): Promise<string> {
  const parts = await Promise.all(all.map((block) => wordsOfBlock(block, nameOf)));
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .trim();
}

/** Of a person's message (rich_text), or of what another app has composed. */
async function wordsOfBlock(block: Element, nameOf: NameOf): Promise<string> {
  if (block.type === 'rich_text')
    return (await inTurn(block.elements, (part) => richPart(part, nameOf))).replace(/\n$/u, '');
  const { text, fields = [], elements = [] } = block;
  const own = await Promise.all([block, ...fields, ...elements].map((part) => composed(part.text, nameOf)));
  return text === undefined && fields.length + elements.length === 0
    ? ''
    : own.filter((part) => part !== '').join('\n');
}

async function composed(text: Element['text'], nameOf: NameOf): Promise<string> {
  if (text === undefined) return '';
  if (typeof text === 'string') return fromMarked(text, nameOf);
  return text.type === 'mrkdwn' ? fromMarked(text.text, nameOf) : fromFormText(text.text);
}

async function richPart(part: Element, nameOf: NameOf): Promise<string> {
  const { type, elements = [], style, indent = 0, offset = 0 } = part;
  if (type === 'rich_text_list') {
    const items = await Promise.all(elements.map((item) => inTurn(item.elements, (inner) => inline(inner, nameOf))));
    const mark = (index: number) => (style === 'ordered' ? `${offset + index + 1}. ` : '・');
    return items.map((item, index) => `${'　'.repeat(indent)}${mark(index)}${item}\n`).join('');
  }
  const words = await inTurn(elements, (inner) => inline(inner, nameOf));
  return type === 'rich_text_section' || words.endsWith('\n') ? words : `${words}\n`;
}

async function inline(part: Element, nameOf: NameOf): Promise<string> {
  switch (part.type) {
    case 'link': {
      const { url = '' } = part;
      const label = typeof part.text === 'string' ? part.text : url;
      return url.endsWith(label.replace(/^https?:\/\//iu, '')) ? label : `${label} ${url}`;
    }
    case 'emoji': {
      const { name = '', skin_tone: tone } = part;
      const [base = '', second] = name.split('::skin-tone-');
      const tones = tone === undefined ? (second?.match(/[2-6]/gu) ?? []).map((each) => Number(each) - 1) : [tone - 1];
      return namedEmoji(base, tones) ?? `:${name}:`;
    }
    case 'user':
      return named('@', 'user', part.user_id ?? '', nameOf);
    case 'usergroup':
      return named('@', 'usergroup', part.usergroup_id ?? '', nameOf);
    case 'channel':
      return named('#', 'channel', part.channel_id ?? '', nameOf);
    case 'broadcast':
      return `@${part.range ?? ''}`;
    default:
      return typeof part.text === 'string' ? part.text : (part.fallback ?? '');
  }
}

async function named(sign: string, kind: Parameters<NameOf>[0], id: string, nameOf: NameOf): Promise<string> {
  return `${sign}${((await nameOf(kind, id)) ?? id).replace(/^[@#]/u, '')}`;
}

async function inTurn(parts: readonly Element[] = [], say: (part: Element) => Promise<string>): Promise<string> {
  return (await Promise.all(parts.map(say))).join('');
}

/** <@U…>, <!subteam^S…> and <#C…> without a name. */
const NAMELESS = /<(?:@(?<user>[UW][A-Z0-9]+)|!subteam\^(?<usergroup>S[A-Z0-9]+)|#(?<channel>[CG][A-Z0-9]+)\|?)>/g;
const EDGE = '[\\s、。・「」『』（）()【】]';
/** *太字*, _斜体_, ~取消~, `コード`: a mark counts at the edge of words only. */
const MARK = new RegExp(
  `(?<=^|${EDGE})(?<mark>[*_~\`])(?=\\S)(?<words>[^\\n]{1,400}?)(?<=\\S)\\k<mark>(?=$|${EDGE}|[.,!?！？：:])`,
  'gu',
);

/** Slack's markup of an older client or another app, without its marks. */
async function fromMarked(text: string, nameOf: NameOf): Promise<string> {
  const names = new Map<string, string>();
  for (const { 0: written, groups = {} } of text.matchAll(NAMELESS)) {
    const kind = (['user', 'usergroup', 'channel'] as const).find((each) => groups[each] !== undefined);
    if (kind === undefined) continue;
    names.set(written, await named(kind === 'channel' ? '#' : '@', kind, groups[kind] ?? '', nameOf));
  }
  const shown = fromMessageText(text.replaceAll(NAMELESS, (written) => names.get(written) ?? written));
  const unquoted = shown.replaceAll(/^(?:>>>|>) ?/gmu, '').replaceAll(/```\n?/gu, '');
  return unquoted.replaceAll(MARK, '$<words>').replaceAll(MARK, '$<words>');
}
