import type { Finding } from '../types.ts';

/** Whoever mends these has seen what is meant. */
export const MOST_OF_A_KIND = 20;

/**
 * Of each rule's findings of one kind (`code`) the first twenty; the last of them tells how many more there are. A kind has
 * one level, so no level goes missing.
 * @param findings in the order of the text.
 */
export function firstOfEach(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_OF_A_KIND) return findings;
  const counts = new Map<string, number>();
  const kindOf = ({ ruleId, code }: Finding): string => `${ruleId}/${code}`;
  const kept: Finding[] = [];
  const numbers: number[] = [];
  for (const finding of findings) {
    const number = (counts.get(kindOf(finding)) ?? 0) + 1 + (finding.more ?? 0);
    counts.set(kindOf(finding), number);
    if (number > MOST_OF_A_KIND) continue;
    kept.push(finding);
    numbers.push(number);
  }
  return kept.map((finding, at) => {
    const more = (counts.get(kindOf(finding)) ?? 0) - MOST_OF_A_KIND;
    return more > 0 && numbers[at] === MOST_OF_A_KIND ? { ...finding, more } : finding;
  });
}
