import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { patternSource } from '../matching/patterns.ts';
import type { Link } from '../network/links.ts';
import { isWithin } from '../network/links.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const PRIVATE_IP =
  /^(?:10\.\d+\.\d+\.\d+|127\.\d+\.\d+\.\d+|169\.254\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)$/u;
const BARE_IP = new Pattern(
  /(?<![\d./@-])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])(?:\/[!-~]{0,200})?/gu,
);
const VERSION = /(?:バージョン|version|ver\.?|(?<![a-z])v)[ :はを]{0,2}$/iu;
const SHARE = new Pattern(/(?<![\\¥])[\\¥]{2}[A-Za-z0-9][A-Za-z0-9._-]{0,60}[\\¥][^\s。、」』)]{0,200}/gu);
const DRIVE = new Pattern(/(?<![A-Za-z0-9])[A-Za-z]:[\\¥][^\s。、」』)]{1,200}/gu);
const FILE = new Pattern(/file:\/{2,3}[^\s。、」』)]{1,200}/giu);

/** Addresses that only work inside the office, and links that open something for editing. */
export const internalResource = defineKind({
  codes: ['private-address', 'share', 'edit-link'],
  params: z.strictObject({
    /** Endings of names that no public server has. */
    internalEndings: z.array(z.string()),
    /** Patterns of links that open a document, a draft or a chat for those who work on it. */
    editLinks: z.array(patternSource),
  }),
  detector: ({ internalEndings, editLinks }) => {
    const editing = editLinks.map((pattern) => new RegExp(pattern, 'iu'));
    return ({ normal, links }): readonly Hit[] => {
      const hits: Hit[] = [];
      for (const pattern of [SHARE, DRIVE, FILE]) {
        for (const match of pattern.matches(normal)) {
          hits.push({ code: 'share', at: normal.toWritten(match.index, match.index + match[0].length) });
        }
      }
      for (const match of BARE_IP.matches(normal)) {
        if (VERSION.test(normal.text.slice(Math.max(0, match.index - 10), match.index))) continue;
        hits.push({ code: 'private-address', at: normal.toWritten(match.index, match.index + match[0].length) });
      }
      for (const link of links) {
        if (isInternal(link, internalEndings)) hits.push({ code: 'private-address', at: link.at });
        else if (editing.some((pattern) => pattern.test(link.url))) hits.push({ code: 'edit-link', at: link.at });
      }
      return hits;
    };
  },
});

function isInternal({ host, url }: Link, endings: readonly string[]): boolean {
  if (host === undefined) return false;
  if (PRIVATE_IP.test(host) || /^\[(?:::1|f[cd]|fe80)/iu.test(host)) return true;
  if (endings.some((ending) => isWithin(host, ending))) return true;
  return /^https?:/iu.test(url) && !host.includes('.') && !host.startsWith('[');
}
