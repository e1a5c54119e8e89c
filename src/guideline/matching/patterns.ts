import { z } from 'zod';
import { repeatsAmbiguously } from './repetition.ts';

/**
 * What is wrong with a pattern of an edition file; undefined when it can be used.
 * Unlimited repetition is refused: on hostile text it is how a pattern becomes quadratic. So is repetition within repetition
 * of the same letters, limited or not: that is how it becomes exponential. And so is `(0, 14)`, which looks like a repetition.
 */
function patternIssue(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'giu');
  } catch {
    return 'pattern-syntax';
  }
  // Escapes and classes do not count: what is in them is a letter.
  const bare = pattern.replace(/\\./gu, '_').replace(/\[[^\]]*\]/gu, '_');
  if (/\(\d{1,3} ?, ?\d{0,3}\)/u.test(bare)) return 'pattern-braces';
  if (/[*+]|\{\d+,\}/u.test(bare)) return 'pattern-unlimited';
  // Only a group that comes more than once can be divided in several ways; most patterns have none.
  return /\)\{\d+/u.test(bare) && repeatsAmbiguously(pattern) ? 'pattern-ambiguous' : undefined;
}

/** A pattern over the normalised copy, as an edition file may hold it. */
export const patternSource = z.string().superRefine((value, context) => {
  const issue = patternIssue(value);
  if (issue !== undefined) context.addIssue({ code: 'custom', message: issue });
});
