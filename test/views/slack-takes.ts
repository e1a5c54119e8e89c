import type { HomeView, ModalView } from '@slack/types';
import { assertMessageWithinLimits, assertViewWithinLimits } from '../../views/kit/limits.ts';
import type { Message } from '../../views/kit/message.ts';
import { LIMITS } from '../sandbox/slack/blocks/limits.ts';
import { type Checked, checkBlocks, contentSize, sentence } from '../sandbox/slack/blocks/validate.ts';
import { checkHome, checkModal, isTooLarge } from '../sandbox/slack/blocks/view.ts';

/** Two tables of Slack's limits, written apart from each other: the views' own and the local Slack's. */

/** Throws unless both would let the message be posted and updated. */
export function slackTakesMessage(message: Message): void {
  assertMessageWithinLimits(message);
  const blocks = accepted(checkBlocks(sent(message.blocks), 'message'));
  if (contentSize(blocks) > LIMITS.messageContent) throw new Error('msg_blocks_too_long');
}

/** Throws unless both would open the view. */
export function slackTakesView(view: ModalView | HomeView): void {
  assertViewWithinLimits(view);
  if (isTooLarge(sent(view))) throw new Error('view_too_large');
  if (view.type === 'modal') accepted(checkModal(sent(view)));
  else accepted(checkHome(sent(view)));
}

/** As it arrives: only what JSON carries. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function accepted<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(checked.violations.map(sentence).join('\n'));
  return checked.value;
}
