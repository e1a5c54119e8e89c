import { ACTIONS_ON_DRAFT, ACTS, type DraftAction, isOnCard } from '../../src/acts/index.ts';
import { currentRevision, isStopped, stageOf } from '../../src/draft/state.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import type { ButtonModel } from '../kit/blocks.ts';

/** Which draft a button or form is about. It addresses, and proves nothing: everything is checked again on the click. */
export interface DraftAddress {
  readonly draftId: string;
  readonly revision: number;
  /** See `stageOf`; absent on cards of an older version. */
  readonly stage?: number | undefined;
}

function buttonValue(view: DraftView): string {
  const { draft } = view;
  const address: DraftAddress = { draftId: draft.id, revision: currentRevision(draft).number, stage: stageOf(draft) };
  return JSON.stringify(address);
}

/** The buttons that apply to the draft as it stands; none where nobody may or need do anything. */
export function cardButtons(view: DraftView): readonly ButtonModel[] {
  return ACTIONS_ON_DRAFT.filter((action) => isOnCard(action, view.draft)).map((action) => buttonFor(action, view));
}

function buttonFor(action: DraftAction, view: DraftView): ButtonModel {
  const act = ACTS[action];
  const { id, button, buttonWhenStopped = button, style } = act;
  return {
    actionId: id,
    text: isStopped(view.draft) ? buttonWhenStopped : button,
    value: buttonValue(view),
    ...(style === undefined ? {} : { style }),
    ...(act.asks === 'confirmation' ? { confirm: act.confirm(view.account) } : {}),
  };
}
