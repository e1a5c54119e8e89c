import type { Finding } from './types.ts';

/** How many findings a list stands for, those included that it only counts (`Finding.more`). */
export function countFindings(findings: readonly Pick<Finding, 'more'>[]): number {
  return findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
}
