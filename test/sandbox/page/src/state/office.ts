import manifest from '../../../../../manifest.json' with { type: 'json' };
import type { Seat } from './seat.ts';

/** The example office, as far as the page must know it. */
export const PEOPLE = {
  staffA: 'U0KOHO001',
  staffB: 'U0BOSAI01',
  staffD: 'U0KUMIN01',
  prManager: 'U0KOHO100',
  civicManager: 'U0KUMIN100',
} as const;

export const SHINAGAWA = 'C0SHINAGAWA';
export const TOSHIMA = 'C0TOSHIMA';
export const X_USERNAME = 'shinagawacity';

/** Where the posts of a channel go. */
export function networkOf(place: Seat['place']): 'x' | 'piazza' {
  return place === TOSHIMA ? 'piazza' : 'x';
}

/** What the app's manifest offers in the menus of Slack. */
export const COMMAND = manifest.features.slash_commands[0]?.command ?? '/post';
export const MESSAGE_SHORTCUTS = manifest.features.shortcuts
  .filter((shortcut) => shortcut.type === 'message')
  .map(({ name, callback_id: callbackId }) => ({ name, callbackId }));
