import type { ModalView } from '@slack/types';
import { formText } from '../src/text/forms.ts';
import { faultText } from '../src/text/refusals.ts';
import { plain, sentence } from './blocks.ts';
import { type Message, message } from './message.ts';
import { returnedTextBlocks } from './returned-text.ts';

/**
 * Something broke. @param referenceId the same as in the log.
 * @param text what the person had written; a very long one goes on in `moreReturnedText(text)`.
 */
export function faultMessage(referenceId: string, text?: string): Message {
  const said = faultText.fault(referenceId);
  return message(said, [...sentence(said), ...returnedTextBlocks(text)]);
}

/** It is not known whether the act is on record. @param text see faultMessage. */
export function inDoubtMessage(text?: string): Message {
  return message(faultText.inDoubt, [...sentence(faultText.inDoubt), ...returnedTextBlocks(text)]);
}

/** The same in the place of the form, with what was typed in it. */
export function inDoubtView(typed: string): ModalView {
  return {
    type: 'modal',
    title: plain(faultText.inDoubtTitle),
    close: plain(formText.close),
    blocks: [...sentence(faultText.inDoubt), ...returnedTextBlocks(typed)],
  };
}

/** Slack gives three seconds to open a form; they were over. */
export function triggerExpiredMessage(text?: string): Message {
  return message(faultText.triggerExpired, [...sentence(faultText.triggerExpired), ...returnedTextBlocks(text)]);
}

/** The draft is on record, but Slack takes no card. @param reason Slack's own name for it. */
export function noCardMessage(accountName: string, reason: string): Message {
  const said = faultText.noCard(accountName, reason);
  return message(said, sentence(said));
}

/** A button that this version does not know. */
export function oldButtonMessage(): Message {
  return message(faultText.oldButton, sentence(faultText.oldButton));
}
