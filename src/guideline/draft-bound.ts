import { weigh } from './network/tweet.ts';
import type { CheckSettings } from './types.ts';

/** A text that is longer than any draft of the account may be. */
export interface BeyondBound {
  readonly length: number;
  readonly max: number;
  /** Counted as the network counts, or in characters (code points). */
  readonly unit: 'weighted' | 'characters';
}

/** Ten times too long is a first sketch that somebody shortens here; more than that is another document. */
const TIMES_THE_LIMIT = 10;
/** Where the network has no limit, or a smaller one. */
const MOST_CHARACTERS = 10_000;

/**
 * Holds a text against the longest draft that the account takes; rules, cards and threads are made for no longer ones.
 * @returns null when it is within the bound. Takes time linear in its length, and hardly any for a text far beyond it.
 */
export function beyondBound(
  text: string,
  { maxWeightedLength: limit, counting }: Pick<CheckSettings, 'maxWeightedLength' | 'counting'>,
): BeyondBound | null {
  // Links weigh 23 however long they are, so the characters have a bound of their own.
  const most = Math.max(MOST_CHARACTERS, limit ?? 0);
  const characters = text.length <= most ? text.length : [...text].length;
  if (characters > most) return { length: characters, max: most, unit: 'characters' };
  if (limit === null || text.length <= limit) return null;
  const { weighted } = weigh(text, limit, counting);
  const max = TIMES_THE_LIMIT * limit;
  return weighted > max ? { length: weighted, max, unit: 'weighted' } : null;
}
