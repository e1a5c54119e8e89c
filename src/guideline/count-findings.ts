import type { Finding, Level } from './types.ts';

/** How many findings a list stands for, those included that it only counts (`Finding.more`). */
export function countFindings(findings: readonly Pick<Finding, 'more'>[]): number {
  return findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
}

export type LevelCounts = Readonly<Record<Level, number>>;

/** The same, of each level. */
export function countByLevel(findings: readonly Pick<Finding, 'level' | 'more'>[]): LevelCounts {
  const counts = { block: 0, waiver: 0, warning: 0, notice: 0 };
  for (const finding of findings) counts[finding.level] += countFindings([finding]);
  return counts;
}
