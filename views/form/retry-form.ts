import type { ModalView } from '@slack/types';
import { ACTS } from '../../src/acts/index.ts';
import { newSinceApproval } from '../../src/draft/state.ts';
import { confirmForm } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { plain, smallPrint } from '../kit/blocks.ts';
import { problemBlocks } from '../kit/inputs.ts';
import { bold, richText, section } from '../kit/rich.ts';
import { type DecisionFormOptions, findingsOf, groundsOf, textOf, ticksOf } from './decision-form.ts';
import { formTarget, writeMetadata } from './metadata.ts';
import { askedOf } from './questions.ts';

const words = formText.retry;

/** 公開のやり直し: what a check made now says beyond what the manager has answered, and the answers to it. */
export function retryForm(view: DraftView, options: Omit<DecisionFormOptions, 'outcome'>): ModalView {
  const news = newSinceApproval(view.review.findings, view.draft);
  const fresh = { ...view, review: { ...view.review, findings: news } };
  return {
    type: 'modal',
    callback_id: confirmForm(ACTS.retry.id),
    title: plain(words.title),
    submit: plain(words.submit),
    close: plain(formText.close),
    notify_on_close: true,
    private_metadata: writeMetadata({ ...formTarget(view, options.nonce), asked: askedOf(news) }),
    blocks: [
      ...problemBlocks(options.problem),
      richText([section(bold(words.about(view.account.name)))]),
      ...textOf(fresh),
      ...findingsOf(fresh),
      ...groundsOf(fresh, options),
      ...ticksOf(news, options),
      ...smallPrint(words.otherwise),
    ],
  };
}
