import { describe, expect, it } from 'vitest';
import { slipOf } from '../../commands/slips.ts';

/** `/post` and something that was hardly meant for citizens: it becomes a question in the form, never a draft by itself. */

describe('what is hardly a post', () => {
  it.each([
    ['承認待ち一覧', 'queue'],
    ['承認待ちを見る', 'queue'],
    ['履歴を見たい', 'history'],
    ['履歴。', 'history'],
    ['公開履歴', 'history'],
    ['要領の確認', 'guideline'],
    ['ヘルプ。', 'help'],
    ['ヘルプ！', 'help'],
    ['使い方', 'help'],
    ['？', 'help'],
    ['ＨＥＬＰ', 'help'],
    ['queue?', 'queue'],
    ['検索：図書館', 'find'],
    ['20261201-ZPNPXKVY', 'find'],
    ['あ', 'short'],
    ['テスト', 'short'],
    ['・・・', 'short'],
    ['👍', 'short'],
  ] as const)('「%s」 is asked about: %s', (text, slip) => {
    expect(slipOf(text)).toBe(slip);
  });
});

describe('what is a post', () => {
  it.each([
    '履歴書の書き方講座を開きます。',
    '要領よく学ぶ講座です。',
    '要領を改正しました。',
    'ヘルプマークを配っています。',
    '検索サイトの広告にご注意ください。',
    '使い方教室を開きます。',
    '承認待ちの方へのお知らせです。窓口は1階に移りました。',
    '図書館は本日休館です',
    '断水は終わりました',
    '',
  ])('「%s」 is drafted as it is', (text) => {
    expect(slipOf(text)).toBeNull();
  });
});
