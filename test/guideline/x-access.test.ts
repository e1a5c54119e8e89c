import { describe, expect, it } from 'vitest';
import { checkPiazza, checkX, only } from './support.ts';

const told = (text: string, more: Parameters<typeof checkX>[1] = {}) =>
  only(checkX(text, { ...more, settings: { replies: 'self-serve', ...more.settings } }), 'x-access').map(
    ({ code, level, quote }) => [code, level, quote],
  );

describe('what X refuses from an app with ordinary access', () => {
  it('is told as X’s own terms, beside what the guideline says', () => {
    const found = checkX('@oimachi_taro 窓口は17時までです。', { settings: { replies: 'self-serve' } });
    expect(only(found, 'x-access')[0]?.citations).toEqual([{ kind: 'platform', network: 'X' }]);
    expect(only(found, 'reply')).toHaveLength(1);
  });

  it('answers and quotes are for a person to judge: some are let through', () => {
    expect(told('@oimachi_taro 窓口は17時までです。')).toEqual([['reply', 'warning', '@oimachi_taro']]);
    expect(told('https://x.com/MLIT_JAPAN/status/1990000000000000009')).toEqual([
      ['quote', 'warning', 'https://x.com/MLIT_JAPAN/status/1990000000000000009'],
    ]);
    expect(told('参考まで', { fields: { inReplyTo: '1990000000000000009' } })).toEqual([
      ['reply', 'warning', undefined],
    ]);
  });

  it('a second cashtag is refused for certain', () => {
    expect(told('$ABC と $XYZ と $DEF の株価')).toEqual([['cashtags', 'block', '$XYZ']]);
    expect(told('$ABC の株価、参加費は$100')).toEqual([]);
  });

  it('says nothing of one’s own posts', () => {
    expect(told('続報です https://x.com/shinagawacity/status/1990000000000000001')).toEqual([]);
    expect(told('@shinagawacity のお知らせ')).toEqual([]);
  });

  it('says nothing where the office’s contract allows it, nor on another network', () => {
    const allowed = { settings: { replies: 'allowed' } } as const;
    expect(told('@oimachi_taro $ABC $XYZ です。', allowed)).toEqual([]);
    expect(only(checkPiazza('@oimachi_taro $ABC $XYZ です。'), 'x-access')).toEqual([]);
  });

  it('can be set to another level by the office', () => {
    expect(told('@oimachi_taro です。', { settings: { levels: { 'x-access': 'notice' } } })).toEqual([
      ['reply', 'notice', '@oimachi_taro'],
    ]);
  });
});
