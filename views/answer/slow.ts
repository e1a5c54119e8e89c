import type { ModalView } from '@slack/types';
import { formText } from '../../src/text/forms.ts';
import { slowText } from '../../src/text/refusals.ts';
import { plain, sentence } from '../kit/blocks.ts';

/** In the place of a form that was submitted and is not on record yet. */
export function savingView(): ModalView {
  return notice(slowText.saving);
}

/** In the place of the former, when it is. */
export function savedView(): ModalView {
  return notice(slowText.saved);
}

function notice(said: string): ModalView {
  return { type: 'modal', title: plain(slowText.title), close: plain(formText.close), blocks: [...sentence(said)] };
}
