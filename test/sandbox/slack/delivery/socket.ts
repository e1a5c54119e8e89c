import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { TEAM } from '../../seed.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { SlackCore } from '../core.ts';
import type { Attempt, Delivery, SendOptions, Transport } from './delivery.ts';

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** How often the server looks whether the app is still there. The client gives up after 30 s without. */
const PING_MS = 10_000;

const GOODBYE_MS = 300;

/** Socket Mode: one-time addresses, hello, envelopes, acknowledgements, refresh. */
export class SocketTransport implements Transport {
  readonly #core: SlackCore;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Set<(answer: unknown) => void>>();
  readonly #frozen = new Set<WebSocket>();
  readonly #pings: NodeJS.Timeout;
  #sockets: WebSocket[] = [];
  #turn = 0;
  #refusing = false;
  #stalled: 'upgrade' | 'hello' | null = null;
  #held = 0;

  constructor(core: SlackCore) {
    this.#core = core;
    this.#pings = setInterval(() => {
      for (const socket of this.#sockets) if (!this.#frozen.has(socket)) socket.ping();
    }, PING_MS);
    this.#pings.unref();
  }

  /** From now on no new connection is let in, or they are again. */
  refuse(on: boolean): void {
    this.#refusing = on;
  }

  /** From now on a new connection gets this far and no farther, or all the way again. */
  stall(at: 'upgrade' | 'hello' | null): void {
    this.#stalled = at;
  }

  /** Connections that got as far as `stall` lets them. */
  get held(): number {
    return this.#held;
  }

  get connections(): number {
    return this.#sockets.length;
  }

  /** A new one-time address below `base` (`ws://127.0.0.1:<port>`). */
  ticket(base: string): string {
    const ticket = randomBytes(12).toString('hex');
    this.#tickets.add(ticket);
    return `${base}/link/?ticket=${ticket}&app_id=${TEAM.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'ws://127.0.0.1').searchParams.get('ticket') ?? '';
    if (this.#refusing || !this.#tickets.delete(ticket)) {
      socket.end(
        `HTTP/1.1 ${this.#refusing ? '503 Service Unavailable' : '404 Not Found'}\r\nconnection: close\r\n\r\n`,
      );
      return;
    }
    if (this.#stalled !== null) this.#held += 1;
    if (this.#stalled === 'upgrade') {
      this.#core.changes.emit({ kind: 'socket', connections: this.#sockets.length });
      // Held, but not so that its end would go unseen.
      socket
        .on('error', () => socket.destroy())
        .on('end', () => socket.destroy())
        .resume();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#greet(opened));
  }

  send(delivery: Delivery, { retry }: SendOptions): Promise<Attempt> {
    const socket = this.#sockets[this.#turn % Math.max(1, this.#sockets.length)];
    this.#turn += 1;
    if (!socket) return Promise.resolve({ ok: false, code: 'dispatch_failed' });
    const envelope = {
      envelope_id: delivery.id,
      type: delivery.kind,
      payload: delivery.payload,
      accepts_response_payload: delivery.kind !== 'events_api',
      ...(delivery.kind === 'events_api' || retry > 0
        ? { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' }
        : {}),
    };
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(delivery.id) ?? new Set();
      this.#waiting.set(delivery.id, waiting);
      const done = (attempt: Attempt) => {
        clearTimeout(timer);
        waiting.delete(answered);
        if (waiting.size === 0) this.#waiting.delete(delivery.id);
        resolve(attempt);
      };
      const answered = (answer: unknown) => done({ ok: true, answer });
      waiting.add(answered);
      const timer = setTimeout(() => done({ ok: false, code: 'operation_timeout' }), this.#core.settings.ackTimeoutMs);
      socket.send(JSON.stringify(envelope));
    });
  }

  /** Tells the app that the connections will soon be replaced, as Slack does every few hours. */
  refresh(): void {
    for (const socket of this.#sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'sandbox' } }));
    }
  }

  /** Cuts every connection without a word. */
  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** The connections stay open, but nothing is read or answered any more: no acknowledgement, no pong. */
  freeze(): void {
    for (const socket of this.#sockets) {
      socket.pause();
      this.#frozen.add(socket);
    }
  }

  thaw(): void {
    for (const socket of this.#frozen) socket.resume();
    this.#frozen.clear();
  }

  /** Says goodbye to every connection, and cuts those that do not answer. */
  stop(): void {
    clearInterval(this.#pings);
    this.thaw();
    for (const socket of this.#sockets) {
      socket.close(1001);
      setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
    }
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    if (this.#sockets.length >= LIMITS.connections) {
      socket.send(
        JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'sandbox' } }),
      );
      socket.close();
      return;
    }
    this.#sockets.push(socket);
    socket.on('message', (data) => this.#received(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#sockets = this.#sockets.filter((each) => each !== socket);
      this.#frozen.delete(socket);
      this.#core.changes.emit({ kind: 'socket', connections: this.#sockets.length });
    });
    const hello = {
      type: 'hello',
      num_connections: this.#sockets.length,
      debug_info: {
        host: 'sandbox',
        started: new Date().toISOString(),
        build_number: 1,
        approximate_connection_time: 18_060,
      },
      connection_info: { app_id: TEAM.appId },
    };
    if (this.#stalled !== 'hello') socket.send(JSON.stringify(hello));
    this.#core.changes.emit({ kind: 'socket', connections: this.#sockets.length });
  }

  #received(text: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      this.#core.mistake(`The app sent something over the socket that is no JSON: ${text.slice(0, 200)}`);
      return;
    }
    const ack = acknowledgement.safeParse(parsed);
    if (!ack.success) {
      this.#core.mistake(`The app sent something over the socket that is no acknowledgement: ${text.slice(0, 200)}`);
      return;
    }
    const [first] = this.#waiting.get(ack.data.envelope_id) ?? [];
    first?.(ack.data.payload);
  }
}
