import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

export type WireEnv = {
  Bindings: HttpBindings;
  Variables: {
    operation: string;
    /** Id of the X account whose keys a request was signed with. */
    me: string;
    /** Called when the request is read, before anything comes of it. */
    whenRead?: () => Promise<void>;
  };
};

/** An HTTP server on loopback that can go away and come back on the same port. */
export class Listener {
  readonly #server: Server;
  #port = 0;

  constructor(
    app: Pick<Hono<WireEnv>, 'fetch'>,
    upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ) {
    const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' });
    if (!('closeAllConnections' in server)) throw new Error('Expected an HTTP/1.1 server');
    this.#server = server;
    if (upgrade) this.#server.on('upgrade', upgrade);
  }

  /** @param port 0 for any free one. */
  async start(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a TCP address');
    this.#port = address.port;
  }

  /** `http://127.0.0.1:<port>` */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get listening(): boolean {
    return this.#server.listening;
  }

  /** From now on connections are refused; open ones are closed. */
  async goOffline(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async goOnline(): Promise<void> {
    if (!this.#server.listening) await this.start(this.#port);
  }
}
