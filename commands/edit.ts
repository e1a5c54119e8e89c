import type { types } from '@slack/bolt';
import type { Person } from '../src/draft/events.ts';
import { currentRevision, proposalOf } from '../src/draft/state.ts';
import { acceptProposal } from '../src/usecases/accept-proposal.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { answersTo } from '../src/usecases/written.ts';
import type { Card } from './card.ts';
import { type Desk, signed } from './desk.ts';
import { drawn } from './draft-form.ts';
import { onActButton, onFormButton } from './form.ts';

/** 編集, and 修正案のとおりにする: submitting the one, or pressing the other, makes the next revision. */
export function registerEdit(card: Card, desk: Desk): void {
  onFormButton(card, desk, 'revise', (view, { nonce }, body) =>
    editForm(desk, view, { nonce, by: signed(desk, body).by, channel: body.channel?.id ?? null }),
  );
  onActButton(card, desk, 'acceptProposal', (given) => acceptProposal(desk.world, given), null);
}

/**
 * The drafter's form with the text and answers as they stand. It begins with the manager's proposal where there is one: the
 * drafter's own text stands on the card.
 * @param done what has just been done.
 */
export function editForm(
  desk: Desk,
  { draft, account }: DraftView,
  { nonce, by, channel }: { readonly nonce: string; readonly by: Person; readonly channel: string | null },
  done = '',
): Promise<types.ModalView> {
  const revision = currentRevision(draft);
  const { number, content } = revision;
  const proposal = proposalOf(draft);
  return drawn(desk, {
    mode: { kind: 'edit', draftId: draft.id, revision: number },
    by,
    accounts: [account],
    accountId: account.id,
    text: (proposal?.content ?? content).text,
    proposal: proposal?.at,
    fields: answersTo(revision),
    edited: draft,
    nonce,
    channel,
    checked: true,
    done,
  });
}
