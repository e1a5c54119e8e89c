import type { Finding } from '../types.ts';

/** Rules that see the same thing in different strength; the first that has the spot is the one to say so. */
const CHAINS: readonly (readonly string[])[] = [
  ['internal-resource', 'url-lookalike', 'url-shortener', 'url-unofficial', 'url-insecure'],
  ['pii-mobile', 'pii-phone-unlisted', 'phone-malformed'],
  ['date-invalid', 'date-weekday'],
  ['reply', 'repost', 'account-name', 'mention'],
];

const RANKS: ReadonlyMap<string, { readonly chain: number; readonly rank: number }> = new Map(
  CHAINS.flatMap((chain, index) => chain.map((ruleId, rank) => [ruleId, { chain: index, rank }] as const)),
);

/** The rules that can drop a finding of this one, or lose one to it. */
export function rivalsOf(ruleId: string): readonly string[] {
  return CHAINS.find((chain) => chain.includes(ruleId)) ?? [];
}

/** Drops a finding where a stronger one of its chain has an overlapping spot. Others are all kept. */
export function yieldToStronger(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const strongest = CHAINS.map(() => new Map<number, number>());
  for (const { ruleId, range } of findings) {
    const place = RANKS.get(ruleId);
    const spots = place && strongest[place.chain];
    if (spots === undefined || range === undefined) continue;
    for (let at = range.start; at < range.end; at += 1) {
      spots.set(at, Math.min(place?.rank ?? 0, spots.get(at) ?? Number.POSITIVE_INFINITY));
    }
  }
  return findings.filter(({ ruleId, range }) => {
    const place = RANKS.get(ruleId);
    const spots = place && strongest[place.chain];
    if (place === undefined || spots === undefined || range === undefined) return true;
    for (let at = range.start; at < range.end; at += 1) if ((spots.get(at) ?? place.rank) < place.rank) return false;
    return true;
  });
}
