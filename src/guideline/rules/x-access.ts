import { z } from 'zod';
import { findCashtags } from '../tweet.ts';
import { reply } from './reply.ts';
import { repost } from './repost.ts';
import type { Detect, Hit, RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** Of several cashtags X lets one through. */
const MOST_CASHTAGS = 1;

/**
 * What X itself refuses from an app with ordinary (self-serve) access: answers to somebody who did not call us,
 * quotes, and more than one cashtag. Says nothing where the office has no such access (`settings.replies`).
 * Source: https://docs.x.com/changelog (February and April 2026).
 */
export const xAccess = defineKind({
  codes: ['reply', 'quote', 'cashtags'],
  params: z.strictObject({}),
  detector: () => {
    const replies = detectorOf(reply);
    const reposts = detectorOf(repost);
    return (subject, own) => {
      if (subject.settings.replies !== 'self-serve') return [];
      const quotes = reposts(subject, own).filter(({ code }) => code !== 'mark' && code !== 'mirror-url');
      return [
        ...replies(subject, own).map((hit) => ({ ...hit, code: 'reply' })),
        ...quotes.map((hit) => ({ ...hit, code: 'quote' })),
        ...tooManyCashtags(subject.text),
      ];
    };
  },
});

/** One finding for all that are too many; the first may stay. */
function tooManyCashtags(text: string): readonly Hit[] {
  const found = findCashtags(text);
  const second = found[MOST_CASHTAGS];
  if (second === undefined) return [];
  return [{ code: 'cashtags', at: { start: second.start, end: second.end }, params: { count: found.length } }];
}

function detectorOf(kind: RuleKind): Detect {
  const compiled = kind.compile({});
  return compiled.ok ? compiled.detect : () => [];
}
