import type { RuleText } from './sentence.ts';
import { listedWords } from './sentence.ts';

export const SECRECY: Readonly<Record<string, RuleText>> = {
  'confidential-marker': listedWords(
    '取扱注意などの印',
    '公表してよい情報かを所管課に確かめ、印を消してください。公表する場合は、運営管理者が理由を書いて承認します。',
  ),
  'decision-process': listedWords(
    '決定前の情報（意思形成過程）',
    '公表してよい段階かを所管課に確かめてください。公表する場合は、運営管理者が理由を書いて承認します。',
  ),
  embargo: {
    name: '解禁の日時',
    codes: {
      before: ({ text }) => ({
        message: `解禁（${time(text('until'))}）より前の公開になります。`,
        advice: '解禁の日時か、それより後に予約してください。',
      }),
      'same-day': ({ text }) => ({
        message: `解禁は${time(text('until'))}です。公開が先にならないよう注意してください。`,
        advice: '解禁の日時に予約するか、その時刻を過ぎてから承認してください。',
      }),
      unreadable: ({ text }) => ({
        message: `解禁の日時「${text('until')}」が読めません。`,
        advice: '日付と時刻を選び直してください。',
      }),
    },
  },
  'internal-resource': {
    name: '庁内のアドレス・編集用リンク',
    codes: {
      'private-address': ({ quote }) => ({
        message: `「${quote}」は庁内からしか開けないアドレスです。`,
        advice: '公開しているページのアドレスに書き換えてください。',
      }),
      share: ({ quote }) => ({
        message: `「${quote}」は共有フォルダやパソコンの中の場所です。`,
        advice: '消すか、公開しているページのアドレスに書き換えてください。',
      }),
      'edit-link': ({ quote }) => ({
        message: `「${quote}」は編集用・関係者用のリンクです。`,
        advice: '公開用（閲覧用）のアドレスに書き換えてください。',
      }),
    },
  },
  'internal-extension': listedWords('内線番号', '外からかけられる番号（代表や直通）に書き換えてください。'),
  credential: listedWords(
    'パスワードなどの認証情報',
    '本文から消してください。すでに使っている場合は変更も必要です。公表する場合は、運営管理者が理由を書いて承認します。',
  ),
};

/** 2026-11-25T10:00+09:00 → 2026-11-25 10:00 */
function time(written: string): string {
  return written.replace('T', ' ').replace(/(?::00)?(?:\+09:?00)?$/u, '');
}
