import table from 'emojibase-data/ja/data.json' with { type: 'json' };
import messages from 'emojibase-data/ja/messages.json' with { type: 'json' };
import { z } from 'zod';

/** Unicode's kinds of emoji that look alike in small print or that other readers read otherwise. */
const KINDS = [
  'hand-fingers-open',
  'hand-fingers-partial',
  'hand-single-finger',
  'hand-fingers-closed',
  'hands',
  'hand-prop',
  'person-gesture',
  'face-hand',
  'face-neutral-skeptical',
  'warning',
  'religion',
  'alphanum',
];

/** Single ones of other kinds: faces that are taken for another mood, things with a second meaning, map signs. */
const SINGLE = '🙃🫠😇😅😂🤣😪😥😓😤😵😈👿💀☠💢💦💨💩👅💋🍆🍑🏩♨🔫💣🔪💊🚬⚰🪦💮🔰📛〽⚜🔱⭕❌❎☑🔯🕋🎴🀄🎌🏳';

/** Where Unicode's short name says less than the picture needs. */
const OWN: Readonly<Record<string, string>> = {
  '☝': '上を指す人差し指',
  '🙏': '合わせた両手（お願い・祈り）',
  '📛': '名札（火ではありません）',
};

const PICTOGRAPH = /\p{Extended_Pictographic}/u;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The name does not depend on the colour of the skin, nor on the mark that asks for the coloured picture. */
const bare = (emoji: string): string => emoji.replaceAll(/[\u{1f3fb}-\u{1f3ff}\ufe0f\ufe0e]/gu, '');

const NAMES: ReadonlyMap<string, string> = readNames();

function readNames(): ReadonlyMap<string, string> {
  const { subgroups } = z
    .object({ subgroups: z.array(z.object({ key: z.string(), order: z.number() })) })
    .parse(messages);
  const kinds = new Set(subgroups.filter(({ key }) => KINDS.includes(key)).map(({ order }) => order));
  const single = new Set([...graphemes.segment(SINGLE)].map(({ segment }) => segment));
  const entries = z
    .array(z.object({ emoji: z.string(), label: z.string(), subgroup: z.number().optional() }))
    .parse(table);
  return new Map(
    entries
      .filter(({ emoji, subgroup }) => single.has(bare(emoji)) || (subgroup !== undefined && kinds.has(subgroup)))
      .map(({ emoji, label }) => [bare(emoji), OWN[bare(emoji)] ?? label]),
  );
}

export interface NamedEmoji {
  /** As written in the text. */
  readonly emoji: string;
  readonly name: string;
}

/** The easily mistaken emoji of a text with their names, each once, in the order of the text. */
export function mistakableEmoji(text: string): readonly NamedEmoji[] {
  if (!PICTOGRAPH.test(text)) return [];
  const found = new Map<string, NamedEmoji>();
  for (const { segment } of graphemes.segment(text)) {
    if (!PICTOGRAPH.test(segment)) continue;
    const key = bare(segment);
    const name = NAMES.get(key);
    if (name !== undefined && !found.has(key)) found.set(key, { emoji: segment, name });
  }
  return [...found.values()];
}
