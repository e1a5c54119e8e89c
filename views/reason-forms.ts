import type { KnownBlock, ModalView } from '@slack/types';
import type { ReturnLabel } from '../src/draft/events.ts';
import { FIELDS, FORMS } from '../src/slack/action-ids.ts';
import { formText } from '../src/text/forms.ts';
import { RETURN_LABEL_WORDS } from '../src/text/words.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { formTarget } from './approval-form.ts';
import { plain, sentence } from './blocks.ts';
import { choices, option, problemBlocks, textInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { writeMetadata } from './metadata.ts';
import { splitByLength } from './split-text.ts';

/** What a form that reopens shows again. */
export interface ReasonFormOptions {
  readonly nonce: string;
  readonly problem: string | null;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
}

interface ReasonWords {
  readonly title: string;
  readonly submit: string;
  readonly reason: string;
  readonly placeholder: string;
  readonly about: (account: string) => string;
}

/** 差戻し: labels and a free reason. */
export const returnForm = (view: DraftView, options: ReasonFormOptions): ModalView =>
  reasonForm(view, options, FORMS.returnDraft, formText.returnDraft, [
    choices({
      blockId: `labels.${options.nonce}`,
      actionId: FIELDS.labels,
      label: formText.returnDraft.labels,
      options: Object.entries(RETURN_LABEL_WORDS).map(([value, text]) => option(text, value)),
      chosen: options.labels ?? [],
      optional: true,
    }),
  ]);

export const rejectForm = (view: DraftView, options: ReasonFormOptions): ModalView =>
  reasonForm(view, options, FORMS.reject, formText.reject);

export const revokeForm = (view: DraftView, options: ReasonFormOptions): ModalView =>
  reasonForm(view, options, FORMS.revoke, formText.revoke);

export const takeDownForm = (view: DraftView, options: ReasonFormOptions): ModalView =>
  reasonForm(view, options, FORMS.takeDown, formText.takeDown);

export const giveUpForm = (view: DraftView, options: ReasonFormOptions): ModalView =>
  reasonForm(view, options, FORMS.giveUp, formText.giveUp);

function reasonForm(
  view: DraftView,
  options: ReasonFormOptions,
  callbackId: string,
  words: ReasonWords,
  before: readonly KnownBlock[] = [],
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(words.title),
    submit: plain(words.submit),
    close: plain(formText.close),
    private_metadata: writeMetadata(formTarget(view, options.nonce)),
    blocks: [
      ...problemBlocks(options.problem),
      ...sentence(words.about(view.account.name)),
      ...before,
      textInput({
        blockId: `reason.${options.nonce}`,
        actionId: FIELDS.reason,
        label: words.reason,
        value: splitByLength(options.reason ?? '', LIMITS.inputText)[0] ?? '',
        placeholder: words.placeholder,
        multiline: true,
        // Where there are labels, they may say enough.
        optional: before.length > 0,
      }),
    ],
  };
}
