import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mended, mendsOf, sweepKey, sweepOf } from '../../src/guideline/mend.ts';
import type { Finding } from '../../src/guideline/types.ts';

const text = '説明会は12月5日（金）、交流会も12月5日（金）です。';

function mendable(start: number, quote: string, replacement: string, level: Finding['level'] = 'block'): Finding {
  return {
    ruleId: 'date-weekday',
    code: 'inferred',
    level,
    citations: [],
    range: { start, end: start + quote.length },
    quote,
    params: {},
    replacement,
  };
}

const first = mendable(4, '12月5日（金）', '12月5日（土）');
const second = mendable(17, '12月5日（金）', '12月5日（土）');

describe('直す', () => {
  it('changes just the words of the finding', () => {
    const [mend] = mendsOf(text, [first, second]);
    expect(mend && mended(text, [mend])).toBe('説明会は12月5日（土）、交流会も12月5日（金）です。');
  });

  it('tells equal places apart by their order, and both keep their address when text is added before them', () => {
    const longer = `お知らせ：${text}`;
    const moved = [first, second].map((finding) =>
      mendable((finding.range?.start ?? 0) + 5, finding.quote ?? '', finding.replacement ?? ''),
    );
    const before = mendsOf(text, [first, second]).map(({ address }) => address);
    expect(new Set(before.map(({ nth }) => nth)).size).toBe(2);
    expect(mendsOf(longer, moved).map(({ address }) => address)).toEqual(before);
  });

  it('offers nothing where the words are not what the finding quotes', () => {
    expect(mendsOf(`x${text}`, [first])).toEqual([]);
  });

  it('offers nothing that would change nothing', () => {
    expect(mendsOf(text, [mendable(4, '12月5日（金）', '12月5日（金）')])).toEqual([]);
  });

  it('sweeps only what needs no look of a person', () => {
    const notice = mendable(17, '12月5日（金）', '12月5日（土）', 'notice');
    expect(sweepOf(mendsOf(text, [first, notice])).map(({ finding }) => finding)).toEqual([notice]);
  });

  it('knows another list of mends from the one it offered', () => {
    const [one, two] = mendsOf(text, [first, second]);
    if (one === undefined || two === undefined) throw new Error('both are offered');
    expect(new Set([[one], [two], [one, two], [two, one]].map(sweepKey)).size).toBe(4);
  });

  it('keeps everything outside of the mended places, whatever overlaps', () => {
    const place = fc.record({ start: fc.nat(20), size: fc.nat(5), to: fc.string({ maxLength: 4 }) });
    fc.assert(
      fc.property(fc.string({ minLength: 26, maxLength: 40 }), fc.array(place), (any, places) => {
        const findings = places.map(({ start, size, to }) => mendable(start, any.slice(start, start + size), to));
        const mends = mendsOf(any, findings);
        const result = mended(any, mends);
        const last = Math.max(0, ...mends.map(({ range }) => range.end));
        const head = Math.min(any.length, ...mends.map(({ range }) => range.start));
        expect(result.startsWith(any.slice(0, head))).toBe(true);
        expect(result.endsWith(any.slice(last))).toBe(true);
        for (const mend of mends) expect(mended(any, [mend]).length - any.length).toBe(grown(mend));
      }),
    );
  });
});

const grown = ({ quote, replacement }: { quote: string; replacement: string }): number =>
  replacement.length - quote.length;
