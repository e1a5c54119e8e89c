import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { patternSource } from '../matching/patterns.ts';
import { defineKind } from './rule-kind.ts';

/** Numbers that a label makes personal: bank accounts, insurance, licences. */
export const piiAccountNumber = defineKind({
  codes: ['number'],
  params: z.strictObject({
    /** Each with a group `number` (or `other`) and the name of what it is. */
    patterns: z
      .array(
        z.strictObject({
          pattern: patternSource,
          reason: z.string(),
          /** Whether the office may publish such a number: a passport with the digits of its account stays one. */
          bankAccount: z.boolean().default(false),
        }),
      )
      .min(1),
  }),
  detector: ({ patterns }) => {
    const compiled = patterns.map(({ pattern, reason, bankAccount }) => ({
      pattern: new Pattern(new RegExp(pattern, 'giu')),
      reason,
      bankAccount,
    }));
    return ({ normal, settings }) => {
      return compiled.flatMap(({ pattern, reason, bankAccount }) =>
        pattern.matches(normal).flatMap((match) => {
          const number = match.groups?.number ?? match.groups?.other ?? '';
          const published = bankAccount ? (settings.publicBankAccounts ?? []) : [];
          if (published.some((one) => digits(one) === digits(number))) return [];
          const at = normal.toWritten(match.index, match.index + match[0].length);
          return [{ code: 'number', at, params: { sort: reason } }];
        }),
      );
    };
  },
});

function digits(text: string): string {
  return text.normalize('NFKC').replace(/\D/gu, '');
}
