import { z } from 'zod';
import { isWithin } from '../network/links.ts';
import { defineKind } from './rule-kind.ts';

/** A post of the category 「ホームページ更新情報」 has to lead to that homepage. */
export const hpUpdateLink = defineKind({
  codes: ['missing'],
  params: z.strictObject({ category: z.string(), domains: z.array(z.string()).min(1) }),
  detector:
    ({ category, domains }) =>
    ({ fields, links }) => {
      if (fields.categories?.includes(category) !== true) return [];
      const leadsThere = links.some(
        ({ host }) => host !== undefined && domains.some((domain) => isWithin(host, domain)),
      );
      return leadsThere ? [] : [{ code: 'missing', params: { domains } }];
    },
});
