import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondBound } from '../../src/guideline/draft-bound.ts';
import { firstOfEach, MOST_OF_A_KIND } from '../../src/guideline/steps/first-of-each.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { checkX } from './support.ts';

const onX = { maxWeightedLength: 280 };
const elsewhere = { maxWeightedLength: null };

describe('起案の長さ', () => {
  it('may be ten times what X takes, as X counts', () => {
    expect(beyondBound('あ'.repeat(1_400), onX)).toBeNull();
    expect(beyondBound('あ'.repeat(1_401), onX)).toEqual({ length: 2_802, max: 2_800, unit: 'weighted' });
  });

  it('may be 10,000 characters where the network has no limit, emoji counted once', () => {
    expect(beyondBound('🎉'.repeat(10_000), elsewhere)).toBeNull();
    expect(beyondBound('🎉'.repeat(10_001), elsewhere)).toEqual({ length: 10_001, max: 10_000, unit: 'characters' });
  });

  it('is not got round by addresses, which X counts as 23 however long they are', () => {
    const links = `https://www.city.shinagawa.tokyo.jp/${'a'.repeat(3_000)} `.repeat(4);
    expect(beyondBound(links, onX)).toMatchObject({ max: 10_000, unit: 'characters' });
  });

  it('is never less than what the network takes', () => {
    expect(beyondBound('a'.repeat(25_000), { maxWeightedLength: 25_000 })).toBeNull();
  });
});

describe('同じルールの指摘', () => {
  it('are listed up to the twentieth, which tells how many more there are', () => {
    const findings = checkX(`${'（'.repeat(140)}`).filter(({ ruleId }) => ruleId === 'unmatched-pair');
    expect(findings).toHaveLength(MOST_OF_A_KIND);
    expect(findings.at(-1)?.more).toBe(120);
    expect(findings.slice(0, -1).every(({ more }) => more === undefined)).toBe(true);
  });

  const anyFinding = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'), fc.nat(500))
    .map(([ruleId, code, start]): Finding => {
      const level = code === 'y' ? 'block' : 'notice';
      return { ruleId, code, level, citations: [], params: {}, range: { start, end: start + 1 } };
    });

  it('are all counted, and none of another level is lost behind them', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 300 }), (all) => {
        const listed = firstOfEach(all);
        for (const kind of ['a/x', 'a/y', 'b/x', 'b/y', 'c/x', 'c/y']) {
          const of = (list: readonly Finding[]) => list.filter(({ ruleId, code }) => `${ruleId}/${code}` === kind);
          expect(of(listed).length).toBe(Math.min(of(all).length, MOST_OF_A_KIND));
          const counted = of(listed).reduce((sum, { more = 0 }) => sum + 1 + more, 0);
          expect(counted).toBe(of(all).length);
        }
        expect(firstOfEach(listed)).toEqual(listed);
      }),
    );
  });
});
