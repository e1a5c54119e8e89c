import type { App } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { retryPublishing } from '../src/usecases/publish-draft.ts';
import type { Desk } from './desk.ts';
import { onActButton } from './form.ts';

/** もう一度公開する: a new attempt under the approval that stands; the button asks once before it acts. */
export function registerRetry(app: App, desk: Desk): void {
  onActButton(app, desk, ACTIONS.retry, (given) => retryPublishing(desk.world, given));
}
