import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

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

const emojiByName = new Map(
  Object.entries(shortcodes).flatMap(([hex, names]) => {
    const emoji = emojiOf(hex);
    return [names].flat().map((name): [string, string] => [name, emoji]);
  }),
);

function emojiFromNames(text: string): string {
  return text.replaceAll(/:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g, (typed: string, name: string, tone?: string) => {
    const emoji = emojiByName.get(name);
    if (emoji === undefined) return typed;
    if (tone === undefined) return emoji;
    const modifier = String.fromCodePoint(0x1f3fb + Number(tone) - 2);
    return `${emoji.replace(/\uFE0F$/, '')}${modifier}`;
  });
}

function emojiOf(hex: string): string {
  const emoji = String.fromCodePoint(...hex.split('-').map((point) => Number.parseInt(point, 16)));
  // The table leaves out the mark that asks for the coloured picture; X and Slack send it.
  return /^\p{Emoji}$/u.test(emoji) && !/^\p{Emoji_Presentation}$/u.test(emoji) ? `${emoji}\uFE0F` : emoji;
}
