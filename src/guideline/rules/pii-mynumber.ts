import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { linkedAt } from '../network/links.ts';
import { isLabelledOtherwise, isMyNumber } from '../people/digits.ts';
import { defineKind } from './rule-kind.ts';

const TWELVE = new Pattern(/(?<![\d-])\d{4}([- ]?)\d{4}\1\d{4}(?!\d|[- ]\d)/gu);
const LABEL = /(?:マイナンバー|個人番号)(?!カード)[^\d\n。]{0,10}$/u;

/** 個人番号, also a specimen: labelled as one, or right by its check digit (which a tenth of all numbers are). */
export const piiMynumber = defineKind({
  codes: ['labelled', 'check-digit'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, links }) => {
      const linked = linkedAt(links);
      return TWELVE.matches(normal).flatMap((match) => {
        const at = normal.toWritten(match.index, match.index + match[0].length);
        if (linked(at.start)) return [];
        if (LABEL.test(normal.text.slice(Math.max(0, match.index - 18), match.index)))
          return [{ code: 'labelled', at }];
        if (isLabelledOtherwise(normal.text, match.index)) return [];
        return isMyNumber(match[0].replace(/\D/gu, '')) ? [{ code: 'check-digit', at }] : [];
      });
    },
});
