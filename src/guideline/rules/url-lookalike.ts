import { domainToUnicode } from 'node:url';
import { z } from 'zod';
import type { Link } from '../network/links.ts';
import { isWithin } from '../network/links.ts';
import { toAsciiLetters } from '../text/confusables.ts';
import { isNear } from '../text/distance.ts';
import { defineKind } from './rule-kind.ts';

const KINDS = /^(?:city|town|vill|pref)$/u;
/** ww., wwww.: one slip away from the name that every office has. */
const SLIPPED_WWW = /^(?:ww|wwww|wwwww)\./u;
const AUTHORITY = /^(?:https?:\/\/)?(?<authority>[^/?#]+)/iu;

/** Links that look like the office's own and lead elsewhere: mistyped, dressed up, or with foreign letters. */
export const urlLookalike = defineKind({
  codes: ['user-info', 'foreign-letters', 'dressed-up', 'mistyped'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ links, settings }) =>
      links.flatMap((link) => {
        const domains = settings.officialDomains.map((domain) => domain.toLowerCase());
        const code = codeOf(link, domains);
        if (code === undefined) return [];
        return [{ code, at: link.at, params: { host: link.host ?? '', official: domains[0] ?? '' } }];
      }),
});

function codeOf({ url, host = '' }: Link, domains: readonly string[]): string | undefined {
  const authority = AUTHORITY.exec(url)?.groups?.authority ?? '';
  if (authority.includes('@')) return 'user-info';
  if (domains.some((domain) => isWithin(host, domain))) return SLIPPED_WWW.test(host) ? 'mistyped' : undefined;
  const shown = authority.replace(/:\d+$/u, '').toLowerCase();
  const plain = toAsciiLetters(shown.includes('xn--') ? domainToUnicode(shown) : shown);
  for (const domain of domains) {
    if (plain !== shown && (isWithin(plain, domain) || nearlyWithin(plain, domain))) return 'foreign-letters';
    // city.toshima.lg.jp.portal-info.net, city-toshima-lg-jp.com
    const bare = domain.replace(/\./gu, '-');
    if (host.includes(`${domain}.`) || host.includes(`${domain}-`) || host.includes(bare)) return 'dressed-up';
    if (host.includes(`${withoutKind(domain)}.`) || wearsName(host, domain)) return 'dressed-up';
    if (nearlyWithin(host, domain) || sameOffice(host, domain)) return 'mistyped';
  }
  return undefined;
}

/** One or two slips away from the domain or a name below it. */
function nearlyWithin(host: string, domain: string): boolean {
  const labels = host.split('.');
  const count = domain.split('.').length;
  const tail = labels.slice(-count).join('.');
  // A dot too few or too many shifts the labels.
  return [
    tail,
    host.replace(/^www\./u, ''),
    labels.slice(-count - 1).join('.'),
    labels.slice(-count + 1).join('.'),
  ].some((part) => part !== domain && Math.abs(part.length - domain.length) <= 2 && isNear(part, domain, 2));
}

/** shinagawa.tokyo.jp of city.shinagawa.tokyo.jp */
function withoutKind(domain: string): string {
  return domain.replace(/^[^.]+\./u, '');
}

/** Both words of the office's name in one label of a host elsewhere: shinagawa-city.com. */
function wearsName(host: string, domain: string): boolean {
  const [kind, name] = domain.split('.');
  if (kind === undefined || name === undefined || !KINDS.test(kind) || /\.(?:lg|go)\.jp$/u.test(host)) return false;
  return host.split('.').some((label) => {
    const words = label.split(/[-_]/u);
    return label === `${name}${kind}` || label === `${kind}${name}` || (words.includes(kind) && words.includes(name));
  });
}

/** The office's own name under another ending: city.shinagawa.lg.jp for city.shinagawa.tokyo.jp. */
function sameOffice(host: string, domain: string): boolean {
  const [kind, name] = domain.split('.');
  if (kind === undefined || name === undefined || !KINDS.test(kind)) return false;
  const labels = host.split('.');
  const at = labels.indexOf(kind);
  return at >= 0 && labels[at + 1] === name;
}
