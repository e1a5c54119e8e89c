import { plannedTime } from '../time.ts';
import type { KindTexts } from './sentence.ts';

export const SECRECY = {
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
} satisfies Partial<KindTexts>;

/** @param instant as a finding has it; what it has not stays away. */
function time(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? instant : plannedTime(instant);
}
