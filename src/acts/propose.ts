import { z } from 'zod';
import { content, reason } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 修正案を送る: the manager returns the draft with a text that the drafter can accept as it is. */
export const propose = {
  id: 'draft.propose',
  button: '修正案を送る',
  who: 'manager',
  from: ['submitted'],
  onCard: { submitted: 'menu', blocked: 'menu' },
  expects: 'revision',
  asks: 'text',
  form: {
    id: 'propose_form',
    title: '修正案を送る',
    submit: '修正案を送る',
    reason: '修正の理由',
    placeholder: 'どこを、なぜ直すとよいかを書きます',
    about: (account) =>
      `「${account}」の起案を、修正案を付けて差し戻します。起案者が「修正案のとおりにする」を押すと、その文が次の版になります。`,
  },
  event: {
    type: 'RevisionProposed',
    /** `revision`: the one that was read; `content`: what is proposed instead. */
    fields: { revision: z.int(), content, reason },
    told: 'が修正案を付けて差し戻しました。',
    callsDrafter:
      '変わるところを確かめて、カードの「修正案のとおりにする」か「編集」を押してください。もう一度承認待ちになります。',
    last: '修正案を付けて差し戻しました',
  },
} as const satisfies Act;
