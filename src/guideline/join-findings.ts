import { findingKey } from './finding-key.ts';
import { order } from './steps/order.ts';
import type { Finding } from './types.ts';

/** Findings of several checks of one text as one list, in the order of the text; what both found counts once. */
export function joinFindings(findings: readonly Finding[], later: readonly Finding[]): readonly Finding[] {
  if (later.length === 0) return findings;
  const known = new Set(findings.map(findingKey));
  return order([...findings, ...later.filter((found) => !known.has(findingKey(found)))]);
}
