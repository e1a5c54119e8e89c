import type { SandboxClock } from './clock.ts';
import type { PiazzaPost } from './piazza/piazza.ts';
import type { ApiCall, Mistake, SlackSettings } from './slack/core.ts';
import type { Delivery } from './slack/delivery/delivery.ts';
import type { Ephemeral, Message, Notice } from './slack/state.ts';
import type { ViewPayload } from './slack/views.ts';
import type { FaultRule } from './wire/faults.ts';
import type { PublicPost, XRequest, XSettings } from './x/state.ts';

/** What happened. Each kind carries the new value, so that a page need not ask again. */
export type ChangeBody =
  | { kind: 'message.posted' | 'message.updated'; channel: string; ts: string; message: Message }
  | { kind: 'message.deleted'; channel: string; ts: string }
  | { kind: 'ephemeral.posted' | 'ephemeral.updated'; channel: string; user: string; ts: string; message: Ephemeral }
  | { kind: 'ephemeral.deleted'; channel: string; user: string; ts: string }
  | { kind: 'view.opened' | 'view.updated' | 'view.pushed' | 'view.filled'; user: string; view: ViewPayload }
  | { kind: 'view.closed'; user: string; viewId: string }
  | { kind: 'view.errors'; user: string; viewId: string; errors: Record<string, string> }
  | { kind: 'home.published'; user: string; view: ViewPayload }
  | { kind: 'notice'; notice: Notice }
  | { kind: 'delivery'; delivery: Delivery }
  | { kind: 'call'; call: ApiCall }
  | { kind: 'mistake'; mistake: Mistake }
  | { kind: 'socket'; connections: number }
  | { kind: 'channel'; channel: string }
  | { kind: 'user'; user: string }
  | { kind: 'settings'; slack: SlackSettings; x: XSettings }
  | { kind: 'faults'; rules: readonly FaultRule[] }
  | { kind: 'clock'; now: string }
  | { kind: 'reset' }
  | { kind: 'x.posted' | 'x.deleted'; post: PublicPost }
  | { kind: 'x.request'; request: XRequest }
  | { kind: 'piazza.posted'; post: PiazzaPost };

export type Change = ChangeBody & { readonly seq: number; readonly at: string };

/** For whoever does not say how long; a busy machine may be late with everything. */
const PATIENCE_MS = 30_000;
/** How many changes can be read again; a reader that fell behind further takes a snapshot. */
const KEPT = 5_000;

/** Numbered record of everything that happened, and the bell that wakes whoever waits. */
export class ChangeLog {
  readonly #clock: SandboxClock;
  readonly #listeners = new Set<(change: Change) => void>();
  #kept: Change[] = [];
  #seq = 0;

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  get seq(): number {
    return this.#seq;
  }

  emit(body: ChangeBody): void {
    this.#seq += 1;
    const change: Change = { ...structuredClone(body), seq: this.#seq, at: this.#clock.now().toISOString() };
    this.#kept.push(change);
    if (this.#kept.length > 2 * KEPT) this.#kept = this.#kept.slice(-KEPT);
    for (const listener of [...this.#listeners]) listener(change);
  }

  /** Changes after `seq`; null when some of them are no longer kept. */
  since(seq: number): readonly Change[] | null {
    const first = this.#kept[0];
    if (seq < this.#seq && (!first || first.seq > seq + 1)) return null;
    return this.#kept.filter((change) => change.seq > seq);
  }

  /** @returns what ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export interface WaitOptions {
  readonly timeoutMs?: number;
  /** What is waited for, for the error. */
  readonly what?: string;
  /** Whatever names the draft, or the reference, that it is about: a card's reading. For the error as well. */
  readonly about?: () => string;
}

/**
 * Looks now and after every change until `look` answers with something.
 * @param describe what the world looks like, for the error of a wait that ended in vain.
 * @throws Error after `timeoutMs`.
 */
export function waitForChange<T>(
  changes: ChangeLog,
  look: () => T | undefined | null | false,
  options: WaitOptions,
  describe: () => string,
): Promise<T> {
  const timeoutMs = options.timeoutMs ?? PATIENCE_MS;
  return new Promise((resolve, reject) => {
    let due = false;
    let over = false;
    const finish = (act: () => void) => {
      over = true;
      unsubscribe();
      clearTimeout(timer);
      act();
    };
    const check = () => {
      due = false;
      if (over) return;
      try {
        const found = look();
        if (found !== undefined && found !== null && found !== false) finish(() => resolve(found));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const unsubscribe = changes.subscribe(() => {
      if (due) return;
      due = true;
      setImmediate(check);
    });
    const timer = setTimeout(
      () =>
        finish(() =>
          reject(new Error(`Waited ${timeoutMs} ms in vain for ${options.what ?? String(look)}\n${describe()}`)),
        ),
      timeoutMs,
    );
    check();
  });
}
