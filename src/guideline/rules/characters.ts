import { z } from 'zod';
import { allMatches } from '../matching/pattern.ts';
import type { RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** ｶﾞ: half-width kana, with their marks. */
export const halfWidthKana = charKind('halfwidth', /[\uff66-\uff9f]{1,200}/gu, (text) => text.normalize('NFKC'));

/** １２月１２日: full-width letters and digits; one finding for a date or a word, not for each run. */
export const fullWidthAlnum = charKind(
  'fullwidth',
  /[０-９Ａ-Ｚａ-ｚ]{1,200}(?:[^\s。、「」（）()！？・][０-９Ａ-Ｚａ-ｚ]{1,200}){0,20}/gu,
  (text) => text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (char) => char.normalize('NFKC')),
);

/** か + ゛ as two characters: not found by a search, read out wrongly. */
export const decomposedKana = charKind('decomposed', /(?:[ぁ-ゖァ-ヺ][\u3099\u309a]){1,200}/gu, (text) =>
  text.normalize('NFC'),
);

/**
 * Characters that one maker's machines have, radicals that pass for ideographs, and private ones.
 * Circled numbers and Roman numerals are left out: they are in JIS X 0213 and in daily use.
 */
export const platformChar = charKind(
  'platform',
  /[\u2116\u2121\u213b\u2e80-\u2fd5\u3200-\u321e\u3220-\u3243\u3280-\u3298\u329a-\u32b0\u32c0-\u32ff\u3300-\u33ff\ue000-\uf8ff\u{f0000}-\u{10fffd}]{1,200}/gu,
  (text) => text.normalize('NFKC'),
);

/** @param mend gives the plain writing; where it changes nothing, none is offered */
function charKind(code: string, pattern: RegExp, mend: (text: string) => string): RuleKind {
  return defineKind({
    codes: [code],
    params: z.strictObject({}),
    detector:
      () =>
      ({ text, everyday }) => {
        if (everyday) return [];
        return allMatches(pattern, text).map((match) => {
          const mended = mend(match[0]);
          return {
            code,
            at: { start: match.index, end: match.index + match[0].length },
            params: { plain: mended },
            ...(mended === match[0] ? {} : { replacement: mended }),
          };
        });
      },
  });
}
