import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import type { DraftAction } from '../src/draft/events.ts';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import { oldButtonMessage } from '../views/answer/fault.ts';
import type { DraftAddress } from '../views/card/buttons.ts';
import { readButton, readMenu } from '../views/form/reading.ts';

/** An act that somebody chose on a card. */
export interface Press extends Heard {
  readonly body: BlockAction;
  readonly address: DraftAddress;
  /** From the menu nothing was confirmed yet: Slack asks for a button only. */
  readonly from: 'button' | 'menu';
}

/** What can be pressed on a card: each act, and 「この文で起案」, as a button, and the same behind 「⋯」. */
export interface Card {
  on(action: DraftAction | 'reuse', press: (press: Press) => Promise<void>): void;
}

export function makeCard(app: App): Card {
  const acts = new Map<string, (press: Press) => Promise<void>>();
  app.action<BlockAction<OverflowAction>>(ACTIONS.more, async ({ ack, action, ...heard }) => {
    await ack();
    const { action: name, ...address } = readMenu(action.selected_option.value);
    const act = acts.get(name);
    if (act === undefined) await tellPrivately(heard, oldButtonMessage());
    else await act({ ...heard, address, from: 'menu' });
  });
  return {
    on(action, press) {
      acts.set(action, press);
      app.action<BlockAction<ButtonAction>>(ACTIONS[action], async ({ ack, action: clicked, ...heard }) => {
        await ack();
        await press({ ...heard, address: readButton(clicked.value), from: 'button' });
      });
    },
  };
}
