import type { ACTIONS } from '../../src/slack/action-ids.ts';
import { SHINAGAWA } from '../sandbox/office.ts';
import type { FaultSwitches } from '../sandbox/wire/faults.ts';
import type { Draft } from './persistent-people.ts';
import type { DiskTrouble } from './preload/settings.ts';
import { check, eventually } from './scenario.ts';
import type { Hold, TroubleOffice } from './trouble-office.ts';

/** What many scenarios do. */

export type Rule = Parameters<FaultSwitches['add']>[0];
export type Effect = Rule['effect'];

export const slackFault = (office: TroubleOffice, operation: string, effect: Effect, more: Partial<Rule> = {}): void =>
  void office.sandbox.faults.add({ service: 'slack', operation, effect, ...more });

export const xFault = (office: TroubleOffice, operation: string, effect: Effect, more: Partial<Rule> = {}): void =>
  void office.sandbox.faults.add({ service: 'x', operation, effect, ...more });

export const anyWrite = (kind: DiskTrouble['kind']): DiskTrouble => ({
  kind,
  operations: [],
  during: null,
  skip: 0,
  times: null,
  ms: 0,
});

export const diskTrouble = (office: TroubleOffice, kind: DiskTrouble['kind'], more: Partial<DiskTrouble> = {}): void =>
  office.app?.tell({ disk: { ...anyWrite(kind), ...more } });

/** The sync of what is written for this takes so long. */
export const slowSync = (during: string, ms: number): Partial<DiskTrouble> => ({
  operations: ['sync'],
  during,
  times: 1,
  ms,
});

export const healed = (office: TroubleOffice): void => office.app?.tell({ disk: null });

/** Has this person been told so, where nobody else sees it? */
export const told = (office: TroubleOffice, user: string, words: string, channel = SHINAGAWA): boolean =>
  office.sandbox.slack
    .as(user)
    .ephemerals(channel)
    .some((message) => office.sandbox.slack.readMessage(message).includes(words));

/** Opens the form behind a button of the card; tried again, as people do, when Slack's time for it was over. */
export async function openForm(
  office: TroubleOffice,
  draft: Draft,
  user: string,
  button: keyof typeof ACTIONS,
): Promise<void> {
  const person = office.sandbox.slack.as(user);
  if (person.modal() !== undefined) await person.close({ all: true });
  for (let tries = 0; person.modal() === undefined; tries += 1) {
    check(`the form of ${button} opens`, tries < 5);
    await eventually(office, `the button ${button}`, () => draft.shows(button));
    await draft.press(user, button);
    await office.sees(() => person.modal() !== undefined, 15_000);
  }
}

/** Waits until a request is held. */
export const taken = (office: TroubleOffice, what: string, hold: Hold): Promise<void> =>
  eventually(office, what, () => hold.isTaken());

/** How often requests have come to this point of the wire from now on; it replaces what listened to the wire before. */
export function counted(office: TroubleOffice, point: string): () => number {
  let count = 0;
  office.onWire = (name) => {
    if (name === point) count += 1;
  };
  return () => count;
}

/** Everything that a person sees from now on in forms and private answers. */
export function overheard(office: TroubleOffice, user: string, channel = SHINAGAWA): { has(words: string): boolean } {
  const heard = new Set<string>();
  const { slack, changes } = office.sandbox;
  changes.subscribe(() => {
    heard.add(slack.as(user).readModal());
    for (const message of slack.as(user).ephemerals(channel)) heard.add(slack.readMessage(message));
  });
  return { has: (words) => [...heard].some((each) => each.includes(words)) };
}
