import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a page of the local web answers. */
export interface WebPage {
  readonly status?: number;
  readonly title?: string;
  /** Address to send the reader on to. */
  readonly location?: string;
  readonly type?: string;
  /** The whole answer, instead of a page with the title. */
  readonly body?: string | Uint8Array;
  /** Answers to HEAD with this status, where it is another. */
  readonly head?: number;
  /** Never answers. */
  readonly silent?: boolean;
}

export interface WebVisit {
  readonly method: string;
  /** As the visitor meant it, with the scheme left out: `www.city.shinagawa.tokyo.jp/path`. */
  readonly address: string;
}

/** All of the web on one port: every site there is, told apart by the host that is asked for. */
export class WebSandbox {
  readonly #server: Server;
  readonly #pages = new Map<string, WebPage>();
  readonly visits: WebVisit[] = [];
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  async start(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a TCP address');
    this.#port = address.port;
  }

  /** Address for `LINK_CHECK_SANDBOX`. */
  get place(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** @param address without its scheme. A page that was never set is there, and has a title. */
  setPage(address: string, page: WebPage): void {
    this.#pages.set(address, page);
  }

  reset(): void {
    this.#pages.clear();
    this.visits.length = 0;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const address = `${request.headers.host ?? ''}${request.url ?? ''}`;
    const method = request.method ?? '';
    this.visits.push({ method, address });
    const page = this.#pages.get(address) ?? { title: `${request.headers.host ?? ''}のページ` };
    if (page.silent === true) return;
    const status = method === 'HEAD' ? (page.head ?? page.status ?? 200) : (page.status ?? 200);
    response.writeHead(page.location === undefined ? status : (page.status ?? 302), {
      'content-type': page.type ?? 'text/html; charset=utf-8',
      ...(page.location === undefined ? {} : { location: page.location }),
    });
    const body = page.body ?? `<!doctype html><html><head><title>${page.title ?? ''}</title></head></html>`;
    response.end(method === 'HEAD' ? undefined : body);
  }
}
