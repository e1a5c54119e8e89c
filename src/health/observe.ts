import type { DraftEvent, PublishFailure } from '../draft/events.ts';
import type { AppendResult, Clock, DraftStore, Publisher } from '../usecases/ports.ts';

/** Puts somebody who watches between the use cases and what they use. Nobody is shown a text. */

/** What was made durable, without what was written. */
export interface Recorded {
  readonly draft: string;
  readonly event: DraftEvent['type'];
  readonly version: number;
}

/** What a network was asked, and how it ended. */
export interface Asked {
  readonly request: 'verifyAccount' | 'prepare' | 'publish' | 'findSince' | 'lookAt' | 'readsAs' | 'takeDown';
  readonly outcome: string;
  readonly milliseconds: number;
}

export function watchAppends(store: DraftStore, told: (recorded: Recorded) => void): DraftStore {
  const append = async (
    draft: string,
    expectedVersion: number,
    events: readonly DraftEvent[],
  ): Promise<AppendResult> => {
    const result = await store.append(draft, expectedVersion, events);
    if (result.ok)
      for (const [index, { type }] of events.entries())
        told({ draft, event: type, version: expectedVersion + index + 1 });
    return result;
  };
  return {
    append,
    load: (id) => store.load(id),
    openIds: () => store.openIds(),
    close: (id, month, version) => store.close(id, month, version),
    closedMonths: () => store.closedMonths(),
    closedIn: (month) => store.closedIn(month),
    loadThread: (id) => store.loadThread(id),
    saveThread: (id, thread) => store.saveThread(id, thread),
    summaries: store.summaries,
  };
}

export function watchPublisher(publisher: Publisher, clock: Clock, told: (asked: Asked) => void): Publisher {
  const timed = async <T>(request: Asked['request'], ask: () => Promise<T>, outcome: (result: T) => string) => {
    const begin = clock.now().getTime();
    const result = await ask();
    told({ request, outcome: outcome(result), milliseconds: clock.now().getTime() - begin });
    return result;
  };
  return {
    sends: (content) => publisher.sends(content),
    readAddress: (url) => publisher.readAddress(url),
    readTarget: (target) => publisher.readTarget(target),
    verifyAccount: () =>
      timed(
        'verifyAccount',
        () => publisher.verifyAccount(),
        (result) => (result.ok ? 'ok' : kindOf(result.failure)),
      ),
    prepare: (content) =>
      // Without pictures nobody is asked anything.
      content.media === undefined
        ? publisher.prepare(content)
        : timed(
            'prepare',
            () => publisher.prepare(content),
            (result) => (result.ok ? 'ok' : kindOf(result.failure)),
          ),
    publish: (content, mediaIds) =>
      timed(
        'publish',
        () => publisher.publish(content, mediaIds),
        (result) => {
          if (result.outcome === 'failed') return kindOf(result.failure);
          return result.outcome === 'unknown' ? `unknown: ${result.cause}` : result.outcome;
        },
      ),
    findSince: (sinceId, content, others) =>
      timed(
        'findSince',
        () => publisher.findSince(sinceId, content, others),
        (result) => (result.found ? 'found' : result.looked ? 'not there' : 'not looked'),
      ),
    readsAs: (postId, sinceId, content) =>
      timed(
        'readsAs',
        () => publisher.readsAs(postId, sinceId, content),
        (result) => result,
      ),
    lookAt: (target) =>
      timed(
        'lookAt',
        () => publisher.lookAt(target),
        (sight) => sight?.kind ?? 'not asked',
      ),
    takeDown: (postId, content) =>
      timed(
        'takeDown',
        () => publisher.takeDown(postId, content),
        (result) => {
          if (result.outcome === 'failed') return kindOf(result.failure);
          return result.outcome === 'unknown' ? `unknown: ${result.cause}` : result.outcome;
        },
      ),
  };
}

/** The kind alone: a network's own words may quote what was sent. */
function kindOf({ kind }: PublishFailure): string {
  return `failed: ${kind}`;
}
