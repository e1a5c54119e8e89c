import type { App } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { confirmNotPublished, confirmPublished } from '../src/usecases/resolve-unknown.ts';
import { readUrlForm } from '../views/reading.ts';
import { confirmPublishedForm } from '../views/url-form.ts';
import type { Desk } from './desk.ts';
import { onActButton, onFormButton, onSubmit } from './form.ts';

/** 結果不明: the manager looks at the account and says what is there. */
export function registerResolveUnknown(app: App, desk: Desk): void {
  onFormButton(app, desk, { actionId: ACTIONS.confirmPublished, action: 'confirmPublished' }, confirmPublishedForm);
  onSubmit(app, desk, {
    callbackId: FORMS.confirmPublished,
    read: readUrlForm,
    act: ({ url }, given) => confirmPublished(desk.world, { ...given, url }),
    again: (view, asking, answers) => confirmPublishedForm(view, { ...asking, ...answers }),
  });
  onActButton(app, desk, ACTIONS.confirmNotPublished, (given) => confirmNotPublished(desk.world, given));
}
