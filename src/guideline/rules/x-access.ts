import { z } from 'zod';
import { findCashtags } from '../network/tweet.ts';
import { reply } from './reply.ts';
import { repost } from './repost.ts';
import type { Detect, Hit, RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** Of several cashtags X lets one through. */
const MOST_CASHTAGS = 1;

/**
 * What X itself refuses from an app with ordinary (self-serve) access and no rule of the guideline has said already
 * (see network-terms.ts): more than one cashtag; answers and quotes where their rules are switched off.
 */
export const xAccess = defineKind({
  codes: ['reply', 'quote', 'cashtags'],
  params: z.strictObject({}),
  detector: () => {
    const replies = detectorOf(reply);
    const reposts = detectorOf(repost);
    return (subject, own) => {
      const { replies: access, levels } = subject.settings;
      if (access !== 'self-serve') return [];
      const answers = levels.reply === 'off' ? replies(subject, own) : [];
      const quotes = levels.repost === 'off' ? reposts(subject, own) : [];
      return [
        ...answers.map((hit) => ({ ...hit, code: 'reply' })),
        ...quotes.filter(({ params }) => params?.refusedByNetwork === true).map((hit) => ({ ...hit, code: 'quote' })),
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
