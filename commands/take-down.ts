import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { takeDownPost } from '../src/usecases/take-down-post.ts';
import { readReasonForm } from '../views/reading.ts';
import { takeDownForm } from '../views/reason-forms.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** 削除する: puts the decision and its reason on record, which then owes the removal; the text stays in the record. */
export function registerTakeDown(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.takeDown, action: 'takeDown' }, takeDownForm);
  onSubmit(app, desk, {
    callbackId: FORMS.takeDown,
    read: readReasonForm,
    act: ({ reason }, given) => takeDownPost(desk.world, { ...given, reason }),
    typed: ({ reason }) => reason,
    again: (view, asking, answers) => takeDownForm(view, { ...asking, ...answers }),
  });
}
