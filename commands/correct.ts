import { currentRevision } from '../src/draft/state.ts';
import { formText } from '../src/text/forms.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import type { Card } from './card.ts';
import { type Desk, signed } from './desk.ts';
import { drawn } from './draft-form.ts';
import { onFormButton } from './form.ts';

/** 訂正を起案: the form of a new draft, with the words of the post and what it is about. */
export function registerCorrect(card: Card, desk: Desk): void {
  onFormButton(card, desk, 'correct', ({ draft, account }, { nonce }, body) => {
    const { content, fields } = currentRevision(draft);
    const { categories, emergency } = fields;
    return drawn(desk, {
      mode: { kind: 'new' },
      by: signed(desk, body).by,
      accounts: [account],
      accountId: account.id,
      text: formText.draft.corrected(content.text),
      fields: {
        ...(categories === undefined ? {} : { categories }),
        ...(emergency === undefined ? {} : { emergency }),
        correctionOf: { draftId: draft.id, ...urlOf(draft) },
      },
      edited: null,
      nonce,
      channel: body.channel?.id ?? null,
      checked: true,
      done: formText.draft.correcting(draft.id, draft.status === 'takenDown'),
    });
  });
}

const urlOf = (draft: DraftView['draft']) => ('post' in draft ? { url: draft.post.url } : {});
