import { z } from 'zod';
import type { Act } from './act.ts';

/** 訂正を起案: a new draft that names the post which it corrects; the post's own record names the draft. */
export const correct = {
  id: 'draft.correct',
  button: '訂正を起案',
  who: 'anyone',
  from: ['published', 'takenDown'],
  onCard: { published: 'menu', reported: 'menu', takenDown: 'button' },
  expects: 'stage',
  asks: 'form',
  event: {
    type: 'CorrectionDrafted',
    fields: {
      /** The draft that corrects. */
      correction: z.string(),
    },
    last: '訂正を起案しました',
  },
} as const satisfies Act;
