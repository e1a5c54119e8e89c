import type { types, webApi } from '@slack/bolt';
import { isSettled } from '../draft/state.ts';
import type { Clock, DraftReader, DraftStore, DraftView, ThreadLog, ThreadState } from '../usecases/ports.ts';
import type { Log } from './log.ts';
import { slackFault } from './slack-faults.ts';
import { wasPosted } from './thread-lookup.ts';

interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

export interface ThreadLogParts {
  readonly client: webApi.WebClient;
  readonly store: Pick<DraftStore, 'loadThread' | 'saveThread' | 'close'>;
  readonly reader: DraftReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Rejects when the app is stopping. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly card: (view: DraftView) => Message;
  readonly threadLines: (view: DraftView, index: number) => readonly Message[];
  readonly monthOf: (instant: Date) => string;
}

export interface RunningThreadLog extends ThreadLog {
  /** Drafts whose thread does not yet tell all of the record. */
  behind(): number;
  /** Resolves when every draft that can be caught up now is. */
  idle(): Promise<void>;
  /** Starts no further call; the rest is told after the next start. */
  stop(): void;
}

const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000];
/** So that a start with hundreds of open drafts does not spend Slack's limits at once. */
const AT_ONCE = 4;

/**
 * Projects the record into Slack: one card a draft, one thread line (or several, for a long text) an event.
 * The cursor is saved before and after every message: arm, send, record. After a failure without an answer, and
 * after a crash, the thread itself is asked whether the message is there before it is sent again.
 */
export function makeThreadLog(parts: ThreadLogParts): RunningThreadLog {
  const dirty = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const waiting: string[] = [];
  const redraws = new Set<string>();
  const listeners = new Map<string, ((trouble: string | null) => void)[]>();
  let stopped = false;

  function tell(id: string, trouble: string | null): void {
    for (const listener of listeners.get(id) ?? []) listener(trouble);
    listeners.delete(id);
  }

  function startNext(): void {
    while (!stopped && running.size < AT_ONCE) {
      const id = waiting.shift();
      if (id === undefined) return;
      const work = tellUntilDone(id).finally(() => {
        running.delete(id);
        if (dirty.has(id)) enqueue(id);
        startNext();
      });
      running.set(id, work);
    }
  }

  function enqueue(id: string): void {
    if (!waiting.includes(id)) waiting.push(id);
  }

  async function tellUntilDone(id: string): Promise<void> {
    for (let failures = 0; !stopped; ) {
      dirty.delete(id);
      try {
        await catchUp(parts, id, redraws.delete(id), () => stopped);
        tell(id, null);
        if (!dirty.has(id)) return;
      } catch (error) {
        tell(id, refusedBecause(error));
        const wait = waitAfter(error, failures);
        failures += 1;
        dirty.add(id);
        parts.log.warn({ err: error, draft: id, failures, wait }, 'thread is behind the record');
        try {
          await parts.pause(wait);
        } catch {
          return;
        }
      }
    }
  }

  function changed(id: string): void {
    dirty.add(id);
    if (stopped || running.has(id)) return;
    enqueue(id);
    startNext();
  }

  return {
    changed,
    redraw(id) {
      redraws.add(id);
      changed(id);
    },
    told(id) {
      if (stopped || !(dirty.has(id) || running.has(id))) return Promise.resolve(null);
      return new Promise((resolve) => listeners.set(id, [...(listeners.get(id) ?? []), resolve]));
    },
    behind: () => new Set([...dirty, ...running.keys(), ...waiting]).size,
    async idle() {
      while (running.size > 0) await Promise.allSettled(running.values());
    },
    stop() {
      stopped = true;
      for (const id of [...listeners.keys()]) tell(id, null);
    },
  };
}

