import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { confirmManualPost, giveUpManualPost } from '../src/usecases/confirm-manual-post.ts';
import { readReasonForm, readUrlForm } from '../views/reading.ts';
import { giveUpForm } from '../views/reason-forms.ts';
import { manualPostForm } from '../views/url-form.ts';
import type { Desk } from './desk.ts';
import { onFormButton, onSubmit } from './form.ts';

/** Where a network has no API: 掲載しました asks for the address of the post, 掲載できません for the reason. */
export function registerConfirmManualPost(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.confirmManualPost, action: 'confirmManualPost' }, manualPostForm);
  onSubmit(app, desk, {
    callbackId: FORMS.manualPost,
    read: readUrlForm,
    act: ({ url }, given) => confirmManualPost(desk.world, { ...given, url }),
    again: (view, asking, answers) => manualPostForm(view, { ...asking, ...answers }),
  });

  onFormButton(app, desk, { actionId: ACTIONS.giveUpManualPost, action: 'giveUpManualPost' }, giveUpForm);
  onSubmit(app, desk, {
    callbackId: FORMS.giveUp,
    read: readReasonForm,
    act: ({ reason }, given) => giveUpManualPost(desk.world, { ...given, reason }),
    again: (view, asking, answers) => giveUpForm(view, { ...asking, ...answers }),
  });
}
