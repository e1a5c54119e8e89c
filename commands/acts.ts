import type { App } from '@slack/bolt';
import { ACTIONS_ON_DRAFT, ACTS, isPlain } from '../src/acts/index.ts';
import { doAct } from '../src/usecases/do-act.ts';
import { actForm } from '../views/form/act-form.ts';
import { readActForm } from '../views/form/reading.ts';
import type { Desk } from './desk.ts';
import { onActButton, onFormButton, onSubmit } from './form.ts';

/** Every act on a draft that only stamps who and when: its button, and the form of one that asks for a reason or a URL. */
export function registerActs(app: App, desk: Desk): void {
  for (const action of ACTIONS_ON_DRAFT.filter(isPlain)) {
    const act = ACTS[action];
    if (act.asks === 'reason' || act.asks === 'url') {
      onFormButton(app, desk, action, (view, asking) => actForm(action, view, asking));
      onSubmit(app, desk, {
        callbackId: act.form.id,
        read: readActForm,
        act: ({ target, ...answers }, given) =>
          doAct(desk.world, action, { ...given, ...answers, expectedRevision: target.revision }),
        again: (view, asking, answers) => actForm(action, view, { ...asking, ...answers }),
      });
    } else onActButton(app, desk, action, (given) => doAct(desk.world, action, given));
  }
}
