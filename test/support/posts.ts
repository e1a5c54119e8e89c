import type { DraftEvent } from '../../src/draft/events.ts';
import { sampleEvents } from './sample-events.ts';

/** Records of whole lives, for stores and lists. */

export function submittedEvent(accountId: string, at = '2026-07-01T00:30:00.000Z'): DraftEvent {
  const { content, ...event } = sampleEvents.DraftSubmitted;
  return { ...event, at, content: { ...content, accountId } };
}

/** Four events; all of them at the moment of the publication. */
export function published(accountId: string, at: string): readonly DraftEvent[] {
  return [
    submittedEvent(accountId, at),
    { ...sampleEvents.DraftApproved, at },
    { ...sampleEvents.PublishStarted, at },
    { ...sampleEvents.PostPublished, at },
  ];
}

export function takenDown(at: string): DraftEvent {
  return { ...sampleEvents.PostTakenDown, at };
}
