import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };
import table from 'emojibase-data/ja/data.json' with { type: 'json' };
import { z } from 'zod';

/**
 * Slack does not hand over what was typed: it escapes three characters, wraps links and mentions in <…> and
 * turns emoji into :names:. A post must hold what the author saw, so this turns it back.
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */

/** Text of a message (message shortcut). */
export function fromMessageText(text: string): string {
  return emojiFromNames(unescaped(text.replaceAll(/<([^<>\n]*)>/g, (_, inner: string) => plainOf(inner))));
}

/**
 * Text of a slash command. The manifest asks for it as typed; a workspace where it comes escaped all the same is
 * recognised by escapes without any bare `<`, `>` or `&`.
 */
export function fromCommandText(text: string): string {
  const bare = /[<>]|&(?!amp;|lt;|gt;)/.test(text);
  return emojiFromNames(bare ? text : unescaped(text));
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What a person sees of the inside of <…>. */
function plainOf(inner: string): string {
  const [target = '', ...labels] = inner.split('|');
  const label = labels.length === 0 ? undefined : labels.join('|');
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
  if (target.startsWith('@')) return label === undefined ? target : `@${label}`;
  if (target.startsWith('#')) return label === undefined || label === '' ? target : `#${label}`;
  if (target.startsWith('mailto:') || target.startsWith('tel:')) return label ?? target.slice(target.indexOf(':') + 1);
  // A bare domain is shown as typed and linked with a scheme; any other label hides where the link goes.
  return label !== undefined && target.endsWith(label.replace(/^https?:\/\//, '')) ? label : target;
}

/** Text of a form's input: only the names of emoji are Slack's there. */
export const fromFormText = (text: string): string => emojiFromNames(text);

/** An address is nobody's to change, whatever stands in it. */
const ADDRESS = /(https?:\/\/[!-~]+|[\w.+-]+@[\w.-]+)/giu;
const NAMED = /:([a-z0-9_+'-]+):((?::skin-tone-[2-6](?:-[2-6])?:){0,2})/g;
/** :100: and :on: are so short that they stand in times, ratios and codes as well. */
const NEEDS_ROOM = /^(?:\d+|[a-z]{1,2})$/;

/** Only names that Slack has; of custom ones nobody outside would see a picture, so they stay as they are. */
function emojiFromNames(text: string): string {
  if (!text.includes(':')) return text;
  return text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? part : namesToEmoji(part)))
    .join('');
}

function namesToEmoji(text: string): string {
  return text.replaceAll(NAMED, (typed: string, name: string, tones: string, at: number) => {
    const around = text.charAt(at - 1) + text.charAt(at + typed.length);
    if (NEEDS_ROOM.test(name) && /[A-Za-z0-9:]/.test(around)) return typed;
    return (
      namedEmoji(
        name,
        [...tones.matchAll(/[2-6]/g)].map(([tone]) => Number(tone) - 1),
      ) ?? typed
    );
  });
}

/**
 * @param tones of the skin from 1 to 5; two for an emoji of two people.
 * @returns as Unicode has it, with every mark that asks for the coloured picture; undefined for a name that Slack has not.
 */
export function namedEmoji(name: string, tones: readonly number[] = []): string | undefined {
  const hex = hexByName.get(name);
  if (hex === undefined) return undefined;
  const [first = 0, second = first] = tones;
  const toned = skinsByHex.get(hex)?.find(({ tone }) => {
    const [one, other = one] = Array.isArray(tone) ? tone : [tone];
    return one === first && other === second;
  });
  return emojiOf(toned?.hexcode ?? hex);
}

const hexByName = new Map(
  Object.entries(shortcodes).flatMap(([hex, names]) => [names].flat().map((name): [string, string] => [name, hex])),
);

const toned = z.object({ hexcode: z.string(), tone: z.union([z.number(), z.array(z.number())]) });
const entries = z.array(z.object({ hexcode: z.string(), skins: z.array(toned).default([]) }));
const skinsByHex = new Map(entries.parse(table).map(({ hexcode, skins }) => [hexcode, skins]));

/** The table leaves out the mark that asks for the coloured picture of a single character; X and Slack send it. */
function emojiOf(hex: string): string {
  const emoji = String.fromCodePoint(...hex.split('-').map((point) => Number.parseInt(point, 16)));
  return /^\p{Emoji}$/u.test(emoji) && !/^\p{Emoji_Presentation}$/u.test(emoji) ? `${emoji}\uFE0F` : emoji;
}
