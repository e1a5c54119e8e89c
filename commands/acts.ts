import type { App } from '@slack/bolt';
import { ACTIONS_ON_DRAFT, ACTS, asksAnew, asksForWords, isPlain } from '../src/acts/index.ts';
import { confirmForm } from '../src/slack/action-ids.ts';
import { formText } from '../src/text/forms.ts';
import { doAct } from '../src/usecases/do-act.ts';
import { actForm } from '../views/form/act-form.ts';
import { isOutcome } from '../views/form/decision-form.ts';
import { readActForm } from '../views/form/reading.ts';
import type { Card } from './card.ts';
import type { Desk } from './desk.ts';
import { editForm } from './edit.ts';
import { onActButton, onFormButton, onSubmit } from './form.ts';

const words = formText.draft;

/**
 * Every act on a draft that only stamps who and when: its button, and the form of one that asks for something. What asks for
 * answers to a fresh check stands in commands/retry.ts.
 */
export function registerActs(app: App, card: Card, desk: Desk): void {
  for (const action of ACTIONS_ON_DRAFT.filter(isPlain)) {
    if (asksAnew(action)) continue;
    const act = ACTS[action];
    onSubmit(app, desk, {
      callbackId: asksForWords(act) ? act.form.id : confirmForm(act.id),
      read: readActForm,
      act: ({ target, ...answers }, given) =>
        doAct(desk.world, action, {
          ...given,
          ...answers,
          expectedRevision: target.revision,
          expectedDrafter: target.drafter,
        }),
      again: (view, asking, answers) => actForm(action, view, { ...asking, ...answers }),
      ...(action === 'takeOver' ? { next: (view, opening) => editForm(desk, view, opening, words.takenOver) } : {}),
    });
    // The decision form opens for these; forms of their own may be open from before.
    if (isOutcome(action)) continue;
    if (asksForWords(act)) onFormButton(card, desk, action, (view, asking) => actForm(action, view, asking));
    else
      onActButton(
        card,
        desk,
        action,
        (given) => doAct(desk.world, action, given),
        (view, asking) => actForm(action, view, asking),
      );
  }
}
