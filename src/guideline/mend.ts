import { createHash } from 'node:crypto';
import type { Finding, TextRange } from './types.ts';

/**
 * Which mend of a text is meant: what it does (`mend`, a digest of rule, words and replacement) and which of several
 * equal ones (`nth`, from 0 in the order of the text). It holds while other places of the text are edited.
 */
export interface MendAddress {
  readonly mend: string;
  readonly nth: number;
}

/** One place of a text that can be mended by replacing it. */
export interface Mend {
  readonly address: MendAddress;
  readonly finding: Finding;
  readonly range: TextRange;
  readonly quote: string;
  readonly replacement: string;
}

/** What the findings of a text can mend, in their order; a finding whose words are not at its range mends nothing. */
export function mendsOf(text: string, findings: readonly Finding[]): readonly Mend[] {
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const { range, quote, replacement } = finding;
    if (range === undefined || quote === undefined || replacement === undefined || replacement === quote) return [];
    if (text.slice(range.start, range.end) !== quote) return [];
    const mend = digest([finding.ruleId, finding.code, quote, replacement]);
    const nth = seen.get(mend) ?? 0;
    seen.set(mend, nth + 1);
    return [{ address: { mend, nth }, finding, range, quote, replacement }];
  });
}

/** Those that are mere form, so that nobody has to look at each: they can be made all at once. */
export function sweepOf(mends: readonly Mend[]): readonly Mend[] {
  return mends.filter(({ finding }) => finding.level === 'notice');
}

/** Identity of a list of mends; another list, also of another order or number, has another. */
export function sweepKey(mends: readonly Mend[]): string {
  return digest(mends.map(({ address }) => `${address.mend}/${address.nth}`));
}

/** The text with these mends made. Of two that overlap only the first is made; a further check will show the other. */
export function mended(text: string, mends: readonly Mend[]): string {
  const sorted = [...mends].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const { range, replacement } of sorted) {
    if (range.start < at) continue;
    result += text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return result + text.slice(at);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex').slice(0, 24);
}
