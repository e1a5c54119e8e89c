import { expect, it } from 'vitest';
import { networkNotes } from '../../views/card/lines.ts';

const HOME = 'https://www.city.shinagawa.tokyo.jp/';
const PAGE = `${HOME}event.html`;
const length = (...urls: string[]) =>
  ({ length: { weighted: 50, max: 280, urls: urls.map((url) => ({ url, counts: 23 })) } }) as never;

it('ページの後にホームのURLがあっても、どちらも全部リンクになる。途中で切れるとは言わない', () => {
  expect(networkNotes(length(PAGE, HOME), `くわしくは ${PAGE} 区のホームは ${HOME} です`, 'X')).toEqual([]);
});

it('途中で切れるURLは、同じURLが前に正しく書かれていても知らせる', () => {
  const text = `区のホームは ${HOME} くわしくは ${HOME}令和8年度.html です`;
  expect(networkNotes(length(HOME, HOME), text, 'X')).not.toEqual([]);
});
