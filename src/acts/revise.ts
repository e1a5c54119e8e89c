import { z } from 'zod';
import { content, fields, review } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 編集: the next revision; an approval that stood is void. Decided in src/draft/decide.ts. */
export const revise = {
  id: 'draft.edit',
  button: '編集',
  who: 'drafter',
  from: ['submitted', 'returned', 'publishFailed', 'approved'],
  // Under an approval only a form that was open before can still send one.
  onCard: { submitted: 'menu', blocked: 'button', returned: 'button', publishFailed: 'menu' },
  expects: 'revision',
  asks: 'form',
  event: {
    type: 'DraftRevised',
    fields: { revision: z.int(), content, fields, review },
    last: '本文を直しました',
  },
} as const satisfies Act;
