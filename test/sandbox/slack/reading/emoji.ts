import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

/** Slack's emoji names (they are those of iamcal/emoji-data) and their characters. */
const characters = new Map<string, string>();
for (const [hexcode, names] of Object.entries(shortcodes)) {
  const character = String.fromCodePoint(...hexcode.split('-').map((hex) => Number.parseInt(hex, 16)));
  for (const name of [names].flat()) characters.set(name, character);
}

export function emoji(name: string): string | undefined {
  return characters.get(name);
}

/** `:tada:` as the character that a person sees; unknown names stay. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => characters.get(name) ?? whole);
}
