import { z } from 'zod';
import { isWithin } from '../links.ts';
import { defineKind } from './rule-kind.ts';

const ADDRESS =
  /(?<![A-Za-z0-9._%+/-])[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}(?![A-Za-z0-9@])/gu;

/** Mail addresses that the office has not published. */
export const email = defineKind({
  codes: ['personal', 'unlisted', 'other'],
  params: z.strictObject({
    /** Domains of free and carrier mail: whoever uses one is a private person. */
    personalDomains: z.array(z.string()).min(1),
  }),
  detector:
    ({ personalDomains }) =>
    ({ normal, settings }) => {
      const published = settings.publicMailboxes.map((address) => address.toLowerCase());
      return [...normal.text.matchAll(ADDRESS)].flatMap((match) => {
        const address = match[0].toLowerCase();
        const domain = address.slice(address.indexOf('@') + 1);
        if (published.includes(address) || published.includes(`@${domain}`)) return [];
        const within = (one: string) => isWithin(domain, one);
        const code = personalDomains.some(within)
          ? 'personal'
          : settings.officialDomains.some(within)
            ? 'unlisted'
            : 'other';
        return [{ code, at: normal.toWritten(match.index, match.index + match[0].length), params: { address } }];
      });
    },
});
