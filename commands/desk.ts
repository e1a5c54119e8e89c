import type { Person } from '../src/draft/events.ts';
import { deliveryKey, personOf } from '../src/slack/deliveries.ts';
import type { World } from '../src/usecases/act.ts';
import type { Account } from '../src/usecases/ports.ts';

/** What every listener is given: the use cases' world and where to leave work that goes on after the answer. */
export interface Desk {
  readonly world: World;
  /** Address of a draft's card in Slack; null before it is posted. */
  readonly permalinkOf: (draftId: string) => Promise<string | null>;
}

/** Who did it and which delivery it was: what every personal act carries. */
export function signed(desk: Desk, body: unknown): { readonly by: Person; readonly delivery: string } {
  return { by: personOf(body, desk.world.office.names), delivery: deliveryKey(body) };
}

/** The accounts of a channel; all of the office's where the channel has none. */
export function accountsFor(desk: Desk, channel: string | null): readonly Account[] {
  const { accounts } = desk.world.office;
  const here = accounts.filter((account) => account.channel === channel);
  return here.length > 0 ? here : accounts;
}
