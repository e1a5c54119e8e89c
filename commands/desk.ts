import type { BlockAction } from '@slack/bolt';
import type { Person } from '../src/draft/events.ts';
import type { Draft } from '../src/draft/state.ts';
import { deliveryKey, personOf, whereabouts } from '../src/slack/deliveries.ts';
import type { PictureBoard } from '../src/slack/picture-board.ts';
import { type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import type { World } from '../src/usecases/act.ts';
import type { Account, Inbox, Summary } from '../src/usecases/ports.ts';
import type { Reader } from '../src/usecases/sight.ts';
import { noCardMessage } from '../views/answer/fault.ts';
import { readFindChannel } from '../views/form/find-form.ts';

/** What every listener is given. */
export interface Desk {
  readonly world: World;
  /** Address of a message in Slack; null where it cannot be known. */
  readonly linkTo: (channel: string, ts: string) => string | null;
  readonly inbox: Inbox;
  /** False where the installation may not read files: Slack shows no form that asks for one. */
  readonly takesFiles: () => boolean;
  readonly board: Pick<PictureBoard, 'shown' | 'illustrate'>;
}

/** A form opens within three seconds of the click, or never: a picture that Slack has not got by then is shown the next time. */
export const SHOWN_WITHIN_MS = 1_200;

/** Who did it and which delivery it was: what every personal act carries. */
export function signed(desk: Desk, body: unknown): { readonly by: Person; readonly delivery: string } {
  return { by: personOf(body, desk.world.office.names), delivery: deliveryKey(body) };
}

/** What a list shows, each with the way to its card. */
export function linked<T extends { readonly summary: Summary }>(desk: Desk, entries: readonly T[]) {
  return entries.map((entry) => {
    const { place } = entry.summary;
    return { ...entry, permalink: place === null ? null : desk.linkTo(place.channel, place.cardTs) };
  });
}

/** Who clicks, and where the list that they click in was asked for. */
export function listReader(body: BlockAction): Reader {
  const { user, channel } = whereabouts(body);
  return { userId: user, channel: body.view === undefined ? channel : readFindChannel(body.view.private_metadata) };
}

/** The accounts of a channel; all of the office's where the channel has none. */
export function accountsFor(desk: Desk, channel: string | null): readonly Account[] {
  const { accounts } = desk.world.office;
  const here = accounts.filter((account) => account.channel === channel);
  return here.length > 0 ? here : accounts;
}

/** Where somebody may be told something who acted in no channel: the account's first, then the office's others. */
export function elsewhere({ world: { office } }: Desk, accountId?: string): readonly string[] {
  const [own, others] = [office.accounts.filter(({ id }) => id === accountId), office.accounts];
  return [...new Set([...own, ...others].map(({ channel }) => channel))];
}

/** When the channel takes no card (the app was never invited, the channel is archived), the author must hear of it. */
export async function tellIfNoCard(desk: Desk, heard: Heard, draft: Draft): Promise<void> {
  const trouble = await desk.world.threadLog.told(draft.id);
  const account = desk.world.office.accounts.find(({ id }) => id === draft.accountId);
  if (trouble === null || account === undefined) return;
  // Not reaching the author must not look as if the draft had failed.
  await tellPrivately(heard, noCardMessage(account.name, trouble)).catch(() => undefined);
}
