import type { App } from '@slack/bolt';
import { FORMS } from '../src/slack/action-ids.ts';
import { approveDraft } from '../src/usecases/approve-draft.ts';
import { viewForApproval } from '../src/usecases/check-text.ts';
import { approvalForm } from '../views/form/approval-form.ts';
import { readApprovalForm } from '../views/form/reading.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** 承認する: the form repeats the text and asks what the findings ask for; submitting it decides, and the record then owes the sending. */
export function registerApprove(app: App, desk: Desk): void {
  const load = (at: Desk, draftId: string) => viewForApproval(at.world, draftId);
  onFormButton(app, desk, 'approve', (view, asking) => approvalForm(view, { ...asking, reasons: {} }), load);
  onSubmit(app, desk, {
    callbackId: FORMS.approval,
    load,
    read: (view, draft) => readApprovalForm(view, draft?.review.findings ?? []),
    act: ({ target, necessities, acknowledged }, given) =>
      approveDraft(desk.world, {
        ...given,
        expectedRevision: target.revision,
        contentHash: target.contentHash,
        necessities,
        acknowledged,
      }),
    again: (view, asking, { necessities }) =>
      approvalForm(view, {
        ...asking,
        reasons: Object.fromEntries(necessities.map(({ findingKey, reason }) => [findingKey, reason])),
      }),
  });
}
