import { z } from 'zod';
import { isWithin } from '../network/links.ts';
import { defineKind } from './rule-kind.ts';

/** Links that hide where they lead. */
export const urlShortener = defineKind({
  codes: ['shortener'],
  ownWords: ['add', 'except'],
  params: z.strictObject({ hosts: z.array(z.string()).min(1) }),
  detector:
    ({ hosts }) =>
    ({ links, settings }, own) => {
      if (links.length === 0) return [];
      const listed = [...hosts, ...own.add];
      const allowed = [...settings.allowedShorteners, ...own.except];
      return links.flatMap(({ url, host, at }) => {
        if (host === undefined || !listed.some((one) => isWithin(host, one))) return [];
        if (allowed.some((one) => isWithin(host, one))) return [];
        return [{ code: 'shortener', at, params: { url, host } }];
      });
    },
});
