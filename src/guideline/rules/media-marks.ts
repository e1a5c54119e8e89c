import { z } from 'zod';
import type { DraftFields } from '../types.ts';
import { defineKind } from './rule-kind.ts';

type Marks = NonNullable<NonNullable<DraftFields['media']>[number]['marks']>;

/** What a picture's file said of itself before that was taken off: that AI made it, whose it is, that it was vouched for. */
export const mediaMarks = defineKind({
  codes: ['ai', 'rights', 'credentials'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ fields: { media = [], madeWithAi = false } }) => {
      const said = (words: (marks: Marks) => readonly string[]) => {
        const each = media.map(({ marks }) => (marks === undefined ? [] : words(marks)));
        const numbers = each.flatMap((found, index) => (found.length === 0 ? [] : [String(index + 1)]));
        return numbers.length === 0 ? null : { numbers, words: [...new Set(each.flat())] };
      };
      const ai = madeWithAi ? null : said((marks) => marks.ai);
      const rights = said((marks) => marks.rights);
      const credentials = said((marks) => (marks.credentials ? ['C2PA'] : []));
      return [
        ...(ai === null ? [] : [{ code: 'ai' as const, params: ai }]),
        ...(rights === null ? [] : [{ code: 'rights' as const, params: rights }]),
        ...(credentials === null ? [] : [{ code: 'credentials' as const, params: credentials }]),
      ];
    },
});