function waitAfter(error: unknown, failures: number): number {
  const backoff = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 60_000;
  try {
    const fault = slackFault(error);
    return fault.kind === 'rate-limited' ? Math.max(fault.retryAfterMs, 100) : backoff;
  } catch {
    return backoff;
  }
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

async function catchUp(parts: ThreadLogParts, id: string, redraw: boolean, stopped: () => boolean): Promise<void> {
  const view = await parts.reader.view(id);
  if (view === undefined) return;
  let thread = (await parts.store.loadThread(id)) ?? {
    channel: view.account.channel,
    cardTs: null,
    shown: 0,
    told: 0,
    parts: 0,
    inDoubt: false,
  };
  const save = async (next: ThreadState): Promise<void> => {
    await parts.store.saveThread(id, next);
    thread = next;
  };

  // The card first: its buttons must be gone before anybody reads that something happened.
  if (thread.cardTs === null) await postCard(parts, view, thread, save);
  else if (redraw || thread.shown < view.version) await updateCard(parts, view, thread, save);

  while (thread.told < view.version && !stopped()) {
    const messages = parts.threadLines(view, thread.told);
    while (thread.parts < messages.length && !stopped()) await postLine(parts, view, thread, messages, save);
    if (thread.parts >= messages.length) await save({ ...thread, told: thread.told + 1, parts: 0 });
  }
  if (isSettled(view.draft.status) && thread.told >= view.version && thread.shown >= view.version)
    await parts.store.close(id, parts.monthOf(parts.clock.now()));
}

type Save = (next: ThreadState) => Promise<void>;

async function postCard(parts: ThreadLogParts, view: DraftView, thread: ThreadState, save: Save): Promise<void> {
  const mark = { event_type: 'kessai_card', event_payload: { draft: view.draft.id } };
  const armed = await arm(parts, thread, save, { channel: thread.channel, mark });
  const ts =
    armed.found ?? (await send(parts, thread, save, { channel: thread.channel, ...parts.card(view), metadata: mark }));
  // A card that was found may show an older state.
  await save({ ...thread, cardTs: ts, shown: armed.found === null ? view.version : 0, inDoubt: false });
  if (armed.found !== null) await updateCard(parts, view, { ...thread, cardTs: ts, inDoubt: false }, save);
}

async function updateCard(parts: ThreadLogParts, view: DraftView, thread: ThreadState, save: Save): Promise<void> {
  if (thread.cardTs === null) return;
  try {
    await parts.client.chat.update({ channel: thread.channel, ts: thread.cardTs, ...parts.card(view) });
  } catch (error) {
    const fault = slackFault(error);
    const gone = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'];
    if (fault.kind !== 'refused' || !gone.includes(fault.error)) throw error;
    parts.log.warn({ draft: view.draft.id, slack: fault.error }, 'the card is gone and is posted again');
    await postCard(parts, view, { ...thread, cardTs: null, told: 0, parts: 0, inDoubt: false }, save);
    return;
  }
  await save({ ...thread, shown: view.version });
}

async function postLine(
  parts: ThreadLogParts,
  view: DraftView,
  thread: ThreadState,
  messages: readonly Message[],
  save: Save,
): Promise<void> {
  const message = messages[thread.parts];
  if (message === undefined || thread.cardTs === null) return;
  const mark = {
    event_type: 'kessai_line',
    event_payload: { draft: view.draft.id, event: thread.told, part: thread.parts },
  };
  const place = { channel: thread.channel, thread_ts: thread.cardTs };
  const armed = await arm(parts, thread, save, { ...place, mark });
  if (armed.found === null) await send(parts, thread, save, { ...place, ...message, metadata: mark });
  await save({ ...thread, parts: thread.parts + 1, inDoubt: false });
}

interface Mark {
  readonly event_type: string;
  readonly event_payload: { readonly [key: string]: string | number };
}

/** Before a message leaves, its leaving is on record; after a doubt, the thread is asked first. */
async function arm(
  parts: ThreadLogParts,
  thread: ThreadState,
  save: Save,
  place: { readonly channel: string; readonly thread_ts?: string; readonly mark: Mark },
): Promise<{ readonly found: string | null }> {
  if (!thread.inDoubt) {
    await save({ ...thread, inDoubt: true });
    return { found: null };
  }
  return { found: await wasPosted(parts.client, place, parts.log) };
}

async function send(
  parts: ThreadLogParts,
  thread: ThreadState,
  save: Save,
  message: Message & { readonly channel: string; readonly thread_ts?: string; readonly metadata: Mark },
): Promise<string> {
  try {
    const answer = await parts.client.chat.postMessage({ ...message, unfurl_links: false, unfurl_media: false });
    return answer.ts ?? '';
  } catch (error) {
    // Slack's clear no: nothing was posted, so the next try need not look first.
    if (slackFault(error).kind !== 'unknown') await save({ ...thread, inDoubt: false });
    throw error;
  }
}
