import type { ThreadLog } from '../usecases/ports.ts';
import { Held, makeRateGate } from './rate-gate.ts';
import { slackFault } from './slack-faults.ts';
import { missingFrom } from './thread-lookup.ts';
import { catchUp, type Redraw, type ThreadWriterParts } from './thread-writer.ts';

export interface RunningThreadLog extends ThreadLog {
  /** Drafts whose thread does not yet tell all of the record. */
  behind(): number;
  /** Resolves when every draft that can be caught up now is. */
  idle(): Promise<void>;
  /** Starts no further call; the rest is told after the next start. */
  stop(): void;
}

const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000];
/** What Slack has taken in shows up in its own lists after a moment; before that, "not there" proves nothing. */
const LISTED_AFTER_MS = 5_000;
/** So that a start with hundreds of open drafts does not spend Slack's limits at once. */
const AT_ONCE = 4;

/**
 * Projects the record into Slack, draft by draft. A draft that Slack will not have now rests for a while and takes
 * nobody else's place meanwhile.
 */
export function makeThreadLog(parts: ThreadWriterParts): RunningThreadLog {
  const gate = makeRateGate(parts.pause, (method, wait) => parts.log.warn({ method, wait }, 'Slack asks for a rest'));
  const dirty = new Set<string>();
  const redraws = new Map<string, Redraw>();
  /** Drafts of which something new is told go before cards that are only looked after. */
  const news = new Set<string>();
  const waiting = { news: new Set<string>(), rest: new Set<string>() };
  const running = new Map<string, Promise<void>>();
  const looking = new Set<Promise<void>>();
  const failures = new Map<string, number>();
  const resting = new Set<string>();
  /** Drafts with a message in doubt that waits for Slack's lists, and whether these have had their time. */
  const unlisted = new Map<string, { listed: boolean }>();
  const listeners = new Map<string, ((trouble: string | null) => void)[]>();
  let stopped = false;

  function wake(id: string): void {
    if (stopped || !dirty.has(id) || running.has(id) || resting.has(id)) return;
    (news.has(id) ? waiting.news : waiting.rest).add(id);
    startNext();
  }

  function startNext(): void {
    for (const id of [...waiting.news, ...waiting.rest]) {
      if (stopped || running.size >= AT_ONCE) return;
      waiting.news.delete(id);
      waiting.rest.delete(id);
      const work = tell(id).finally(() => {
        running.delete(id);
        wake(id);
        startNext();
      });
      running.set(id, work);
    }
  }

  async function tell(id: string): Promise<void> {
    dirty.delete(id);
    const isNews = news.delete(id);
    const redraw = redraws.get(id) ?? 'no';
    redraws.delete(id);
    const doubt = unlisted.get(id);
    const listed = doubt?.listed === true;
    try {
      const result = await catchUp(parts, id, { redraw, listed, stopped: () => stopped, gate });
      failures.delete(id);
      if (result === 'unlisted') {
        if (doubt === undefined) askAgain(id);
        return;
      }
      unlisted.delete(id);
      if (!dirty.has(id)) reply(id, null);
    } catch (error) {
      unlisted.delete(id);
      dirty.add(id);
      if (isNews) news.add(id);
      if (redraw !== 'no') drawAgain(id, redraw);
      if (!stopped) rest(id, error);
    }
  }

  /** Meanwhile the draft is free: its card follows the record. */
  function askAgain(id: string): void {
    const doubt = { listed: false };
    unlisted.set(id, doubt);
    parts.pause(LISTED_AFTER_MS).then(
      () => {
        // A doubt that came after this one needs the whole time again.
        if (unlisted.get(id) !== doubt) return;
        doubt.listed = true;
        changed(id);
      },
      // Only a stop cuts the pause short.
      () => undefined,
    );
  }

  function reply(id: string, trouble: string | null): void {
    for (const listener of listeners.get(id) ?? []) listener(trouble);
    listeners.delete(id);
  }

  function rest(id: string, error: unknown): void {
    resting.add(id);
    reply(id, refusedBecause(error));
    waitAfter(id, error).then(
      () => {
        resting.delete(id);
        wake(id);
      },
      // Only a stop cuts the pause short.
      () => undefined,
    );
  }

  function waitAfter(id: string, error: unknown): Promise<void> {
    if (error instanceof Held) return error.opened;
    const before = failures.get(id) ?? 0;
    failures.set(id, before + 1);
    const wait = BACKOFF_MS[Math.min(before, BACKOFF_MS.length - 1)] ?? 60_000;
    parts.log.warn({ err: error, draft: id, failures: before + 1, wait }, 'thread is behind the record');
    return parts.pause(wait);
  }

  function changed(id: string): void {
    news.add(id);
    dirty.add(id);
    wake(id);
  }

  function drawAgain(id: string, redraw: Redraw): void {
    if (redraws.get(id) !== 'anyway') redraws.set(id, redraw);
    dirty.add(id);
    wake(id);
  }

  /** Which of the cards are not there any more: one question a channel. What Slack does not list is drawn again, which shows it. */
  async function bringBack(ids: readonly string[]): Promise<void> {
    const channels = new Map<string, Map<string, string>>();
    for (const id of ids) {
      const { channel, cardTs } = (await parts.store.loadThread(id)) ?? { channel: '', cardTs: null };
      if (cardTs !== null) channels.set(channel, (channels.get(channel) ?? new Map()).set(cardTs, id));
    }
    for (const [channel, cards] of channels) {
      const stamps = [...cards.keys()];
      const missing = await gate.run('conversations.history', () =>
        missingFrom(parts.client, channel, stamps, parts.log),
      );
      for (const ts of missing) drawAgain(cards.get(ts) ?? '', 'anyway');
    }
  }

  return {
    changed,
    redraw: (id) => drawAgain(id, 'if-wrong'),
    lookAfter(ids) {
      const look = bringBack(ids)
        .catch((error: unknown) => {
          if (!stopped) parts.log.warn({ err: error }, 'it cannot be seen which cards are still there');
        })
        .finally(() => looking.delete(look));
      looking.add(look);
    },
    told(id) {
      if (stopped || resting.has(id) || !(dirty.has(id) || running.has(id))) return Promise.resolve(null);
      return new Promise((resolve) => listeners.set(id, [...(listeners.get(id) ?? []), resolve]));
    },
    behind: () => new Set([...dirty, ...running.keys(), ...unlisted.keys()]).size,
    async idle() {
      while (running.size + looking.size > 0) await Promise.allSettled([...running.values(), ...looking]);
    },
    stop() {
      stopped = true;
      for (const id of [...listeners.keys()]) reply(id, null);
    },
  };
}

/** Slack's clear no; null when it may just take a while. */
function refusedBecause(error: unknown): string | null {
  try {
    const fault = slackFault(error);
    return fault.kind === 'refused' ? fault.error : null;
  } catch {
    return null;
  }
}
