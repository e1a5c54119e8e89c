import { z } from 'zod';
import { linkedAt } from '../network/links.ts';
import { isPublished } from '../people/national-digits.ts';
import type { PhoneSort } from '../people/phones.ts';
import type { RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** Numbers of one sort that the office has not published. */
export function phoneKind<const Code extends string>(code: Code, wanted: PhoneSort): RuleKind<Code> {
  return defineKind({
    codes: [code],
    params: z.strictObject({}),
    detector:
      () =>
      ({ phones, settings, links }) => {
        const linked = linkedAt(links);
        return phones.flatMap(({ at, digits, sort }) =>
          sort !== wanted || isPublished(digits, settings) || linked(at.start)
            ? []
            : [{ code, at, params: { digits: digits.length } }],
        );
      },
  });
}
