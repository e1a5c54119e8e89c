import type { App } from '@slack/bolt';
import { ACTS } from '../src/acts/index.ts';
import { newSinceApproval } from '../src/draft/state.ts';
import { confirmForm } from '../src/slack/action-ids.ts';
import { viewForApproval } from '../src/usecases/check-text.ts';
import { doAct } from '../src/usecases/do-act.ts';
import { askedOf } from '../views/form/questions.ts';
import { acknowledgedBy, necessityOf, readDecisionForm } from '../views/form/reading.ts';
import { retryForm } from '../views/form/retry-form.ts';
import type { Card } from './card.ts';
import type { Desk } from './desk.ts';
import { onActButton, onSubmit } from './form.ts';

/**
 * もう一度公開する: at once, as long as a check made now says nothing that the manager has not answered. Days after the approval
 * it may; then a form shows what is new and asks for the answer.
 */
export function registerRetry(app: App, card: Card, desk: Desk): void {
  const load = (at: Desk, draftId: string) => viewForApproval(at.world, draftId);

  onActButton(card, desk, 'retry', (given) => doAct(desk.world, 'retry', given), retryForm, load);

  onSubmit(app, desk, {
    callbackId: confirmForm(ACTS.retry.id),
    load,
    read: (view, draft) => ({ ...readDecisionForm(view), draft }),
    act: ({ draft, ...answers }, given) => {
      const news = draft === undefined ? [] : newSinceApproval(draft.review.findings, draft.draft);
      // What was answered counts for what was shown.
      const shown = answers.target.asked === askedOf(news);
      return doAct(desk.world, 'retry', {
        ...given,
        expectedRevision: answers.target.revision,
        ...(shown ? { necessities: necessityOf(answers, news), acknowledged: acknowledgedBy(answers, news) } : {}),
      });
    },
    again: (view, asking, { target: _, ...answers }) => retryForm(view, { ...asking, ...answers }),
  });
}
