import type { Finding } from './types.ts';

/**
 * Identity of a finding within one text: the same text checked again gives the same key,
 * so a tick or a written reason can be held against a fresh check.
 */
export function findingKey(finding: Finding): string {
  const where = finding.range === undefined ? 'draft' : `${finding.range.start}-${finding.range.end}`;
  return `${finding.ruleId}/${finding.code}@${where}`;
}
