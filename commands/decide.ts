import type { App, BlockAction, ButtonAction, RadioButtonsAction } from '@slack/bolt';
import { isBlocked } from '../src/draft/state.ts';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { drawForm } from '../src/slack/form-views.ts';
import { isOutOfReach } from '../src/slack/slack-faults.ts';
import { formText } from '../src/text/forms.ts';
import type { Outcome, PersonalAct } from '../src/usecases/act.ts';
import { approveDraft } from '../src/usecases/approve-draft.ts';
import { viewForApproval } from '../src/usecases/check-text.ts';
import { doAct } from '../src/usecases/do-act.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { decidesOn } from '../src/usecases/probe.ts';
import { loadDraft } from '../src/usecases/read-draft.ts';
import { decisionForm, OUTCOMES } from '../views/form/decision-form.ts';
import { askedOf } from '../views/form/questions.ts';
import {
  acknowledgedBy,
  type DecisionAnswers,
  necessityOf,
  readButton,
  readDecisionForm,
} from '../views/form/reading.ts';
import type { Card } from './card.ts';
import { type Desk, SHOWN_WITHIN_MS } from './desk.ts';
import { onFormButton, onSubmit, openOn, reaches } from './form.ts';
import { withHeard } from './typed.ts';

/**
 * 決裁: one form for 承認, 差戻し and 却下, from the card, from a list and from Home. Submitting it decides; what the record
 * owes from then on, the duties do.
 */
export function registerDecide(app: App, card: Card, desk: Desk): void {
  const load = async (at: Desk, draftId: string) => {
    const view = await viewForApproval(at.world, draftId);
    return view && at.board.illustrate(view, SHOWN_WITHIN_MS);
  };

  for (const outcome of OUTCOMES)
    onFormButton(card, desk, outcome, (view, asking) => decisionForm(view, { ...asking, outcome }), load);

  app.action<BlockAction<ButtonAction>>(ACTIONS.decide, async ({ ack, action, ...heard }) => {
    await ack();
    const address = readButton(action.value);
    // A list may stand anywhere.
    if (!(await reaches(desk, { ...heard, address }))) return;
    const draft = await loadDraft(desk.world, address.draftId);
    const outcome = draft !== undefined && isBlocked(draft) ? 'return' : 'approve';
    await openOn(
      desk,
      { ...heard, address },
      outcome,
      (now, asking) => decisionForm(now, { ...asking, outcome }),
      load,
    );
  });

  app.action<BlockAction<RadioButtonsAction>>(ACTIONS.outcome, async ({ ack, body, client }) => {
    await ack();
    if (body.view === undefined) return;
    // What was typed for another outcome is there again when that is chosen again.
    const { outcome, target, ...answers } = readDecisionForm(withHeard(body.view));
    // Whoever may not see the draft any more keeps the form as it was.
    if (outcome === null || !(await decidesOn(desk.world, target.draftId, body.user.id))) return;
    const view = await load(desk, target.draftId);
    if (view === undefined) return;
    const { id, hash } = body.view;
    try {
      const drawn = decisionForm(view, { ...answers, outcome, nonce: target.nonce, problem: null, target });
      await drawForm(client, { id, hash }, drawn);
    } catch (error) {
      // Closed, or chosen anew meanwhile: what the person sees is what counts, and it is read when they send it.
      if (!isOutOfReach(error)) throw error;
    }
  });

  onSubmit(app, desk, {
    callbackId: FORMS.decision,
    load,
    read: (view, draft) => ({ ...readDecisionForm(view), draft }),
    act: (answers, given) => decideDraft(desk, answers, given),
    again: (view, asking, { outcome, target: _, ...answers }) =>
      outcome === null
        ? decisionForm(view, { ...asking, ...answers, problem: formText.decision.renewed, outcome: 'approve' })
        : decisionForm(view, { ...asking, ...answers, outcome }),
  });
}

type Answers = DecisionAnswers & { readonly draft: DraftView | undefined };

function decideDraft({ world }: Desk, answers: Answers, given: PersonalAct): Promise<Outcome> {
  const { target, outcome, reason, labels, draft } = answers;
  const expectedRevision = target.revision;
  if (outcome === 'return' || outcome === 'reject')
    return doAct(world, outcome, { ...given, expectedRevision, reason, labels });
  const findings = draft?.review.findings ?? [];
  // What was answered counts for what was shown; what turned up since is asked for anew.
  const shown = target.asked === askedOf(findings);
  return approveDraft(world, {
    ...given,
    expectedRevision,
    contentHash: target.contentHash,
    necessities: shown ? necessityOf(answers, findings) : [],
    acknowledged: shown ? acknowledgedBy(answers, findings) : [],
  });
}
