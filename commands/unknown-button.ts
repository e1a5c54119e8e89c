import type { App, BlockAction } from '@slack/bolt';
import { ACTIONS, FIELDS } from '../src/slack/action-ids.ts';
import { tellPrivately } from '../src/slack/private-answer.ts';
import { oldButtonMessage } from '../views/answer/fault.ts';

/** Whatever is no id of this version: the button of a card that an older or newer version has drawn. */
const UNKNOWN = new RegExp(
  `^(?!(?:${[...Object.values(ACTIONS), ...Object.values(FIELDS)].map(literally).join('|')})(?:\\.\\d+)?$)`,
);

/** A click must never do nothing at all. */
export function registerUnknownButton(app: App): void {
  app.action<BlockAction>(UNKNOWN, async ({ ack, ...heard }) => {
    await ack();
    await tellPrivately(heard, oldButtonMessage());
  });
}

function literally(id: string): string {
  return id.replaceAll('.', '\\.');
}
