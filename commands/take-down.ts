import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { mayTakeDown, takeDownPost } from '../src/usecases/take-down-post.ts';
import { readReasonForm } from '../views/reading.ts';
import { takeDownForm } from '../views/reason-forms.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** 削除する: takes the post off the network, with a reason; the text stays in the record. */
export function registerTakeDown(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.takeDown, action: 'takeDown' }, takeDownForm);
  onSubmit(app, desk, {
    callbackId: FORMS.takeDown,
    read: readReasonForm,
    act: ({ reason }, given) => mayTakeDown(desk.world, { ...given, reason }),
    typed: ({ reason }) => reason,
    // The network may take longer than the form can wait.
    after: ({ reason }, given) => takeDownPost(desk.world, { ...given, reason }),
    again: (view, asking, answers) => takeDownForm(view, { ...asking, ...answers }),
  });
}
