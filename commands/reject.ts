import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { rejectDraft } from '../src/usecases/reject-draft.ts';
import { readReasonForm } from '../views/reading.ts';
import { rejectForm } from '../views/reason-forms.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** 却下: ends the draft, with a reason. */
export function registerReject(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.reject, action: 'reject' }, rejectForm);
  onSubmit(app, desk, {
    callbackId: FORMS.reject,
    read: readReasonForm,
    act: ({ target, reason }, given) =>
      rejectDraft(desk.world, { ...given, expectedRevision: target.revision, reason }),
    again: (view, asking, answers) => rejectForm(view, { ...asking, ...answers }),
  });
}
