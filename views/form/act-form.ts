import type { KnownBlock, ModalView } from '@slack/types';
import { ACTS, asksForWords, type DraftAction } from '../../src/acts/index.ts';
import type { ReturnLabel } from '../../src/acts/return.ts';
import { isWordless } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { confirmForm, FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { excerpt } from '../../src/text/lists.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { accountLink, postLink } from '../card/result.ts';
import { targetLine } from '../card/target.ts';
import { plain, sentence } from '../kit/blocks.ts';
import { problemBlocks, textInput } from '../kit/inputs.ts';
import { quote, type RichPart, richText, runs, section } from '../kit/rich.ts';
import { joinsOf, textBlocks, textPieces } from './draft-form.ts';
import { type FormTarget, formTarget, writeMetadata } from './metadata.ts';
import { fitting, reasonInputs } from './reason.ts';

/** With what was answered before, where a form reopens. */
export interface ActFormOptions {
  readonly nonce: string;
  readonly problem: string | null;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
  readonly url?: string;
  /** What is proposed; the draft's own text where nothing was typed yet. */
  readonly text?: string;
}

/** The form of an act that asks for a reason, for an address, for a text, or to be confirmed. @throws TypeError for one with another form, or none. */
export function actForm(action: DraftAction, view: DraftView, options: ActFormOptions): ModalView {
  const { id, title, submit, about } = wordsOf(action, view);
  return {
    type: 'modal',
    callback_id: id,
    title: plain(title),
    submit: plain(submit),
    close: plain(formText.close),
    notify_on_close: asksForWords(ACTS[action]),
    private_metadata: writeMetadata(target(action, view, options)),
    blocks: [
      ...problemBlocks(options.problem),
      ...sentence(about),
      ...(ACTS[action].asks === 'text' ? [] : [richText(aboutWhat(view))]),
      ...inputs(action, view, options),
    ],
  };
}

function target(action: DraftAction, view: DraftView, options: ActFormOptions): FormTarget {
  const meant = formTarget(view, options.nonce);
  if (ACTS[action].who === 'colleague') return { ...meant, drafter: view.draft.drafter.id };
  return ACTS[action].asks === 'text' ? { ...meant, joins: joinsOf(proposed(view, options)) } : meant;
}

function proposed({ draft }: DraftView, { text = currentRevision(draft).content.text }: ActFormOptions) {
  return textPieces(text);
}

interface Words {
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly about: string;
}

function wordsOf(action: DraftAction, { account, draft }: DraftView): Words {
  const act = ACTS[action];
  switch (act.asks) {
    case 'reason':
    case 'text':
    case 'url': {
      const { withoutWords } = act.form;
      const form = isWordless(currentRevision(draft).content) && withoutWords ? withoutWords : act.form;
      return { id: act.form.id, title: form.title, submit: form.submit, about: form.about(account.name) };
    }
    case 'confirmation': {
      const { title, text, yes } = act.confirm(account);
      return { id: confirmForm(act.id), title, submit: yes, about: text };
    }
    case 'form':
    case 'nothing':
      throw new TypeError(`${action} has another form, or none`);
  }
}

/** Which post it is about: its first words, and the way to it. */
function aboutWhat({ draft }: DraftView): RichPart[] {
  const { content } = currentRevision(draft);
  const words = isWordless(content) ? section(targetLine(content.target)) : quote(runs(excerpt(content.text)));
  return 'post' in draft && !isWordless(content) ? [words, section(postLink(draft.post.url))] : [words];
}

function inputs(action: DraftAction, view: DraftView, options: ActFormOptions): KnownBlock[] {
  const act = ACTS[action];
  if (act.asks === 'reason') return reasonInputs(act.form, { ...known(action, view), ...options });
  if (act.asks === 'text')
    return [...textBlocks(options, proposed(view, options)), ...reasonInputs({ ...act.form, optional: true }, options)];
  // People find a repost at the post that it is of: there is no other address to ask for.
  if (act.asks !== 'url' || isWordless(currentRevision(view.draft).content)) return [];
  return urlInputs(view, options);
}

/** Whoever removes what was reported has the reason before them: two presses, and it is gone. */
function known(action: DraftAction, { draft }: DraftView): Pick<ActFormOptions, 'reason'> {
  return action === 'takeDown' && draft.reported !== null ? { reason: draft.reported.reason } : {};
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
      heard: true,
    }),
  ];
}
