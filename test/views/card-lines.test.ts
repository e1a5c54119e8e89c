import { expect, it } from 'vitest';
import { linkText } from '../../src/text/links.ts';
import { changedPlaces } from '../../views/card/changes.ts';

it('変えた箇所の数', () => {
  expect([
    changedPlaces('1月16日（日）に開きます。', '1月16日（金）に開きます。'),
    changedPlaces('a', 'a'),
    changedPlaces('電話は03-1111-2222です。', '電話は03-3333-4444です。'),
    changedPlaces('日時は10時です。場所は区役所です。', '日時は11時です。場所は図書館です。'),
    changedPlaces('あ\r\nい', 'あ\nい'),
  ]).toEqual([1, 0, 1, 2, 0]);
});

it('ページの題名は、もうひとつのリンクが開けたという行に見えない', () => {
  const title = 'お知らせ」／✅ 「区公式サイト';
  const results = [{ url: 'https://a.example.jp/', status: 200, title, movedTo: null }];
  expect(linkText.summary(results as never).match(/／✅/gu) ?? []).toEqual([]);
});
