import fc from 'fast-check';
import twitter from 'twitter-text';
import { describe, expect, it } from 'vitest';
import { weigh } from '../../src/guideline/network/tweet.ts';
import { checkX } from './support.ts';

const PIECES = [
  ...'あア漢、。！？ \n　aZ0-_.@#/:()&👨‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿☝️が゙é',
  'https://www.city.shinagawa.tokyo.jp/PC/bosai/index.html?a=1&b=2#c',
  'http://例え.テスト/',
  'city.toshima.lg.jp',
  'example.com/path_(a)',
  'koho@city.shinagawa.tokyo.jp',
  'https://t.co/abc',
  '品川区からのお知らせです',
];
const ordinary = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));

describe('the length that X counts', () => {
  it.each([
    ['あ'.repeat(140), 280],
    ['a'.repeat(280), 280],
    [`${'あ'.repeat(128)} https://www.city.shinagawa.tokyo.jp/${'a'.repeat(300)}`, 280],
    ['👨‍👩‍👧', 2],
    ['🧑‍🧑‍🧒', 2],
    ['か\u3099', 2],
    ['', 0],
    ['　écity.toshima.lg.jp', 25],
  ])('of %s is %i', (text, weighted) => {
    expect(weigh(text, 280).weighted).toBe(weighted);
  });

  it('is the number of characters where a network counts so, with links 23 all the same', () => {
    expect(weigh('あa👨‍👩‍👧か\u3099', 500, 'characters').weighted).toBe(8);
    expect(weigh(`${'あ'.repeat(477)}https://example.com/${'a'.repeat(300)}`, 500, 'characters').weighted).toBe(500);
  });

  it('is what twitter-text counts, on any text of ordinary length', () => {
    fc.assert(
      fc.property(ordinary, (text) => {
        expect(weigh(text, 280).weighted).toBe(twitter.parseTweet(text).weightedLength);
      }),
      { numRuns: 1000 },
    );
  });

  it('is exact for a long text too', () => {
    const text = '品川区の防災訓練は12.5日。くわしくはhttps://www.city.shinagawa.tokyo.jp/PC/bosai.htmlへ。\n'.repeat(
      30,
    );
    expect(weigh(text, 280).weighted).toBe(twitter.parseTweet(text).weightedLength);
    expect(weigh(text, 280).urls).toHaveLength(30);
  });

  it('of a text without any space is counted in pieces, links included', () => {
    const text = `${'品川区の防災訓練のお知らせです。'.repeat(50)}https://www.city.shinagawa.tokyo.jp/へ`.repeat(4);
    expect(weigh(text, 280).urls).toHaveLength(4);
  });

  it('takes a host as long as hosts can be for one link, wherever it stands', () => {
    const host = `${'abcdefghi.'.repeat(23)}example.tokyo.jp`;
    const text = `${'くわしくは、'.repeat(60)}${host}`.repeat(3);
    expect(weigh(text, 280).urls.map(({ url }) => url)).toEqual([host, host, host]);
  });
});

describe('a text over the limit', () => {
  it('is told by how much', () => {
    expect(checkX('あ'.repeat(145))).toEqual([
      expect.objectContaining({ ruleId: 'length', level: 'block', params: { weighted: 290, max: 280, over: 10 } }),
    ]);
  });

  it('does not exist where the account has no limit', () => {
    expect(checkX('あ'.repeat(500), { settings: { maxWeightedLength: null } })).toEqual([]);
  });
});
