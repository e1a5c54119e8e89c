import type { App } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { withdrawDraft } from '../src/usecases/withdraw-draft.ts';
import type { Desk } from './desk.ts';
import { onActButton } from './form.ts';

/** 取下げ: the drafter takes the draft back; the button asks once before it acts. */
export function registerWithdraw(app: App, desk: Desk): void {
  onActButton(app, desk, ACTIONS.withdraw, (given) => withdrawDraft(desk.world, given));
}
