import type { ModalView } from '@slack/types';
import { FIELDS, FORMS } from '../src/slack/action-ids.ts';
import { formText } from '../src/text/forms.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { formTarget } from './approval-form.ts';
import { plain, sentence } from './blocks.ts';
import { accountLink } from './card.ts';
import { problemBlocks, textInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { writeMetadata } from './metadata.ts';
import { richText, section } from './rich.ts';
import { splitByLength } from './split-text.ts';

export interface UrlFormOptions {
  readonly nonce: string;
  readonly problem: string | null;
  /** What was typed before, for a form that reopens. */
  readonly url?: string;
}

/** 掲載しました: the address of the post that was put up by hand. */
export const manualPostForm = (view: DraftView, options: UrlFormOptions): ModalView =>
  urlForm(view, options, FORMS.manualPost, formText.manualPost);

/** 公開されていました: the address of the post that was found. */
export const confirmPublishedForm = (view: DraftView, options: UrlFormOptions): ModalView =>
  urlForm(view, options, FORMS.confirmPublished, formText.confirmPublished);

function urlForm(
  view: DraftView,
  options: UrlFormOptions,
  callbackId: string,
  words: { readonly title: string; readonly submit: string; readonly about: (account: string) => string },
): ModalView {
  const place = accountLink(view.account).slice(1);
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
      ...(place.length === 0 ? [] : [richText([section(place)])]),
      // Not Slack's URL input: a form that reopens must be able to show again what was wrong.
      textInput({
        blockId: `url.${options.nonce}`,
        actionId: FIELDS.url,
        label: formText.url,
        value: splitByLength(options.url ?? '', LIMITS.inputText)[0] ?? '',
        placeholder: formText.urlPlaceholder,
        multiline: false,
      }),
    ],
  };
}
