import { findingKey } from '../finding-key.ts';
import type { Finding } from '../types.ts';
import { LEVELS } from '../types.ts';

/**
 * One finding per rule and spot: of two of the same rule where one lies within the other, the longer stays, unless the
 * shorter is the stricter.
 */
export function deduplicate(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const kept: Finding[] = [];
  const seen = new Set<string>();
  for (const [, group] of groupByRule(findings)) {
    // Longest first at each start, so one pass sees every finding after whatever could contain it.
    const sorted = [...group].sort(
      (a, b) =>
        (a.range?.start ?? -1) - (b.range?.start ?? -1) ||
        (b.range?.end ?? -1) - (a.range?.end ?? -1) ||
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
    );
    let widest = { end: -1, strictness: 0 };
    for (const finding of sorted) {
      const { range } = finding;
      const key = findingKey(finding);
      const strictness = LEVELS.indexOf(finding.level);
      if (seen.has(key)) continue;
      const inside = range !== undefined && range.end <= widest.end;
      if (inside && strictness >= widest.strictness) continue;
      seen.add(key);
      kept.push(finding);
      if (range !== undefined && !inside) widest = { end: range.end, strictness };
    }
  }
  return kept;
}

function groupByRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.ruleId);
    if (group === undefined) groups.set(finding.ruleId, [finding]);
    else group.push(finding);
  }
  return groups;
}
