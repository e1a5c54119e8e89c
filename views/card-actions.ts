import type { RemovalAnswer } from '../src/draft/commands.ts';
import { currentRevision } from '../src/draft/state.ts';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { cardText } from '../src/text/card.ts';
import { ACTION_WORDS } from '../src/text/words.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import type { ButtonModel } from './blocks.ts';

/** Which draft a button or form is about. It addresses, and proves nothing: everything is checked again on the click. */
export interface DraftAddress {
  readonly draftId: string;
  readonly revision: number;
}

function buttonValue(view: DraftView): string {
  const address: DraftAddress = { draftId: view.draft.id, revision: currentRevision(view.draft).number };
  return JSON.stringify(address);
}

/** The buttons that apply in the draft's status; none where nobody may or need do anything. */
export function cardButtons(view: DraftView): readonly ButtonModel[] {
  const { draft, account } = view;
  const value = buttonValue(view);
  const approve: ButtonModel = { actionId: ACTIONS.approve, text: ACTION_WORDS.approve, value, style: 'primary' };
  const returnDraft = { actionId: ACTIONS.returnDraft, text: ACTION_WORDS.return, value };
  const reject = { actionId: ACTIONS.reject, text: ACTION_WORDS.reject, value };
  const edit = { actionId: ACTIONS.edit, text: ACTION_WORDS.revise, value };
  const withdraw = {
    actionId: ACTIONS.withdraw,
    text: ACTION_WORDS.withdraw,
    value,
    confirm: cardText.withdrawConfirm,
  };
  const confirmPublished = { actionId: ACTIONS.confirmPublished, text: ACTION_WORDS.confirmPublished, value };
  const removal = (answer: RemovalAnswer, confirm: ButtonModel['confirm']): ButtonModel => ({
    actionId: ACTIONS[answer],
    text: ACTION_WORDS[answer],
    value,
    ...(confirm === undefined ? {} : { confirm }),
  });
  const retry = (text: string): ButtonModel => ({
    actionId: ACTIONS.retry,
    text,
    value,
    style: 'primary',
    confirm: cardText.retryConfirm(account.name),
  });

  switch (draft.status) {
    case 'submitted':
      return [approve, returnDraft, reject, edit, withdraw];
    case 'returned':
      return [edit, withdraw];
    case 'approved':
      return [
        ...(sendingStopped(view) ? [retry(cardText.retryButton), confirmPublished] : []),
        { actionId: ACTIONS.revoke, text: ACTION_WORDS.revoke, value },
      ];
    case 'handedOver':
      return [
        { actionId: ACTIONS.confirmManualPost, text: ACTION_WORDS.confirmManualPost, value, style: 'primary' },
        { actionId: ACTIONS.giveUpManualPost, text: ACTION_WORDS.giveUpManualPost, value },
      ];
    case 'outcomeUnknown':
      return [
        confirmPublished,
        {
          actionId: ACTIONS.confirmNotPublished,
          text: ACTION_WORDS.confirmNotPublished,
          value,
          confirm: cardText.notPublishedConfirm(account.network),
        },
      ];
    case 'publishFailed':
      return [retry(ACTION_WORDS.retry), edit, withdraw];
    case 'published':
      return [{ actionId: ACTIONS.takeDown, text: ACTION_WORDS.takeDown, value, style: 'danger' }];
    case 'removalUnknown':
      return [
        removal('retryRemoval', cardText.retryRemovalConfirm(account.network)),
        removal('confirmRemoved', cardText.removedConfirm(account.network)),
        removal('confirmNotRemoved', cardText.notRemovedConfirm(account.network)),
      ];
    case 'removalHandedOver':
      return [
        removal('confirmManualRemoval', cardText.manualRemovalConfirm(account.network)),
        removal('cancelRemoval', cardText.cancelRemovalConfirm),
      ];
    case 'removing':
    case 'publishing':
    case 'takenDown':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return [];
  }
}

/** Approved, and nothing is owed: from here only a person may have it sent again. */
export function sendingStopped({ draft }: DraftView): boolean {
  return draft.status === 'approved' && draft.order === null;
}
