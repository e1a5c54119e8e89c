import { z } from 'zod';
import { necessities, review, seen } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 承認する: freezes the content; the record then owes the sending. Decided in src/draft/decide.ts. */
export const approve = {
  id: 'draft.approve',
  button: '承認する',
  style: 'primary',
  who: 'manager',
  from: ['submitted'],
  onCard: { submitted: 'button' },
  expects: 'revision',
  asks: 'form',
  event: {
    type: 'DraftApproved',
    fields: {
      revision: z.int(),
      contentHash: z.string(),
      /** The check as it stood at the moment of approval. */
      review,
      necessities,
      acknowledged: z.array(z.string()).readonly(),
      /** True only where the account's configuration allows it and the approver wrote the draft. */
      selfApproval: z.boolean(),
      /** The approver proposed this very text, and the drafter accepted it. */
      ownProposal: z.literal(true).exactOptional(),
      /** The sentences and provisions that the manager saw. */
      seen: seen.exactOptional(),
    },
    last: '承認しました',
  },
  standsBy: 'approval',
} as const satisfies Act;
