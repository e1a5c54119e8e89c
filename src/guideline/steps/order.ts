import type { Finding } from '../types.ts';

/** As one reads: the whole draft first, then from left to right; at one spot by rule id and code. */
export function order(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      (a.range?.start ?? -1) - (b.range?.start ?? -1) ||
      (a.range?.end ?? -1) - (b.range?.end ?? -1) ||
      compare(a.ruleId, b.ruleId) ||
      compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
