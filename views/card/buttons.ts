import type { ActionsBlock, Overflow } from '@slack/types';
import { ACTIONS_ON_DRAFT, ACTS, type DraftAction, placeOnCard } from '../../src/acts/index.ts';
import { isWordless } from '../../src/draft/content.ts';
import { currentRevision, isStopped, stageOf } from '../../src/draft/state.ts';
import { ACTIONS, BLOCKS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { type ButtonModel, button } from '../kit/blocks.ts';
import { option } from '../kit/inputs.ts';

/** Which draft a button or form is about. It addresses, and proves nothing: everything is checked again on the click. */
export interface DraftAddress {
  readonly draftId: string;
  readonly revision: number;
  /** See `stageOf`; absent on cards of an older version. */
  readonly stage?: number | undefined;
}

function addressOf({ draft }: Pick<DraftView, 'draft'>): DraftAddress {
  return { draftId: draft.id, revision: currentRevision(draft).number, stage: stageOf(draft) };
}

/** What applies to the draft as it stands: buttons, and the rest behind 「⋯」; nothing where nobody may or need do anything. */
export function cardActions(view: DraftView): ActionsBlock[] {
  const at = (place: 'button' | 'menu') =>
    ACTIONS_ON_DRAFT.filter((action) => placeOnCard(action, view.draft) === place && !isAboutWords(action, view));
  const again = placeOfReuse(view);
  const elements = [
    ...at('button').map((action) => button(buttonFor(action, view))),
    ...(again === 'button' ? [button(reuseButton(view))] : []),
    ...menu([...at('menu'), ...(again === 'menu' ? (['reuse'] as const) : [])], view),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: BLOCKS.cardActions, elements }];
}

/** What came to nothing is most likely wanted in other words, or at another time; of a post there are other things to do. */
function placeOfReuse({ draft: { status } }: DraftView): 'button' | 'menu' | null {
  if (status === 'published') return 'menu';
  return status === 'rejected' || status === 'withdrawn' || status === 'expired' ? 'button' : null;
}

const reuseButton = (view: DraftView): ButtonModel => ({
  actionId: ACTIONS.reuse,
  text: cardText.reuse,
  value: JSON.stringify(addressOf(view)),
});

function menu(actions: readonly (DraftAction | 'reuse')[], view: DraftView): Overflow[] {
  if (actions.length === 0) return [];
  const options = actions.map((action) =>
    option(action === 'reuse' ? cardText.reuse : labelOf(action, view), JSON.stringify({ action, ...addressOf(view) })),
  );
  return [{ type: 'overflow', action_id: ACTIONS.more, options }];
}

function buttonFor(action: DraftAction, view: DraftView): ButtonModel {
  const act = ACTS[action];
  const { id, style } = act;
  return {
    actionId: id,
    text: labelOf(action, view),
    value: JSON.stringify(addressOf(view)),
    ...(style === undefined ? {} : { style }),
    ...(act.asks === 'confirmation' ? { confirm: act.confirm(view.account) } : {}),
  };
}

/** Of a repost and the like there are no words to propose or to correct. */
function isAboutWords(action: DraftAction, { draft }: DraftView): boolean {
  return isWordless(currentRevision(draft).content) && (action === 'correct' || ACTS[action].asks === 'text');
}

function labelOf(action: DraftAction, { draft }: DraftView): string {
  const { button: label, buttonWhenStopped, buttonWithoutWords } = ACTS[action];
  if (isStopped(draft) && buttonWhenStopped !== undefined) return buttonWhenStopped;
  return isWordless(currentRevision(draft).content) ? (buttonWithoutWords ?? label) : label;
}
