import { describe, expect, it } from 'vitest';
import { spareNames } from '../../src/guideline/steps/spare-names.ts';
import type { Finding } from '../../src/guideline/types.ts';

const TEXT = '子ども未来館で、子どもの絵を見れます。';

function finding(ruleId: string, quote: string): Finding {
  const start = TEXT.lastIndexOf(quote);
  const range = { start, end: start + quote.length };
  return { ruleId, code: 'listed', level: 'notice', citations: [], range, quote, params: {} };
}

describe('an office that has named its proper nouns', () => {
  it('is not told to spell them another way', () => {
    const inName: Finding = { ...finding('term-style', '子ども'), range: { start: 0, end: 3 } };
    expect(spareNames([inName, finding('term-style', '子ども')], TEXT, ['子ども未来館'])).toEqual([
      finding('term-style', '子ども'),
    ]);
  });

  it('is still told of everything else about them', () => {
    const phone: Finding = { ...finding('invisible-char', '子ども'), range: { start: 0, end: 3 } };
    expect(spareNames([phone], TEXT, ['子ども未来館'])).toEqual([phone]);
  });

  it('loses nothing by an empty entry', () => {
    const all = [finding('term-style', '子ども'), finding('ra-nuki', '見れ')];
    expect(spareNames(all, TEXT, ['', '  '])).toEqual(all);
    expect(spareNames(all, TEXT)).toEqual(all);
  });
});
