import type { BlockAction } from '@slack/bolt';
import { currentRevision } from '../src/draft/state.ts';
import type { DraftFields } from '../src/guideline/types.ts';
import { formText } from '../src/text/forms.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { viewDraft } from '../src/usecases/read-draft.ts';
import { answersTo } from '../src/usecases/written.ts';
import type { Card } from './card.ts';
import { type Desk, signed } from './desk.ts';
import { drawn } from './draft-form.ts';
import { onFormButton, openForm, reaches } from './form.ts';

const words = formText.draft;

/** 訂正を起案, and この文で起案: the form of a new draft, with the words of another and what it is about. */
export function registerCorrect(card: Card, desk: Desk): void {
  onFormButton(card, desk, 'correct', (view, { nonce }, body) => {
    const { draft } = view;
    return newFrom(desk, view, body, {
      nonce,
      text: words.corrected(currentRevision(draft).content.text),
      fields: { correctionOf: { draftId: draft.id, ...('post' in draft ? { url: draft.post.url } : {}) } },
      done: words.correcting(draft.id, draft.status === 'takenDown'),
    });
  });

  card.on('reuse', async ({ address, body, ...heard }) => {
    if (!(await reaches(desk, { address, body, ...heard }))) return;
    const view = await viewDraft(desk.world, address.draftId);
    if (view === undefined) return;
    const form = await newFrom(desk, view, body, {
      nonce: signed(desk, body).delivery,
      text: currentRevision(view.draft).content.text,
      fields: {},
      done: words.reused(address.draftId),
    });
    await openForm(desk, { ...heard, body, trigger: body.trigger_id, view: form });
  });
}

interface Beginning {
  readonly nonce: string;
  readonly text: string;
  readonly fields: DraftFields;
  readonly done: string;
}

/** What the other was about is true of a new one as well; its time, its urgency, or leave that was given for it, are not. */
function newFrom(desk: Desk, { draft, account }: DraftView, body: BlockAction, beginning: Beginning) {
  const { categories, media, madeWithAi, target, embargoUntil } = answersTo(currentRevision(draft));
  return drawn(desk, {
    mode: { kind: 'new' },
    by: signed(desk, body).by,
    accounts: [account],
    accountId: account.id,
    ...beginning,
    fields: {
      ...(categories === undefined ? {} : { categories }),
      ...(media === undefined ? {} : { media }),
      ...(madeWithAi === undefined ? {} : { madeWithAi }),
      ...(target === undefined ? {} : { target }),
      ...(embargoUntil === undefined ? {} : { embargoUntil }),
      ...beginning.fields,
    },
    edited: null,
    channel: body.channel?.id ?? null,
    checked: true,
  });
}
