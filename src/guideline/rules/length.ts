import { z } from 'zod';
import { defineKind } from './rule-kind.ts';

/** The network's own limit, in the unit it counts. */
export const length = defineKind({
  codes: ['over'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ length: counted }) => {
      if (counted === null || counted.weighted <= counted.max) return [];
      const { weighted, max } = counted;
      return [{ code: 'over', params: { weighted, max, over: weighted - max } }];
    },
});
