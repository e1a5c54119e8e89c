import { z } from 'zod';
import type { MediaFields } from '../types.ts';
import type { RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** What is known of each picture or film; one finding for all that lack the same. */
export function mediaKind<const Code extends string>(
  codes: readonly Code[],
  judge: (media: MediaFields) => NoInfer<Code> | undefined,
): RuleKind<Code> {
  return defineKind({
    codes,
    params: z.strictObject({}),
    detector:
      () =>
      ({ fields }) => {
        const { media } = fields;
        if (media === undefined || media.length === 0) return [];
        return codes.flatMap((code) => {
          const numbers = media.flatMap((one, index) => (judge(one) === code ? [String(index + 1)] : []));
          return numbers.length === 0 ? [] : [{ code, params: { numbers } }];
        });
      },
  });
}
