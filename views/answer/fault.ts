import type { ModalView } from '@slack/types';
import { formText } from '../../src/text/forms.ts';
import { faultText, slowText } from '../../src/text/refusals.ts';
import { plain, sentence } from '../kit/blocks.ts';
import { type Message, message } from '../kit/message.ts';
import { returnedTextBlocks, wholeReturnedText } from './returned-text.ts';

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
    blocks: [...sentence(faultText.inDoubt), ...wholeReturnedText(typed)],
  };
}

/** Slack gives three seconds to open a form; they were over. */
export function triggerExpiredMessage(text?: string): Message {
  return message(faultText.triggerExpired, [...sentence(faultText.triggerExpired), ...returnedTextBlocks(text)]);
}

/** A form could not be drawn anew: it was closed, has changed meanwhile, or Slack did not take it. */
export function notShownMessage(text: string): Message {
  return message(faultText.notShown, [...sentence(faultText.notShown), ...returnedTextBlocks(text)]);
}

/** In the place of an answer that a form can no longer show. @param said why. */
export function insteadOfForm(said: string, text: string): Message {
  return message(said, [...sentence(said), ...returnedTextBlocks(text)]);
}

/** A form was closed with these words in it. @param of which form. */
export function closedMessage(of: keyof typeof formText.closed, text: string): Message {
  const said = formText.closed[of];
  return message(said, [...sentence(said), ...returnedTextBlocks(text)]);
}

/** The record took so long that the form is gone, or Slack believes that nothing came of it. */
export function savedMessage(): Message {
  return message(slowText.savedAfterAll, sentence(slowText.savedAfterAll));
}

/** The app stopped before anything was done. @param about what was written: a reason for a draft, or a text for a form. */
export function stoppedMessage(about: 'draft' | 'form', text: string): Message {
  const said = faultText.stopped[about];
  return message(said, [...sentence(said), ...returnedTextBlocks(text)]);
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

/** Somebody of another organisation, in a channel that is shared with it. */
export function strangerMessage(): Message {
  return message(faultText.stranger, sentence(faultText.stranger));
}
