import type { ModalView } from '@slack/types';
import type { Refusal } from '../../src/draft/refusal.ts';
import { formText } from '../../src/text/forms.ts';
import { refusalText, tooLateText } from '../../src/text/refusals.ts';
import type { Account, DraftView } from '../../src/usecases/ports.ts';
import { plain, sentence } from '../kit/blocks.ts';
import { type Message, message } from '../kit/message.ts';
import { returnedTextBlocks, wholeReturnedText } from './returned-text.ts';

export interface RefusalOptions {
  /** Lets the answer name the drafter and the manager. */
  readonly draft?: DraftView;
  /** What the author wrote, to be given back. A very long one goes on in `moreReturnedText(text)`. */
  readonly text?: string;
  /** The account, where there is no draft yet. */
  readonly account?: Account | undefined;
}

/** The private answer to whoever may not, or may no longer, do what they asked for. */
export function refusalMessage(refusal: Refusal, options: RefusalOptions = {}): Message {
  const said = refusalSentence(refusal, options);
  return message(said, [...sentence(said), ...returnedTextBlocks(options.text)]);
}

/** The same as one sentence: what a form that reopens shows on top. */
export function refusalSentence(refusal: Refusal, { draft, account = draft?.account }: RefusalOptions = {}): string {
  return refusalText(refusal, {
    managerTitle: account?.manager.title,
    drafter: draft?.draft.drafter.name,
    accountName: account?.name,
  });
}

/** In the place of a form whose time is over: nothing can be submitted any more, and what was written comes back. */
export function tooLateView(refusal: Refusal, options: RefusalOptions, typed: string): ModalView {
  return {
    type: 'modal',
    title: plain(refusal.code === 'already-done' ? tooLateText.doneTitle : tooLateText.title),
    close: plain(formText.close),
    blocks: [...sentence(refusalSentence(refusal, options)), ...wholeReturnedText(typed)],
  };
}
