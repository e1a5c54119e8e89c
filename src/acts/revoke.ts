import { reason } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 承認の取消し: while nothing has been sent, the approval can be taken back. */
export const revoke = {
  id: 'draft.revoke',
  button: '承認の取消し',
  who: 'manager',
  from: ['approved'],
  expects: 'stage',
  asks: 'reason',
  form: {
    id: 'revoke_form',
    title: '承認の取消し',
    submit: '承認を取り消す',
    reason: '取消しの理由',
    placeholder: '承認を取り消す理由を書きます',
    about: (account) => `「${account}」の承認を取り消して、承認待ちに戻します。`,
  },
  event: {
    type: 'ApprovalRevoked',
    fields: { reason },
    to: 'submitted',
    told: 'が承認を取り消しました。承認待ちに戻ります。',
    callsDrafter: '',
    last: '承認を取り消しました',
  },
} as const satisfies Act;
