import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameText, type ReturnedUrl } from '../../../src/publishers/x/returned-text.ts';

const link = (url: string, expandedUrl: string | null, media = false): ReturnedUrl => ({ url, expandedUrl, media });
const pool = link('https://t.co/aaa', 'https://www.city.shinagawa.tokyo.jp/pool');
const picture = link('https://t.co/pic', 'https://x.com/shinagawacity/status/19/photo/1', true);

describe('a post is recognised as the one that was sent', () => {
  it.each<[string, string, string, readonly ReturnedUrl[]]>([
    ['as written', '区民プールを開きます。', '区民プールを開きます。', []],
    ['link in the middle', '詳細 https://www.city.shinagawa.tokyo.jp/pool まで', '詳細 https://t.co/aaa まで', [pool]],
    [
      'link followed at once by Japanese',
      '（https://www.city.shinagawa.tokyo.jp/pool）です',
      '（https://t.co/aaa）です',
      [pool],
    ],
    ['link without its scheme', 'www.city.shinagawa.tokyo.jp/pool へ', 'https://t.co/aaa へ', [pool]],
    ['last slash dropped', 'https://example.jp/', 'https://t.co/b', [link('https://t.co/b', 'https://example.jp')]],
    [
      'Japanese path',
      'https://example.jp/区報',
      'https://t.co/b',
      [link('https://t.co/b', 'https://example.jp/%e5%8c%ba%e5%a0%b1')],
    ],
    ['Japanese host', 'https://品川.jp/x', 'https://t.co/b', [link('https://t.co/b', 'https://xn--jvrw5s.jp/x')]],
    [
      'two links, one twice',
      'a.jp と b.jp と a.jp',
      'https://t.co/1 と https://t.co/2 と https://t.co/1',
      [link('https://t.co/1', 'http://a.jp'), link('https://t.co/2', 'http://b.jp')],
    ],
    [
      'ampersand in a link',
      'https://a.jp/?x=1&y=2',
      'https://t.co/1',
      [link('https://t.co/1', 'https://a.jp/?x=1&amp;y=2')],
    ],
    ['escaped signs', '<無料> A & B', '&lt;無料&gt; A &amp; B', []],
    ['escapes that were written', '&lt; と &amp;', '&amp;lt; と &amp;amp;', []],
    ['decomposed kana', 'カ\u3099ス', 'ガス', []],
    ['blank ends and CR', '　1行目\r\n2行目\n\n', '1行目\n2行目', []],
    ['picture', '開きます。', '開きます。 https://t.co/pic', [picture]],
    [
      'link, then two pictures',
      'https://www.city.shinagawa.tokyo.jp/pool',
      'https://t.co/aaa https://t.co/pic https://t.co/pic',
      [pool, picture],
    ],
    [
      'address of a picture, written',
      '見て https://x.com/shinagawacity/status/19/photo/1',
      '見て https://t.co/pic',
      [picture],
    ],
    ['a short link, written', 'https://t.co/zzz', 'https://t.co/zzz', []],
  ])('%s', (_, sent, text, urls) => {
    expect(isSameText(sent, { text, urls })).toBe(true);
  });

  it.each<[string, string, string, readonly ReturnedUrl[]]>([
    ['another text', '区民プールを開きます。', '区民プールを閉じます。', []],
    ['a part of it', '区民プールを開きます。', '区民プール', []],
    ['more than it', '区民プール', '区民プールを開きます。', []],
    ['another link', 'https://www.city.shinagawa.tokyo.jp/gym', 'https://t.co/aaa', [pool]],
    ['a longer link', 'https://www.city.shinagawa.tokyo.jp/pool/2', 'https://t.co/aaa', [pool]],
    [
      'a link nobody expanded',
      'https://www.city.shinagawa.tokyo.jp/pool',
      'https://t.co/aaa',
      [link('https://t.co/aaa', null)],
    ],
    ['a link that is no picture at the end', '開きます。', '開きます。 https://t.co/aaa', [pool]],
    ['inner blanks', 'a  b', 'a b', []],
  ])('but not %s', (_, sent, text, urls) => {
    expect(isSameText(sent, { text, urls })).toBe(false);
  });

  it('whatever is written between links', () => {
    const prose = fc.string({
      unit: fc.constantFrom('区', 'a', '&', '<', '>', ';', 'amp', 'lt', '\n', ' ', 'が', 'か\u3099', '。'),
    });
    fc.assert(
      fc.property(fc.array(prose, { minLength: 1, maxLength: 4 }), (parts) => {
        const sent = parts.join(' https://www.city.shinagawa.tokyo.jp/pool ');
        const text = sent
          .normalize('NFC')
          .trim()
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;')
          .replaceAll('https://www.city.shinagawa.tokyo.jp/pool', 'https://t.co/aaa');
        expect(isSameText(sent, { text, urls: [pool] })).toBe(true);
        expect(isSameText(`${sent}。続き`, { text, urls: [pool] })).toBe(false);
      }),
    );
  });
});
