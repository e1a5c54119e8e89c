import { z } from 'zod';
import { content, fields, person, review } from '../draft/shapes.ts';
import type { Act, ActEvent } from './act.ts';

const draftRevised = {
  type: 'DraftRevised',
  fields: {
    revision: z.int(),
    content,
    fields,
    review,
    /** Whose words they are, where the drafter accepted them as they were proposed. */
    proposedBy: person.exactOptional(),
  },
  last: '本文を直しました',
} as const satisfies ActEvent;

/** 編集: the next revision; an approval that stood is void. Decided in src/draft/decide.ts. */
export const revise = {
  id: 'draft.edit',
  button: '編集',
  who: 'drafter',
  from: ['submitted', 'returned', 'publishFailed', 'approved'],
  // Under an approval only a form that was open before can still send one.
  onCard: { submitted: 'menu', blocked: 'button', returned: 'button', proposed: 'button', publishFailed: 'menu' },
  expects: 'revision',
  asks: 'form',
  event: draftRevised,
} as const satisfies Act;

/** 修正案のとおりにする: the next revision, with the text that the manager proposed. Decided in src/draft/decide.ts. */
export const acceptProposal = {
  id: 'draft.accept_proposal',
  button: '修正案のとおりにする',
  style: 'primary',
  who: 'drafter',
  from: ['proposed'],
  expects: 'revision',
  asks: 'nothing',
  event: draftRevised,
} as const satisfies Act;
