import { type Sight, sightOn, spotOf, textsOf } from '../draft/find.ts';
import { STATES } from '../draft/groups.ts';
import type { World } from './act.ts';
import { listed } from './list-drafts.ts';
import type { Asked, Found, FoundKey, FoundPage, Summary } from './ports.ts';
import { type Reader, sightFor } from './sight.ts';

export interface FindList {
  readonly entries: readonly Found[];
  /** Where to go on; null when everything was looked at. */
  readonly next: FoundKey | null;
}

/**
 * 検索: every draft ever made that this person may see from where they are, the last ones first. Only what is shown is
 * read, to say where the words stand. A page may be short and still go on.
 */
export async function findDrafts(
  world: World,
  reader: Reader,
  asked: Asked,
  { before, limit }: { readonly before: FoundKey | null; readonly limit: number },
): Promise<FindList> {
  const sight = await sightFor(world, reader);
  const { number, person, month, state, accountId } = asked;
  const words = asked.words === '' ? [] : [asked.words];
  const accounts = world.office.accounts.map(({ id }) => id);
  const page: FoundPage = await world.store.summaries.find({
    wanted: {
      words,
      number: orNull(number),
      person: orNull(person),
      accounts: accountId === null ? accounts : accounts.filter((id) => id === accountId),
      month,
      statuses: state === null ? null : STATES[state],
      concerns: null,
      since: null,
    },
    sight,
    before,
    limit,
  });
  const entries: Found[] = [];
  for (const { summary, key } of page.found)
    for (const line of listed(world, [summary], sight))
      entries.push({ ...line, key, spot: words.length === 0 ? null : await spotIn(world, summary, words, sight) });
  return { entries, next: page.next };
}

/** Where the words stand, in the newest text that has one. */
async function spotIn(world: World, summary: Summary, words: readonly string[], sight: Sight): Promise<Found['spot']> {
  await world.breathe();
  const stored = await world.store.load(summary.id);
  const texts = textsOf(stored?.events ?? []).map((text, index) => ({ text, revision: index + 1 }));
  const seen = sightOn(summary, sight) === 'all' ? texts : texts.slice(-1);
  for (const { text, revision } of seen.toReversed()) {
    const spot = spotOf(text, words);
    if (spot !== null) return { ...spot, revision };
  }
  return null;
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed);
