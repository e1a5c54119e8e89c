import { z } from 'zod';
import { defineKind } from './rule-kind.ts';

/** Links without encryption. */
export const urlInsecure = defineKind({
  codes: ['insecure'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ links, text }) =>
      links
        .filter(({ url }) => /^http:\/\//iu.test(url))
        .map(({ at }) => {
          const written = text.slice(at.start, at.end);
          const plain = /^http:/iu.test(written);
          return { code: 'insecure', at, ...(plain ? { replacement: `https${written.slice(4)}` } : {}) };
        }),
});
