import { z } from 'zod';
import { defineKind } from './rule-kind.ts';

/** What a link counts on X. */
const LINK_WEIGHT = 23;
/** A link whose ending the counting library may not know: .music is younger than it. */
const SCHEMED = /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?::\d+)?(?:[/?#]|$)/iu;

/**
 * The network's own limit, in the unit it counts. Where the text only fits if X shortens links whose ending is not in
 * the list of its own counting library, that is said as a doubt and not as a certainty.
 */
export const length = defineKind({
  codes: ['over', 'unsure'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ length: counted, links, settings }) => {
      if (counted === null || counted.weighted <= counted.max) return [];
      const { weighted, max, urls } = counted;
      const known = new Set(urls.map(({ url }) => url));
      const unknown = links.filter(({ url }) => SCHEMED.test(url) && !known.has(url));
      const saved = unknown.reduce((sum, { url }) => sum + Math.max(0, url.length - LINK_WEIGHT), 0);
      if (unknown.length > 0 && weighted - saved <= max) {
        return unknown.slice(0, 1).map(({ at, url }) => ({ code: 'unsure', at, params: { weighted, max, url } }));
      }
      const plain = settings.counting === 'characters' ? { plain: true } : {};
      return [{ code: 'over', params: { weighted, max, over: weighted - max, ...plain } }];
    },
});
