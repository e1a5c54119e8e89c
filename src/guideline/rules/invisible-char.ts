import { z } from 'zod';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

type Code = 'bidi' | 'control' | 'broken' | 'invisible';

/** Code points that nobody sees, from and to. Emoji joiners and flags are told apart below. */
const TABLE: readonly (readonly [from: number, to: number, code: Code])[] = [
  [0x00, 0x08, 'control'],
  [0x0b, 0x0c, 'control'],
  [0x0e, 0x1f, 'control'],
  [0x7f, 0x9f, 'control'],
  [0xad, 0xad, 'invisible'],
  [0x34f, 0x34f, 'invisible'],
  [0x61c, 0x61c, 'invisible'],
  [0x115f, 0x1160, 'invisible'],
  [0x17b4, 0x17b5, 'invisible'],
  [0x180e, 0x180e, 'invisible'],
  [0x200b, 0x200f, 'invisible'],
  [0x2028, 0x2029, 'invisible'],
  [0x202a, 0x202e, 'bidi'],
  [0x2060, 0x2065, 'invisible'],
  [0x2066, 0x2069, 'bidi'],
  [0x206a, 0x206f, 'invisible'],
  [0x3164, 0x3164, 'invisible'],
  [0xd800, 0xdfff, 'broken'],
  [0xfe00, 0xfe0f, 'invisible'],
  [0xfeff, 0xfeff, 'invisible'],
  [0xffa0, 0xffa0, 'invisible'],
  [0xfff0, 0xfffb, 'invisible'],
  // What is left of an object or a character that some program could not read, and two that no text may hold.
  [0xfffc, 0xffff, 'broken'],
  [0x1d173, 0x1d17a, 'invisible'],
  [0xe0001, 0xe007f, 'invisible'],
  [0xe0100, 0xe01ef, 'invisible'],
];

/** Line breaks of other programs: Word's, of a page, of mainframes, of Unicode. */
const LINE_ENDS: ReadonlySet<number> = new Set([0x0b, 0x0c, 0x85, 0x2028, 0x2029]);
const ZWJ = 0x200d;
const BLACK_FLAG = 0x1f3f4;
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
const MODIFIER = /^(?:\ufe0f|\p{Emoji_Modifier})$/u;
const VARIATION = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
/** U+FE0E and U+FE0F choose text or colour for a symbol or a keycap; the others a form of an ideograph. */
const SYMBOL = /^[\p{Emoji}\p{S}]$/u;
const IDEOGRAPH = /^[\p{Script=Han}\p{S}\p{P}]$/u;
const TAG = /^[\u{e0020}-\u{e007f}]$/u;

/** Characters that cannot be seen and change what is read, searched or linked. */
export const invisibleChar = defineKind({
  codes: ['bidi', 'control', 'broken', 'invisible'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ text, everyday }) => {
      if (everyday || !suspicious(text)) return [];
      const runs: Run[] = [];
      const chars = [...text];
      let at = 0;
      chars.forEach((char, index) => {
        const start = at;
        at += char.length;
        const point = char.codePointAt(0) ?? 0;
        const code = codeOf(point);
        if (code === undefined || belongsToEmoji(chars, index)) return;
        const last = runs.at(-1);
        if (last?.code === code && last.end === start) runs[runs.length - 1] = joinRun(last, at, point);
        else runs.push({ code, start, end: at, points: [point] });
      });
      return runs.map(
        ({ code, start, end, points }): Hit => ({
          code,
          at: { start, end },
          params: { points: points.map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`) },
          // Whoever reads them as a line's end would otherwise find two lines glued together.
          replacement: points.some((point) => LINE_ENDS.has(point)) && !besideBreak(text, start, end) ? '\n' : '',
        }),
      );
    },
});

interface Run {
  readonly code: Code;
  readonly start: number;
  readonly end: number;
  readonly points: readonly number[];
}

/** Names at most a handful of the characters: a run may be as long as the text. */
function joinRun(run: Run, end: number, point: number): Run {
  const known = run.points.length >= 5 || run.points.includes(point);
  return { ...run, end, points: known ? run.points : [...run.points, point] };
}

const besideBreak = (text: string, start: number, end: number): boolean =>
  /^[\r\n]$/u.test(text.charAt(start - 1)) || /^[\r\n]$/u.test(text.charAt(end));

/** One quick look, since nearly every text has none. */
function suspicious(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if ((unit >= 0x20 && unit < 0x7f) || (unit >= 0xff01 && unit < 0xffa0)) continue;
    if (unit >= 0x3000 && unit < 0xa000 && unit !== 0x3164) continue;
    if (codeOf(unit) !== undefined) return true;
  }
  return false;
}

function codeOf(point: number): Code | undefined {
  return TABLE.find(([from, to]) => from <= point && point <= to)?.[2];
}

/** A joiner between two pictographs, the look of a character that has several, or a tag of a flag such as Scotland's. */
function belongsToEmoji(chars: readonly string[], index: number): boolean {
  const char = chars[index] ?? '';
  if (char.codePointAt(0) === ZWJ) {
    let before = index - 1;
    while (before >= 0 && MODIFIER.test(chars[before] ?? '') && index - before < 4) before -= 1;
    return PICTOGRAPH.test(chars[before] ?? '') && PICTOGRAPH.test(chars[index + 1] ?? '');
  }
  if (VARIATION.test(char)) return (/[\ufe0e\ufe0f]/u.test(char) ? SYMBOL : IDEOGRAPH).test(chars[index - 1] ?? '');
  if (!TAG.test(char)) return false;
  let before = index - 1;
  while (before >= 0 && index - before < 8 && TAG.test(chars[before] ?? '')) before -= 1;
  return chars[before]?.codePointAt(0) === BLACK_FLAG;
}
