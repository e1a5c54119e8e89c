import type { App } from '@slack/bolt';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { resolveRemoval } from '../src/usecases/take-down-post.ts';
import type { Desk } from './desk.ts';
import { onActButton } from './form.ts';

const ANSWERS = [
  'retryRemoval',
  'confirmRemoved',
  'confirmNotRemoved',
  'confirmManualRemoval',
  'cancelRemoval',
] as const;

/** A removal whose end the app cannot see: the manager looks at the network and says what is there. */
export function registerResolveRemoval(app: App, desk: Desk): void {
  for (const answer of ANSWERS)
    onActButton(app, desk, ACTIONS[answer], (given) => resolveRemoval(desk.world, answer, given));
}
