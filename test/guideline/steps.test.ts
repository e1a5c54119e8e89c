import { describe, expect, it } from 'vitest';
import { deduplicate } from '../../src/guideline/steps/deduplicate.ts';
import { order } from '../../src/guideline/steps/order.ts';
import { yieldToStronger } from '../../src/guideline/steps/precedence.ts';
import type { Finding } from '../../src/guideline/types.ts';

function finding(ruleId: string, start?: number, end?: number, code = 'listed'): Finding {
  const range = start === undefined || end === undefined ? {} : { range: { start, end } };
  return { ruleId, code, level: 'warning', citations: [], params: {}, ...range };
}

const ids = (findings: readonly Finding[]) => findings.map(({ ruleId, range }) => `${ruleId}@${range?.start ?? '-'}`);

describe('one finding for one spot', () => {
  it('the longer of two of the same rule stays', () => {
    expect(deduplicate([finding('hearsay', 4, 6), finding('hearsay', 2, 9)])).toEqual([finding('hearsay', 2, 9)]);
  });

  it('two rules may have the same spot, and one rule two spots', () => {
    const findings = [finding('hearsay', 2, 9), finding('overclaim', 2, 9), finding('hearsay', 20, 24)];
    expect(deduplicate(findings)).toHaveLength(3);
  });

  it('of findings about the whole draft each is kept once', () => {
    expect(
      deduplicate([finding('embargo'), finding('embargo'), finding('embargo', undefined, undefined, 'x')]),
    ).toHaveLength(2);
  });
});

describe('the stronger of two that see the same thing', () => {
  it.each([
    ['internal-resource', 'url-unofficial'],
    ['url-lookalike', 'url-shortener'],
    ['url-shortener', 'url-insecure'],
    ['pii-mobile', 'pii-phone-unlisted'],
    ['date-invalid', 'date-weekday'],
    ['reply', 'mention'],
    ['repost', 'account-name'],
  ])('%s goes before %s', (stronger, weaker) => {
    expect(ids(yieldToStronger([finding(weaker, 3, 9), finding(stronger, 5, 12)]))).toEqual([`${stronger}@5`]);
  });

  it('elsewhere in the text both stand', () => {
    expect(yieldToStronger([finding('mention', 0, 3), finding('reply', 3, 6)])).toHaveLength(2);
  });

  it('rules of different concern never silence each other', () => {
    expect(yieldToStronger([finding('pii-mobile', 0, 9), finding('reply', 0, 9)])).toHaveLength(2);
  });
});

describe('the order of findings', () => {
  it('is the order of reading, the whole draft first', () => {
    const findings = [finding('b', 8, 9), finding('a', 8, 9), finding('c', 1, 2), finding('d'), finding('a', 8, 12)];
    expect(ids(order(findings))).toEqual(['d@-', 'c@1', 'a@8', 'b@8', 'a@8']);
  });
});
