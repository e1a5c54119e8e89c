import { z } from 'zod';
import { linkedAt } from '../network/links.ts';
import { isPublished } from '../people/national-digits.ts';
import type { PhoneSort } from '../people/phones.ts';
import type { RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** Land lines and IP phones that the office has not published: a private one, or a slip. */
export const phoneUnlisted = phoneKind('unlisted', 'line');

/** Too few or too many digits. */
export const phoneMalformed = phoneKind('malformed', 'malformed');

function phoneKind(code: string, wanted: PhoneSort): RuleKind {
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
