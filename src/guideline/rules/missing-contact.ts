import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { patternSource } from '../matching/patterns.ts';
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
    const call = new Pattern(new RegExp(calls.map((one) => `(?:${one})`).join('|'), 'iu'));
    const way = new Pattern(new RegExp(ways.map((one) => `(?:${one})`).join('|'), 'iu'));
    return ({ normal, links, phones }) => {
      if (links.length > 0 || phones.length > 0) return [];
      const [found] = call.matches(normal);
      if (found === undefined || way.occursIn(normal)) return [];
      return [{ code: 'missing', at: normal.toWritten(found.index, found.index + found[0].length) }];
    };
  },
});
