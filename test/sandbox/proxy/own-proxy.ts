import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Name and password as they stand in the address of a proxy, with every sign that has to be written otherwise there. */
export const PROXY_USER = { name: 'office', password: 'p@ss:w/rd%#' } as const;

/** A forward proxy on loopback, between the app and a world of its own. */
export interface ForwardProxy {
  /** For HTTPS_PROXY, without name and password. */
  readonly port: number;
  /** With name and password. */
  readonly url: string;
  /** Hosts with ports in the order in which they were asked for; what was refused has its status behind it. */
  hosts(): Promise<readonly string[]>;
  /** Answers nothing any more, and passes nothing on. */
  freeze(): void;
  thaw(): void;
  /** Gone at once, with every tunnel. */
  kill(): Promise<void>;
  /** Back on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProxySettings {
  /** Where each name leads: the last part of a host (`slack.com`) and a port of this machine. Nothing else exists. */
  readonly places: Readonly<Record<string, number>>;
  /** False: anybody may pass. */
  readonly password?: boolean;
  /** The status with which every request is refused, if any; may change while it runs. */
  readonly refuse?: (host: string) => number | null;
  /** How it wants to be asked for its password. */
  readonly scheme?: string;
}

/** The tests' own, where no Squid is at hand; and the internet behind a Squid. */
export class OwnProxy implements ForwardProxy {
  readonly #settings: ProxySettings;
  readonly #open = new Set<Duplex>();
  readonly #asked: string[] = [];
  readonly #tunnels = new Set<Duplex>();
  #server = createServer();
  #frozen = false;
  port = 0;

  constructor(settings: ProxySettings) {
    this.#settings = settings;
  }

  static async start(settings: ProxySettings): Promise<OwnProxy> {
    const proxy = new OwnProxy(settings);
    await proxy.start();
    return proxy;
  }

  get url(): string {
    if (this.#settings.password === false) return `http://127.0.0.1:${this.port}`;
    return urlWithPassword(this.port);
  }

  hosts(): Promise<readonly string[]> {
    return Promise.resolve([...this.#asked]);
  }

  /** Tunnels whose both ends are there. */
  get tunnels(): number {
    return this.#tunnels.size;
  }

  freeze(): void {
    this.#frozen = true;
    for (const socket of this.#open) socket.pause();
  }

  thaw(): void {
    this.#frozen = false;
    for (const socket of this.#open) socket.resume();
  }

  async start(): Promise<void> {
    this.#server = createServer((incoming, response) => this.#forward(incoming, response));
    this.#server.on('connection', (socket: Socket) => this.#hold(socket));
    this.#server.on('connect', (incoming: IncomingMessage, socket: Duplex) => this.#tunnel(incoming, socket));
    await new Promise<void>((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
  }

  async kill(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  async stop(): Promise<void> {
    if (this.#server.listening) await this.kill();
  }

  #hold(socket: Duplex): void {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => this.#open.delete(socket));
    if (this.#frozen) socket.pause();
  }

  /** The status of a refusal, or the port behind the name. */
  #judge(host: string, asked: IncomingMessage): { readonly status: number } | { readonly port: number } {
    const refused = this.#settings.refuse?.(host) ?? null;
    if (refused !== null) return { status: refused };
    if (this.#settings.password !== false && asked.headers['proxy-authorization'] !== basic()) return { status: 407 };
    const port = placeOf(this.#settings.places, host);
    return port === undefined ? { status: 503 } : { port };
  }

  #tunnel(incoming: IncomingMessage, socket: Duplex): void {
    if (this.#frozen) return;
    const place = incoming.url ?? '';
    const judged = this.#judge(place.replace(/:\d+$/u, ''), incoming);
    if ('status' in judged) {
      this.#asked.push(`${place} ${judged.status}`);
      socket.end(`HTTP/1.1 ${judged.status} No\r\n${this.#challenge(judged.status)}content-length: 2\r\n\r\nno`);
      return;
    }
    this.#asked.push(place);
    const behind = connect(judged.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    behind.once('error', () => {
      if (behind.connecting || behind.bytesRead === 0) socket.end('HTTP/1.1 503 No\r\ncontent-length: 2\r\n\r\nno');
    });
    this.#hold(behind);
    this.#tunnels.add(socket);
    socket.pipe(behind);
    behind.pipe(socket);
    // Whoever has hung up wants no answer any more.
    socket
      .on('end', () => socket.destroy())
      .on('close', () => {
        this.#tunnels.delete(socket);
        behind.destroy();
      });
    behind.on('close', () => {
      if (!socket.writableEnded) socket.destroy();
    });
  }

  /** A page of a site without encryption. */
  #forward(incoming: IncomingMessage, response: ServerResponse): void {
    const url = new URL(incoming.url ?? '/', 'http://proxy.invalid');
    const judged = this.#judge(url.hostname, incoming);
    if ('status' in judged) {
      this.#asked.push(`${url.host} ${judged.status}`);
      const headers = judged.status === 407 ? { 'proxy-authenticate': this.#scheme } : {};
      response.writeHead(judged.status, headers).end('no');
      return;
    }
    this.#asked.push(url.host);
    const { 'proxy-authorization': _password, ...headers } = incoming.headers;
    const behind = request(
      { port: judged.port, host: '127.0.0.1', method: incoming.method, path: `${url.pathname}${url.search}`, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    behind.on('error', () => response.destroy());
    incoming.pipe(behind);
  }

  get #scheme(): string {
    return this.#settings.scheme ?? 'Basic realm="office"';
  }

  #challenge(status: number): string {
    return status === 407 ? `proxy-authenticate: ${this.#scheme}\r\n` : '';
  }
}

export function urlWithPassword(port: number): string {
  return `http://${PROXY_USER.name}:${encodeURIComponent(PROXY_USER.password)}@127.0.0.1:${port}`;
}

function placeOf(places: ProxySettings['places'], host: string): number | undefined {
  const name = Object.keys(places).find((each) => host === each || host.endsWith(`.${each}`));
  return name === undefined ? undefined : places[name];
}

function basic(): string {
  return `Basic ${Buffer.from(`${PROXY_USER.name}:${PROXY_USER.password}`).toString('base64')}`;
}
