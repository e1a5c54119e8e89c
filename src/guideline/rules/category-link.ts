import { z } from 'zod';
import { hostOf, isWithin } from '../links.ts';
import { defineKind } from './rule-kind.ts';

/** A post of the category 「ホームページ更新情報」 has to lead to that homepage. */
export const categoryLink = defineKind({
  codes: ['missing'],
  params: z.strictObject({ category: z.string(), domains: z.array(z.string()).min(1) }),
  detector:
    ({ category, domains }) =>
    ({ fields, tweet }) => {
      if (fields.categories?.includes(category) !== true) return [];
      const leadsThere = tweet.links.some(({ url }) => {
        const host = hostOf(url);
        return host !== undefined && domains.some((domain) => isWithin(host, domain));
      });
      return leadsThere ? [] : [{ code: 'missing', params: { domains } }];
    },
});
