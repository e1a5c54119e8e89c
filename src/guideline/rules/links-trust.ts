import { z } from 'zod';
import { isWithin } from '../network/links.ts';
import type { Subject } from '../subject.ts';
import { isStatus } from './repost.ts';
import { defineKind } from './rule-kind.ts';

/** 市区町村・都道府県 have city.….jp and the like beside lg.jp. */
const PUBLIC_BODY = /(?:^|\.)(?:city|town|vill|pref)\.[a-z0-9-]+\.(?:[a-z0-9-]+\.)?jp$|(?:^|\.)metro\.tokyo\.jp$/u;
/** Posts and profiles of the network itself; passing them on is another rule's matter. */
const NETWORK = ['x.com', 'twitter.com'];

/** Links to anywhere but the office, other public bodies and whom the office trusts. */
export const unofficialLink = defineKind({
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

/** Links without encryption. */
export const insecureLink = defineKind({
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

/** What the link check found, where it was run and its result is with the draft. */
export const deadLink = defineKind({
  codes: ['status', 'certificate', 'login', 'unreachable'],
  params: z.strictObject({}),
  detector: () => (subject) =>
    Object.entries(subject.fields.linkStatus ?? {}).flatMap(([url, status]) => {
      const code = codeOf(status);
      if (code === undefined) return [];
      const at = placeOf(url, subject);
      return [{ code, params: { url, status: String(status) }, ...(at === undefined ? {} : { at }) }];
    }),
});

function codeOf(status: number | string): string | undefined {
  const number = Number(status);
  if (Number.isInteger(number) && number > 0) {
    if (number === 401 || number === 403) return 'login';
    return number >= 400 ? 'status' : undefined;
  }
  const text = String(status).trim();
  if (/cert|tls|ssl|証明書/iu.test(text)) return 'certificate';
  if (/login|auth|ログイン/iu.test(text)) return 'login';
  if (/^(?:|ok|正常)$/iu.test(text)) return undefined;
  return /\b[45]\d\d\b/u.test(text) ? 'status' : 'unreachable';
}

function placeOf(url: string, { links }: Subject) {
  return links.find((link) => link.url === url || `https://${link.url}` === url)?.at;
}
