import { describe, expect, it } from 'vitest';
import { returned } from '../../../x/text.ts';
import { piecesOf } from './x-text.ts';

const shown = (text: string) => piecesOf({ text, urls: returned(text).urls });

describe('a post on X', () => {
  it('shows a long address short and without its beginning, and leads to the whole of it', () => {
    const url = 'https://www.city.shinagawa.tokyo.jp/PC/kurashi/bosai/index.html';
    expect(shown(`くわしくは ${url} へ`)).toEqual([
      { text: 'くわしくは ', url: null },
      { text: 'city.shinagawa.tokyo.jp/PC…', url },
      { text: ' へ', url: null },
    ]);
  });

  it('makes links of tags and accounts, and of nothing else', () => {
    expect(shown('#防災 @tokyo_bousai さん &<タグ>').map(({ text, url }) => [text, url !== null])).toEqual([
      ['#防災', true],
      [' ', false],
      ['@tokyo_bousai', true],
      [' さん &<タグ>', false],
    ]);
  });

  it('keeps every line break and blank of a text without links', () => {
    const text = '一行目\n\n　三行目  🎉';
    expect(shown(text)).toEqual([{ text, url: null }]);
  });
});
