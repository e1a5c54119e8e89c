import { describe, expect, it } from 'vitest';
import { findingMessage } from '../../src/text/findings.ts';
import { checkPiazza, checkX, only } from './support.ts';

const told = (text: string, more: Parameters<typeof checkX>[1] = {}) =>
  only(checkX(text, { ...more, settings: { replies: 'self-serve', ...more.settings } }), 'x-access').map(
    ({ code, level, quote }) => [code, level, quote],
  );

describe('what X refuses from an app with ordinary access', () => {
  it('is told with the guideline’s finding of the spot, not as a second one', () => {
    for (const [text, rule] of [
      ['@oimachi_taro 窓口は17時までです。', 'reply'],
      ['https://x.com/MLIT_JAPAN/status/1990000000000000009', 'repost'],
    ] as const) {
      const found = checkX(text, { settings: { replies: 'self-serve' } });
      expect(only(found, 'x-access')).toEqual([]);
      const [finding] = only(found, rule);
      expect(finding && findingMessage(finding).message).toContain('Xに断られることがあります');
      const allowed = only(checkX(text, { settings: { replies: 'allowed' } }), rule)[0];
      expect(allowed && findingMessage(allowed).message).not.toContain('Xに断られる');
    }
  });

  it('stands by itself, as X’s own terms, where the office has switched the guideline’s rule off', () => {
    const off = { settings: { levels: { reply: 'off', repost: 'off' } } } as const;
    expect(told('@oimachi_taro 窓口は17時までです。', off)).toEqual([['reply', 'warning', '@oimachi_taro']]);
    expect(told('参考まで', { ...off, fields: { quoteOf: '1990000000000000009' } })).toEqual([
      ['quote', 'warning', undefined],
    ]);
    const [finding] = only(checkX('$ABC と $XYZ', { settings: { replies: 'self-serve' } }), 'x-access');
    expect(finding?.citations).toEqual([{ kind: 'platform', network: 'X' }]);
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
    expect(told('@oimachi_taro です。', { settings: { levels: { reply: 'off', 'x-access': 'notice' } } })).toEqual([
      ['reply', 'notice', '@oimachi_taro'],
    ]);
  });
});
