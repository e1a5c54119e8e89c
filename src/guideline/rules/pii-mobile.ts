import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { linkedAt } from '../network/links.ts';
import { isPublished, nationalDigits } from '../people/national-digits.ts';
import { defineKind } from './rule-kind.ts';

const GAP = '[-\\s.()[\\]〔〕・/ー〜_の]{0,3}';
/** Whatever its range: a private number with a slip in it is as private. */
const MOBILE = new Pattern(
  new RegExp(
    `(?<![\\d+])(?:(?:\\+|(?<!\\d)00) ?81${GAP}(?:0${GAP})?|[([〔]?0 ?)[6-9] ?0(?:${GAP}\\d){8}(?!\\d|-\\d)`,
    'gu',
  ),
);
/** Numbers of another sort that happen to have the shape. */
const LABEL =
  /(?:第|受付|受付番号|整理番号|管理番号|伝票|伝票番号|注文番号|お問い合わせ番号|追跡番号|許可|許可番号|登録番号|文書番号|会員番号|識別番号|申請番号|物件番号|口座番号|番号札|製品番号|製造番号|品番|型番|シリアル(?:番号)?|ISBN|JAN|No\.?|№)[ :]{0,2}[A-Za-z]?$/iu;
const LABEL_REACH = 12;

/** A mobile number, however it is written; not the office's own published ones. */
export const piiMobile = defineKind({
  codes: ['mobile'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, settings, links }) => {
      const linked = linkedAt(links);
      return MOBILE.matches(normal).flatMap((match) => {
        const digits = nationalDigits(match[0]);
        if (digits.length !== 11 || isPublished(digits, settings)) return [];
        // 0800 is the toll-free range, unless somebody grouped it as a mobile number.
        if (digits.startsWith('0800') && !/0[6-9]0[-\s.()・/ー]/u.test(match[0].slice(0, 6))) return [];
        const before = normal.text.slice(Math.max(0, match.index - LABEL_REACH), match.index);
        const after = normal.text.charAt(match.index + match[0].length);
        if (LABEL.test(before) || after === '号') return [];
        const at = normal.toWritten(match.index, match.index + match[0].length);
        // Digits of an address on the web are a page's number.
        return linked(at.start) ? [] : [{ code: 'mobile', at }];
      });
    },
});
