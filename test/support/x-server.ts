import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** One request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface KeptPost {
  readonly id: string;
  readonly text: string;
}

/** Takes the place of the usual answer. `handle` does what X would do and returns what it would have answered. */
export type Script = (wire: {
  readonly request: SeenRequest;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly handle: () => { readonly status: number; readonly body: unknown };
}) => void;

const createBody = z.strictObject({ text: z.string() });
const OWN_ID = '100000000000000001';

/** X as far as one account needs it, on loopback, with every trouble of the wire at hand. For tests of the publisher. */
export class XServer {
  readonly requests: SeenRequest[] = [];
  /** Oldest first. */
  readonly posts: KeptPost[] = [];
  username = 'shinagawacity';
  /** False: the account's newest post has to be looked up on its timeline. */
  tellsNewest = true;
  pageSize = 100;
  #nextId = 1_900_000_000_000_000_001n;
  readonly #scripts: { readonly on: RegExp; readonly script: Script }[] = [];
  readonly #server = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => this.#answer(incoming, response, Buffer.concat(chunks).toString('utf8')));
  });

  static async start(): Promise<XServer> {
    const server = new XServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    // A server that listens on a port has an address of this shape.
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? (address satisfies AddressInfo).port : 0}`;
  }

  get creates(): readonly SeenRequest[] {
    return this.requests.filter(({ method }) => method === 'POST');
  }

  /** For the next request whose `METHOD /path` matches. */
  next(on: RegExp, script: Script): void {
    this.#scripts.push({ on, script });
  }

  seed(text: string): KeptPost {
    const post = { id: String(this.#nextId), text };
    this.#nextId += 1n;
    this.posts.push(post);
    return post;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #answer(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://x.test');
    const request = {
      method: incoming.method ?? '',
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body,
    };
    this.requests.push(request);
    const handle = () => this.#handle(request);
    const at = this.#scripts.findIndex(({ on }) => on.test(`${request.method} ${request.path}`));
    if (at >= 0) this.#scripts.splice(at, 1)[0]?.script({ request, incoming, response, handle });
    else answerWith(handle())({ request, incoming, response, handle });
  }

  #handle({ method, path, query, body }: SeenRequest): { status: number; body: unknown } {
    if (method === 'POST' && path === '/2/tweets') {
      const { text } = createBody.parse(JSON.parse(body));
      const post = this.seed(text.trim());
      return {
        status: 201,
        body: { data: { id: post.id, ...asReturned(post.text), edit_history_post_ids: [post.id] } },
      };
    }
    if (method === 'DELETE') {
      const at = this.posts.findIndex(({ id }) => path === `/2/tweets/${id}`);
      if (at >= 0) this.posts.splice(at, 1);
      return at >= 0 ? { status: 200, body: { data: { deleted: true } } } : notFound;
    }
    if (path === '/2/users/me') {
      const newest = this.posts.at(-1)?.id;
      const told = this.tellsNewest && newest !== undefined ? { most_recent_tweet_id: newest } : {};
      return { status: 200, body: { data: { id: OWN_ID, name: '品川区', username: this.username, ...told } } };
    }
    if (path === `/2/users/${OWN_ID}/tweets`) return { status: 200, body: this.#timeline(query) };
    return notFound;
  }

  #timeline(query: URLSearchParams): unknown {
    const since = BigInt(query.get('since_id') ?? '0');
    const start = Number(query.get('pagination_token') ?? '0');
    const size = Math.min(this.pageSize, Number(query.get('max_results')));
    const newer = this.posts.filter(({ id }) => BigInt(id) > since).toReversed();
    const page = newer.slice(start, start + size);
    const more = start + size < newer.length ? { next_token: String(start + size) } : {};
    if (page.length === 0) return { meta: { result_count: 0 } };
    return {
      data: page.map(({ id, text }) => ({ id, ...asReturned(text) })),
      meta: { result_count: page.length, ...more },
    };
  }
}

const notFound = { status: 404, body: { title: 'Not Found', type: 'https://api.x.com/2/problems/resource-not-found' } };

/** X shortens every address and escapes three characters. */
function asReturned(text: string): { text: string; entities: { urls: { url: string; expanded_url: string }[] } } {
  const urls: { url: string; expanded_url: string }[] = [];
  const shortened = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[\w\-./?=&;%#]+/g, (written) => {
      const url = `https://t.co/link${urls.length}`;
      urls.push({ url, expanded_url: written.replaceAll('&amp;', '&') });
      return url;
    });
  return { text: shortened.normalize('NFC'), entities: { urls } };
}

// ── Troubles ───────────────────────────────────────────────────────────────

export function answerWith(answer: {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}): Script {
  return ({ response }) => {
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    response.end(text);
  };
}

/** The post is made; nobody is told. */
export const handledThenReset: Script = ({ incoming, handle }) => {
  handle();
  incoming.socket.resetAndDestroy();
};

export const resetUnhandled: Script = ({ incoming }) => {
  incoming.socket.resetAndDestroy();
};

/** Nothing ever comes; the client has to give up. */
export const silence: Script = () => undefined;

/** Made, but the connection ends in the middle of the answer. */
export const truncated: Script = ({ incoming, response, handle }) => {
  const text = JSON.stringify(handle().body);
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) });
  response.write(text.slice(0, 12), () => incoming.socket.destroy());
};

/** Made, but the answer comes byte by byte and never ends: no time between two bytes is long. */
export const trickle: Script = ({ response, handle }) => {
  handle();
  response.writeHead(201, { 'content-type': 'application/json' });
  response.write('{"data":{"id":"');
  const drip = setInterval(() => response.write('1'), 5);
  response.on('close', () => clearInterval(drip));
};

export const htmlPage =
  (status: number): Script =>
  ({ response }) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<html><body><h1>Over capacity</h1></body></html>');
  };
