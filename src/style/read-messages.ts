import type { TextRange } from '../guideline/types.ts';
import { dropped, styleReason } from '../text/style.ts';
import type { StyleHit } from '../usecases/ports.ts';
import type { StyleMessage } from './messages.ts';

/** Stands for each half of a character outside of the basic plane: the same length, and no letter. */
const BLANK = '〓';

/**
 * The text as textlint is given it: two of its rules count code points where UTF-16 units are meant, so every character of
 * two units is replaced by two of one. Half a character, left over from a cut, would end the reader of Japanese.
 */
export function forTextlint(text: string): string {
  return text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, BLANK + BLANK).replaceAll(/\p{Surrogate}/gu, BLANK);
}

/** What textlint's messages say about the text as written; mere symbols and reduplicated words are left out. */
export function readMessages(text: string, messages: readonly StyleMessage[]): readonly StyleHit[] {
  return messages.flatMap((message) => READERS[message.ruleId]?.(text, message) ?? []);
}

type Reader = (text: string, message: StyleMessage) => StyleHit | null;

const READERS: Readonly<Record<string, Reader>> = {
  'unmatched-pair': (text, { ruleId, message, start }) => {
    const [, open = '', close = ''] = /character for (\S+)\.[\s\S]*sentence with (\S+)\./u.exec(message) ?? [];
    // The rule points at the character after the bracket.
    const at = open === '' ? -1 : text.lastIndexOf(open, start);
    if (at < 0) return null;
    return { ruleId, code: 'unclosed', range: { start: at, end: at + open.length }, params: { right: close } };
  },
  'repeated-word': (text, { ruleId, message, start }) => {
    const word = /^"([^"]+)"/u.exec(message)?.[1] ?? '';
    const range = { start: start - word.length, end: start + word.length };
    if (!isSlip(word) || slice(text, range) !== word + word) return null;
    return { ruleId, code: 'twice', range, params: { word }, replacement: word };
  },
  'ra-nuki': (text, { ruleId, start }) => {
    if (text.charAt(start) !== dropped.written) return null;
    const stem = /[\p{Script=Han}ぁ-ん]{1,2}$/u.exec(text.slice(Math.max(0, start - 2), start))?.[0] ?? '';
    const range = { start: start - stem.length, end: start + 1 };
    return {
      ruleId,
      code: 'listed',
      range,
      params: { reason: styleReason.ra },
      replacement: `${stem}${dropped.right}`,
    };
  },
  'term-style': (text, { ruleId, message, fix }) => {
    if (fix === null || slice(text, fix) === fix.text) return null;
    const note = message.split('\n').slice(1).join(' ').trim();
    const { start, end } = fix;
    const params = { reason: styleReason.term(fix.text, note) };
    return { ruleId, code: 'listed', range: { start, end }, params, replacement: fix.text };
  },
};

const slice = (text: string, { start, end }: TextRange): string => text.slice(start, end);

/** をを is a slip; はいはい, ！！ and ○○ are meant. */
function isSlip(word: string): boolean {
  if (!/^[\p{L}ー]+$/u.test(word)) return false;
  return /^[ぁ-ん]+$/u.test(word) ? word.length === 1 : [...word].length > 1;
}
