import { z } from 'zod';
import { weigh } from '../tweet.ts';
import { defineKind } from './rule-kind.ts';

/** The network's own limit, in the unit it counts. */
export const length = defineKind({
  codes: ['over'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ text, settings }) => {
      const max = settings.maxWeightedLength;
      if (max === null) return [];
      const { weighted } = weigh(text, max);
      if (weighted <= max) return [];
      return [{ code: 'over', params: { weighted, max, over: weighted - max } }];
    },
});
