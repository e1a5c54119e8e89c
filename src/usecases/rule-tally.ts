import type { DraftEvent } from '../draft/events.ts';
import type { Finding } from '../guideline/types.ts';
import type { World } from './act.ts';
import { japanDay } from './japan-time.ts';

/** Rule id → how often it fired. Rules that did not fire are absent. */
export type RuleTally = Readonly<Record<string, number>>;

/**
 * How often each rule fired on the account's drafts this month (in Japan): every finding of every revision that was
 * submitted in it, those of the slower checks included. Reads the living drafts and the month's closed ones, and nothing older: a draft that was submitted
 * this month cannot have been closed before.
 */
export async function tallyRules(world: World, accountId: string): Promise<RuleTally> {
  const month = monthOf(world.clock.now());
  const tally: Record<string, number> = {};
  const add = (events: readonly DraftEvent[]) => {
    const [first] = events;
    if (first?.type !== 'DraftSubmitted' || first.content.accountId !== accountId) return;
    for (const event of events) {
      if (monthOf(new Date(event.at)) !== month) continue;
      for (const { ruleId, more = 0 } of foundBy(event)) tally[ruleId] = (tally[ruleId] ?? 0) + 1 + more;
    }
  };
  const seen = new Set<string>();
  for (const id of await world.store.openIds()) {
    seen.add(id);
    add((await world.store.load(id))?.events ?? []);
  }
  // A draft may be closed while this reads: it is then in both places, and counts once.
  for (const { id, events } of await world.store.closedIn(month)) if (!seen.has(id)) add(events);
  return tally;
}

/** What a check of a new text found. The check at the approval finds the same once more. */
function foundBy(event: DraftEvent): readonly Finding[] {
  switch (event.type) {
    case 'DraftSubmitted':
    case 'DraftRevised':
      return event.review.findings;
    case 'LinksChecked':
    case 'StyleChecked':
      return event.findings;
    default:
      return [];
  }
}

function monthOf(instant: Date): string {
  return japanDay(instant).slice(0, 7);
}
