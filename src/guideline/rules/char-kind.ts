import { z } from 'zod';
import { allMatches } from '../matching/pattern.ts';
import type { RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/**
 * Single characters that have a plain writing.
 * @param mend gives the plain writing; where it changes nothing, none is offered
 */
export function charKind<const Code extends string>(
  code: Code,
  pattern: RegExp,
  mend: (text: string) => string,
): RuleKind<Code> {
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
