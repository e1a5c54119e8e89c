import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { linkedAt } from '../network/links.ts';
import { isLabelledOtherwise, isLuhn } from '../people/digits.ts';
import { defineKind } from './rule-kind.ts';

const CARD = new Pattern(/(?<![\d-])(?:\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}|3\d{3}[- ]?\d{6}[- ]?\d{4,5})(?!\d|-\d)/gu);

/** Payment cards: length, issuer's first digit and check digit are right, and no label says otherwise. */
export const piiCard = defineKind({
  codes: ['card'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, links }) => {
      const linked = linkedAt(links);
      return CARD.matches(normal).flatMap((match) => {
        const digits = match[0].replace(/\D/gu, '');
        if (!/^[2-5]/u.test(digits) || !isLuhn(digits) || isLabelledOtherwise(normal.text, match.index)) return [];
        const at = normal.toWritten(match.index, match.index + match[0].length);
        return linked(at.start) ? [] : [{ code: 'card', at }];
      });
    },
});
