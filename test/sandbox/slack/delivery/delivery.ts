import { randomUUID } from 'node:crypto';
import { keep, type SlackCore } from '../core.ts';
import type { Notice } from '../state.ts';

export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';
export type Payload = Readonly<Record<string, unknown>>;

/** One payload on its way to the app. */
export interface Delivery {
  readonly id: string;
  readonly kind: PayloadKind;
  readonly payload: Payload;
  readonly sentAt: string;
  /** How often it was sent, repetitions included. */
  attempts: number;
  state: 'held' | 'sent' | 'acknowledged' | 'timeout' | 'failed';
  /** What came with the acknowledgement, if anything. */
  answer: unknown;
  /** Milliseconds until the acknowledgement. */
  tookMs: number | null;
  /** Why it failed. */
  failure: Notice['code'] | null;
}

export type Attempt =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly code: 'operation_timeout' | 'http_service_error' | 'dispatch_failed' };

export interface SendOptions {
  /** 0 for the first time. */
  readonly retry: number;
  /** Only for signed HTTP. */
  readonly forged?: { readonly signature?: string | undefined; readonly timestamp?: number | undefined } | undefined;
}

/** A way to the app. Resolves when it answered, or when a person would no longer wait. */
export interface Transport {
  send(delivery: Delivery, options: SendOptions): Promise<Attempt>;
}

/** Sends payloads to the app, keeps them back, repeats them. */
export class Deliveries {
  readonly #core: SlackCore;
  readonly #transports: Readonly<Record<'socket' | 'http', Transport>>;
  #all: Delivery[] = [];
  #held: Delivery[] | null = null;

  constructor(core: SlackCore, transports: Readonly<Record<'socket' | 'http', Transport>>) {
    this.#core = core;
    this.#transports = transports;
  }

  list(): readonly Delivery[] {
    return this.#all;
  }

  /** Resolves with the outcome; while deliveries are held, at once with the state `held`. */
  async deliver(kind: PayloadKind, payload: Payload, forged?: SendOptions['forged']): Promise<Delivery> {
    const delivery: Delivery = {
      id: randomUUID(),
      kind,
      payload: structuredClone(payload),
      sentAt: this.#core.clock.now().toISOString(),
      attempts: 0,
      state: 'sent',
      answer: undefined,
      tookMs: null,
      failure: null,
    };
    keep(this.#all, delivery);
    if (this.#held) {
      delivery.state = 'held';
      this.#held.push(delivery);
      this.#changed(delivery);
      return delivery;
    }
    return this.#send(delivery, forged);
  }

  hold(): void {
    this.#held ??= [];
  }

  /** Lets go what was held, one after the other without waiting for acknowledgements. */
  async release(order: 'inOrder' | 'reversed'): Promise<readonly Delivery[]> {
    const held = this.#held ?? [];
    this.#held = null;
    const ordered = order === 'reversed' ? [...held].reverse() : held;
    return Promise.all(ordered.map((delivery) => this.#send(delivery)));
  }

  /** The same payload once more, as Slack does when an acknowledgement was lost. @throws Error when the id is unknown. */
  async redeliver(id: string): Promise<Attempt> {
    const delivery = this.#all.find((each) => each.id === id);
    if (!delivery) throw new Error(`No delivery ${id}`);
    return this.#attempt(delivery);
  }

  reset(): void {
    this.#all = [];
    this.#held = null;
  }

  async #send(delivery: Delivery, forged?: SendOptions['forged']): Promise<Delivery> {
    const started = performance.now();
    delivery.state = 'sent';
    const first = this.#attempt(delivery, forged);
    const repeats = Array.from({ length: this.#core.settings.redeliver }, () => this.#attempt(delivery));
    const attempt = await first;
    const tookMs = performance.now() - started;
    await Promise.all(repeats);
    delivery.tookMs = tookMs;
    if (attempt.ok) {
      delivery.state = 'acknowledged';
      delivery.answer = attempt.answer;
    } else {
      delivery.state = attempt.code === 'operation_timeout' ? 'timeout' : 'failed';
      delivery.failure = attempt.code;
    }
    this.#changed(delivery);
    return delivery;
  }

  #attempt(delivery: Delivery, forged?: SendOptions['forged']): Promise<Attempt> {
    const retry = delivery.attempts;
    delivery.attempts += 1;
    this.#changed(delivery);
    return this.#transports[this.#core.settings.delivery].send(delivery, { retry, forged });
  }

  #changed(delivery: Delivery): void {
    this.#core.changes.emit({ kind: 'delivery', delivery });
  }
}
