import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { returnDraft } from '../src/usecases/return-draft.ts';
import { readReasonForm } from '../views/reading.ts';
import { returnForm } from '../views/reason-forms.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** 差戻し: labels and a reason; the drafter is called and edits. */
export function registerReturn(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.returnDraft, action: 'return' }, returnForm);
  onSubmit(app, desk, {
    callbackId: FORMS.returnDraft,
    read: readReasonForm,
    act: ({ target, reason, labels }, given) =>
      returnDraft(desk.world, { ...given, expectedRevision: target.revision, reason, labels }),
    again: (view, asking, answers) => returnForm(view, { ...asking, ...answers }),
  });
}
