import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { revokeApproval } from '../src/usecases/revoke-approval.ts';
import { readReasonForm } from '../views/reading.ts';
import { revokeForm } from '../views/reason-forms.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** 承認の取消し: while nothing has been sent, the approval can be taken back. */
export function registerRevoke(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.revoke, action: 'revoke' }, revokeForm);
  onSubmit(app, desk, {
    callbackId: FORMS.revoke,
    read: readReasonForm,
    act: ({ reason }, given) => revokeApproval(desk.world, { ...given, reason }),
    again: (view, asking, answers) => revokeForm(view, { ...asking, ...answers }),
  });
}
