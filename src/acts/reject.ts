import { reason, seen } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 却下: ends the draft, with a reason. */
export const reject = {
  id: 'draft.reject',
  button: '却下',
  who: 'manager',
  from: ['submitted'],
  onCard: { submitted: 'button', blocked: 'menu' },
  expects: 'revision',
  asks: 'reason',
  form: {
    id: 'reject_form',
    title: '却下',
    submit: '却下する',
    reason: '却下の理由',
    placeholder: '公開しないと決めた理由を書きます',
    about: (account) => `「${account}」の起案を却下して、終わりにします。直せば出せるものは「差戻し」にしてください。`,
  },
  event: {
    type: 'DraftRejected',
    fields: { reason, seen: seen.exactOptional() },
    to: 'rejected',
    told: 'が却下しました。この起案は終わりです。',
    callsDrafter: '',
    last: '却下しました',
  },
} as const satisfies Act;
