import type { World } from './act.ts';
import { japanDay } from './japan-time.ts';

/** Rule id → how often it fired. Rules that did not fire are absent. */
export type RuleTally = Readonly<Record<string, number>>;

/**
 * How often each rule fired on the account's drafts this month (in Japan): every finding of every revision that was
 * submitted in it, those of the slower checks included.
 */
export function tallyRules(world: World, accountId: string): Promise<RuleTally> {
  return world.store.summaries.tally(accountId, japanDay(world.clock.now()).slice(0, 7));
}
