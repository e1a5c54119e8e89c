import { z } from 'zod';
import { patternSource } from '../patterns.ts';
import { defineKind } from './rule-kind.ts';

/** Something to apply for, and no word of how. */
export const missingContact = defineKind({
  codes: ['missing'],
  params: z.strictObject({
    /** Ways of saying that one has to apply. */
    calls: z.array(patternSource).min(1),
    /** Ways of saying how, or that one need not. */
    ways: z.array(patternSource).min(1),
  }),
  detector: ({ calls, ways }) => {
    const call = new RegExp(calls.map((one) => `(?:${one})`).join('|'), 'iu');
    const way = new RegExp(ways.map((one) => `(?:${one})`).join('|'), 'iu');
    return ({ normal, links, phones }) => {
      const found = call.exec(normal.text);
      if (found === null || links.length > 0 || phones.length > 0 || way.test(normal.text)) return [];
      return [{ code: 'missing', at: normal.toWritten(found.index, found.index + found[0].length) }];
    };
  },
});
