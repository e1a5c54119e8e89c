import manifest from '../../../../../manifest.json' with { type: 'json' };
import type { World } from './world.ts';

/** People of the example office who have something to do in the guide's tasks. */
export const PEOPLE = {
  staffA: 'U0KOHO001',
  staffB: 'U0BOSAI01',
  staffD: 'U0KUMIN01',
  prManager: 'U0KOHO100',
  civicManager: 'U0KUMIN100',
} as const;

export const SHINAGAWA = 'C0SHINAGAWA';
export const TOSHIMA = 'C0TOSHIMA';

export type Account = World['office']['accounts'][number];

/** The accounts whose cards stand in a channel; elsewhere the office's first, so that there is always a network to look at. */
export function accountsAt({ office }: World, place: string): readonly Account[] {
  const here = office.accounts.filter(({ channel }) => channel === place);
  return here.length > 0 ? here : office.accounts.slice(0, 1);
}

/** @param person id of a user. */
export function decides({ office }: World, person: string): boolean {
  return office.accounts.some(({ managers }) => managers.includes(person));
}

/** What the app's manifest offers in the menus of Slack. */
export const COMMAND = manifest.features.slash_commands[0]?.command ?? '/post';
export const MESSAGE_SHORTCUTS = manifest.features.shortcuts
  .filter((shortcut) => shortcut.type === 'message')
  .map(({ name, callback_id: callbackId }) => ({ name, callbackId }));
