import type { Actor } from '../draft/events.ts';
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

/** A draft that waits for its author rather than for a decision. */
const BLOCKED = { mark: '🛠️', label: '修正待ち' } as const;

/** Approved for a slot that is still to come. */
const SCHEDULED = { mark: '🕒', label: '予約済み' } as const;

interface Standing {
  readonly status: DraftStatus;
  /** See `isBlocked`. */
  readonly blocked: boolean;
  /** See `isScheduled`. */
  readonly scheduled: boolean;
}

/** How a draft stands, for whoever looks at it. */
export function standing({ status, blocked, scheduled }: Standing): { readonly mark: string; readonly label: string } {
  if (scheduled) return SCHEDULED;
  return status === 'submitted' && blocked ? BLOCKED : STATUS_WORDS[status];
}

export const EMERGENCY = '🚨緊急';

export const revisionWord = (number: number): string => `第${number}版`;

/** The app itself is named as what it is, so that nobody looks for a colleague of that name. */
export const actorName = (actor: Actor): string => (actor === 'system' ? 'Kessai（自動）' : actor.name);

export const UNNAMED = '（名前なし）';
export const CANCEL = 'やめる';

/** A line a sentence, so that each can be reviewed. */
export const said = (...sentences: readonly string[]): string => sentences.join('');
