import type { Actor, DraftAction, ReturnLabel } from '../draft/events.ts';
import type { DraftStatus } from '../draft/state.ts';

/** The short words of the product (design §9), each written once. */

export const STATUS_WORDS: Readonly<Record<DraftStatus, { readonly mark: string; readonly label: string }>> = {
  submitted: { mark: '🟡', label: '承認待ち' },
  returned: { mark: '↩️', label: '差戻し中' },
  approved: { mark: '🟢', label: '承認済み' },
  publishing: { mark: '⏳', label: '公開処理中' },
  handedOver: { mark: '✋', label: '手動掲載待ち' },
  outcomeUnknown: { mark: '❓', label: '結果不明' },
  publishFailed: { mark: '🔴', label: '公開失敗' },
  published: { mark: '✅', label: '公開済み' },
  removing: { mark: '⏳', label: '削除処理中' },
  removalHandedOver: { mark: '✋', label: '手動削除待ち' },
  removalUnknown: { mark: '❓', label: '削除の結果不明' },
  takenDown: { mark: '🗑️', label: '削除済み' },
  rejected: { mark: '⛔', label: '却下' },
  withdrawn: { mark: '⚪', label: '取下げ' },
  expired: { mark: '⚪', label: '期限切れ' },
};

/** What the buttons say; also how a refusal names what was tried. */
export const ACTION_WORDS: Readonly<Record<DraftAction, string>> = {
  approve: '承認する',
  return: '差戻し',
  reject: '却下',
  revise: '編集',
  withdraw: '取下げ',
  revoke: '承認の取消し',
  retry: 'もう一度公開する',
  confirmPublished: '公開されていました',
  confirmNotPublished: '公開されていませんでした',
  confirmManualPost: '掲載しました',
  giveUpManualPost: '掲載できません',
  takeDown: '削除する',
  retryRemoval: 'もう一度削除する',
  confirmRemoved: '削除されていました',
  confirmNotRemoved: 'まだ残っていました',
  confirmManualRemoval: '削除しました',
  cancelRemoval: '取りやめる',
};

export const RETURN_LABEL_WORDS: Readonly<Record<ReturnLabel, string>> = {
  facts: '事実・数字の確認',
  date: '日付・時刻・曜日',
  'personal-data': '個人情報',
  wording: '言い回し・分かりやすさ',
  guideline: '要領に合わない',
  timing: '公開の時期',
  other: 'その他',
};

export const revisionWord = (number: number): string => `第${number}版`;

/** The app itself is named as what it is, so that nobody looks for a colleague of that name. */
export const actorName = (actor: Actor): string => (actor === 'system' ? 'Kessai（自動）' : actor.name);

export const UNNAMED = '（名前なし）';
export const CANCEL = 'やめる';
