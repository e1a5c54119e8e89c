import { z } from 'zod';
import { isWithin } from '../network/links.ts';
import { findAddresses } from '../people/mail-addresses.ts';
import { defineKind } from './rule-kind.ts';

/** Mail addresses that the office has not published. */
export const piiEmail = defineKind({
  codes: ['personal', 'unlisted', 'other'],
  params: z.strictObject({
    /** Domains of free and carrier mail: whoever uses one is a private person. */
    personalDomains: z.array(z.string()).min(1),
  }),
  detector:
    ({ personalDomains }) =>
    ({ normal, settings }) => {
      const addresses = findAddresses(normal);
      if (addresses.length === 0) return [];
      const published = settings.publicMailboxes.map((one) => one.toLowerCase());
      return addresses.flatMap(({ address, start, end }) => {
        const domain = address.slice(address.indexOf('@') + 1);
        if (published.includes(address) || published.includes(`@${domain}`)) return [];
        const within = (one: string) => isWithin(domain, one);
        const code = personalDomains.some(within)
          ? 'personal'
          : settings.officialDomains.some(within)
            ? 'unlisted'
            : 'other';
        return [{ code, at: normal.toWritten(start, end), params: { address } }];
      });
    },
});
