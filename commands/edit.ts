import { currentRevision } from '../src/draft/state.ts';
import type { Card } from './card.ts';
import { type Desk, signed } from './desk.ts';
import { drawn } from './draft-form.ts';
import { onFormButton } from './form.ts';

/** 編集: the drafter's form with the text and answers as they stand; submitting makes the next revision. */
export function registerEdit(card: Card, desk: Desk): void {
  onFormButton(card, desk, 'revise', ({ draft, account }, { nonce }, body) => {
    const { number, content, fields } = currentRevision(draft);
    return drawn(desk, {
      mode: { kind: 'edit', draftId: draft.id, revision: number },
      by: signed(desk, body).by,
      accounts: [account],
      accountId: account.id,
      text: content.text,
      fields,
      edited: draft,
      nonce,
      channel: body.channel?.id ?? null,
      checked: true,
    });
  });
}
