import { z } from 'zod';
import { necessities, review, seen } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/**
 * もう一度公開する: under the approval that stands, one more sending is owed; it opens an order where none is open. The text is
 * checked again at this moment; what the manager has not answered yet asks for an answer first.
 */
export const retry = {
  id: 'draft.retry',
  button: 'もう一度公開する',
  buttonWhenStopped: '公開をやり直す',
  style: 'primary',
  who: 'manager',
  from: ['publishFailed', 'stopped'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: ({ name }) => ({
    title: 'もう一度公開しますか',
    text: `「${name}」へ、承認された内容を送ります。`,
    yes: '公開する',
  }),
  event: {
    type: 'RetryOrdered',
    fields: {
      /** These three where something was found that was not at the approval; absent in records of earlier versions. */
      review: review.exactOptional(),
      necessities: necessities.exactOptional(),
      acknowledged: z.array(z.string()).readonly().exactOptional(),
      /** The sentences and provisions that the manager saw of it. */
      seen: seen.exactOptional(),
    },
    told: 'が、もう一度公開するよう指示しました。',
    last: 'もう一度公開するよう指示しました',
  },
  standsBy: 'order',
} as const satisfies Act;
