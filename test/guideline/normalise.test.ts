import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/guideline/text/normalise.ts';

describe('the normalised copy', () => {
  it.each([
    ['１２月５日（土）', '12月5日(土)'],
    ['12月5日㊏', '12月5日(土)'],
    ['12月5日㈯', '12月5日(土)'],
    ['090ー1234‐5678', '090-1234-5678'],
    ['サービス', 'サービス'],
    ['090\u200b-1234', '090-1234'],
    ['10時～12時', '10時〜12時'],
    ['①12月5日', '①12月5日'],
    ['か\u3099んばる', 'がんばる'],
    ['ｶﾞｲﾄﾞ', 'ガイド'],
    ['㍻31年', '平成31年'],
  ])('reads %s as %s', (written, plain) => {
    expect(normalise(written).text).toBe(plain);
  });

  it('leads back to the words as written', () => {
    const written = '会場は１２月\u200b５日㊏です';
    const normal = normalise(written);
    const start = normal.text.indexOf('12月5日(土)');
    const { start: from, end } = normal.toWritten(start, start + '12月5日(土)'.length);
    expect(written.slice(from, end)).toBe('１２月\u200b５日㊏');
  });

  it('maps every range of any text into that text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(), fc.nat(), (written, a, b) => {
        const normal = normalise(written);
        const start = normal.text.length === 0 ? 0 : a % normal.text.length;
        const end = start + (normal.text.length === start ? 0 : b % (normal.text.length - start + 1));
        const range = normal.toWritten(start, end);
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThanOrEqual(written.length);
        expect(normal.toWritten(0, start).start).toBeLessThanOrEqual(range.start);
      }),
      { numRuns: 500 },
    );
  });
});
