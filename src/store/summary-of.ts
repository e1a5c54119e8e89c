import type { DraftEvent } from '../draft/events.ts';
import { type DraftSummary, summarise } from '../draft/summary.ts';
import type { FoundKey, PostKey, Summary, ThreadState } from '../usecases/ports.ts';

/** @returns null for a record that no draft can have. */
export function summaryOf(
  id: string,
  events: readonly DraftEvent[],
  thread: ThreadState | null | undefined,
): Summary | null {
  const summary = summarised(events);
  if (summary === null) return null;
  const told = Math.min(thread?.told ?? 0, thread?.shown ?? 0);
  return {
    ...summary,
    id,
    place: thread == null || thread.cardTs === null ? null : { channel: thread.channel, cardTs: thread.cardTs },
    behindSince: events[told]?.at ?? null,
  };
}

/** Of a draft's writes most move only the cursor of its thread; its events are the same list before and after. */
const known = new WeakMap<readonly DraftEvent[], DraftSummary | null>();

function summarised(events: readonly DraftEvent[]): DraftSummary | null {
  const before = known.get(events);
  if (before !== undefined) return before;
  const summary = summarise(events);
  known.set(events, summary);
  return summary;
}

/** Newest first. */
export function comparePosts(one: PostKey, other: PostKey): number {
  if (one.publishedAt !== other.publishedAt) return one.publishedAt < other.publishedAt ? 1 : -1;
  return one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
}

/** In the order in which drafts are found: open ones, then the newest month; in each, what changed last. */
export function compareFound(one: FoundKey, other: FoundKey): number {
  return -(compare(one.place, other.place) || compare(one.at, other.at) || compare(one.id, other.id));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Adds what fired in a month to a count. */
export function addFound(into: Record<string, number>, fired: Readonly<Record<string, number>> = {}): void {
  for (const [ruleId, count] of Object.entries(fired)) into[ruleId] = (into[ruleId] ?? 0) + count;
}
