import { z } from 'zod';
import { isWithin } from '../network/links.ts';
import { isStatus } from './repost.ts';
import { defineKind } from './rule-kind.ts';

/** 市区町村・都道府県 have city.….jp and the like beside lg.jp. */
const PUBLIC_BODY = /(?:^|\.)(?:city|town|vill|pref)\.[a-z0-9-]+\.(?:[a-z0-9-]+\.)?jp$|(?:^|\.)metro\.tokyo\.jp$/u;
/** Posts and profiles of the network itself; passing them on is another rule's matter. */
const NETWORK = ['x.com', 'twitter.com'];

/** Links to anywhere but the office, other public bodies and whom the office trusts. */
export const urlUnofficial = defineKind({
  codes: ['unofficial'],
  ownWords: ['except'],
  params: z.strictObject({
    /** Top-level groups of public bodies and services under contract. */
    trusted: z.array(z.string()),
  }),
  detector:
    ({ trusted }) =>
    ({ links, settings }, own) => {
      if (links.length === 0) return [];
      const known = [
        ...trusted,
        ...settings.officialDomains,
        ...(settings.trustedDomains ?? []),
        ...settings.allowedShorteners,
        ...own.except,
        ...NETWORK,
      ];
      return links.flatMap((link) => {
        const { host, url, at } = link;
        if (host === undefined || isStatus(link) || PUBLIC_BODY.test(host) || known.some((one) => isWithin(host, one)))
          return [];
        return [{ code: 'unofficial', at, params: { host, url } }];
      });
    },
});
