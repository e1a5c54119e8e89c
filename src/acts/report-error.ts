import { reason } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 誤りを報告: whoever sees that a post is wrong says so; what becomes of it the manager decides. */
export const reportError = {
  id: 'draft.report_error',
  button: '誤りを報告',
  who: 'anyone',
  from: ['published'],
  onCard: { published: 'menu', reported: 'menu' },
  expects: 'stage',
  asks: 'reason',
  form: {
    id: 'report_error_form',
    title: '誤りの報告',
    submit: '報告する',
    reason: '誤りの内容',
    placeholder: 'どこが、どう違うかを書きます',
    about: (account) => `「${account}」に公開した投稿の誤りを、決裁する人に知らせます。投稿は、まだそのままです。`,
  },
  event: {
    type: 'ErrorReported',
    fields: { reason },
    told: 'が、公開した投稿の誤りを報告しました。',
    last: '誤りを報告しました',
  },
} as const satisfies Act;
