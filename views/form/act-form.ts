import type { KnownBlock, ModalView } from '@slack/types';
import { ACTS, type DraftAction } from '../../src/acts/index.ts';
import { RETURN_LABELS, type ReturnLabel } from '../../src/acts/return.ts';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { accountLink } from '../card/card.ts';
import { plain, sentence } from '../kit/blocks.ts';
import { choices, option, problemBlocks, textInput } from '../kit/inputs.ts';
import { LIMITS } from '../kit/limits.ts';
import { richText, section } from '../kit/rich.ts';
import { splitByLength } from '../kit/split-text.ts';
import { formTarget } from './approval-form.ts';
import { writeMetadata } from './metadata.ts';

/** With what was answered before, where a form reopens. */
export interface ActFormOptions {
  readonly nonce: string;
  readonly problem: string | null;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
  readonly url?: string;
}

/** The form of an act that asks for a reason or for an address. @throws TypeError for an act that asks for neither. */
export function actForm(action: DraftAction, view: DraftView, options: ActFormOptions): ModalView {
  const act = ACTS[action];
  if (act.asks !== 'reason' && act.asks !== 'url') throw new TypeError(`${action} asks for nothing that is typed`);
  const { form } = act;
  return {
    type: 'modal',
    callback_id: form.id,
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain(formText.close),
    private_metadata: writeMetadata(formTarget(view, options.nonce)),
    blocks: [
      ...problemBlocks(options.problem),
      ...sentence(form.about(view.account.name)),
      ...(act.asks === 'url' ? urlInputs(view, options) : reasonInputs(act.form, options)),
    ],
  };
}

function reasonInputs(
  form: { readonly reason: string; readonly placeholder: string; readonly labels?: string },
  { nonce, reason = '', labels = [] }: ActFormOptions,
): KnownBlock[] {
  const input = textInput({
    blockId: `reason.${nonce}`,
    actionId: FIELDS.reason,
    label: form.reason,
    value: fitting(reason),
    placeholder: form.placeholder,
    multiline: true,
    // Where there are labels, they may say enough.
    optional: form.labels !== undefined,
  });
  if (form.labels === undefined) return [input];
  const choice = choices({
    blockId: `labels.${nonce}`,
    actionId: FIELDS.labels,
    label: form.labels,
    options: Object.entries(RETURN_LABELS).map(([value, text]) => option(text, value)),
    chosen: labels,
    optional: true,
  });
  return [choice, input];
}

function urlInputs(view: DraftView, { nonce, url = '' }: ActFormOptions): KnownBlock[] {
  const place = accountLink(view.account).slice(1);
  return [
    ...(place.length === 0 ? [] : [richText([section(place)])]),
    // Not Slack's URL input: a form that reopens must be able to show again what was wrong.
    textInput({
      blockId: `url.${nonce}`,
      actionId: FIELDS.url,
      label: formText.url,
      value: fitting(url),
      placeholder: formText.urlPlaceholder,
      multiline: false,
    }),
  ];
}

const fitting = (typed: string): string => splitByLength(typed, LIMITS.inputText)[0] ?? '';
