import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request is when something happens: here but not passed on; done but not answered; answered. */
type Phase = 'arrived' | 'handled' | 'answered';

/** Stands between the app and one service of the sandbox, and sees each request come and go. */
export class Gate {
  /** Called at each phase of each request, with the name of the point: `slack chat.update arrived`. */
  onPoint: (name: string) => void = () => undefined;
  /** Asked before a request goes on from there: null, or what it has to wait for. */
  onHold: (name: string) => Promise<void> | null = () => null;
  readonly #target: URL;
  readonly #nameOf: (request: IncomingMessage, body: string) => string;
  readonly #server = http.createServer((request, response) => this.#take(request, response));

  private constructor(target: string, nameOf: (request: IncomingMessage, body: string) => string) {
    this.#target = new URL(target);
    this.#nameOf = nameOf;
  }

  static async before(target: string, nameOf: (request: IncomingMessage, body: string) => string): Promise<Gate> {
    const gate = new Gate(target, nameOf);
    await new Promise<void>((resolve) => gate.#server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the gate is not open');
    return `http://127.0.0.1:${(address satisfies AddressInfo).port}`;
  }

  /** New connections are refused from now on. */
  refuse(): void {
    this.#server.close();
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#server.listening) this.#server.close(() => resolve());
      else resolve();
      this.#server.closeAllConnections();
    });
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const name = this.#nameOf(request, body.toString('utf8'));
      const at = (phase: Phase, then: () => void): void => {
        this.onPoint(`${name} ${phase}`);
        const hold = this.onHold(`${name} ${phase}`);
        if (hold === null) then();
        else void hold.then(then);
      };
      at('arrived', () => {
        // Whoever gave up, or died, while it was on its way has sent nothing.
        if (!request.socket.destroyed) this.#forward(request, body, response, at);
      });
    });
  }

  #forward(
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    at: (phase: Phase, then: () => void) => void,
  ): void {
    const reset = (): void => {
      request.socket.resetAndDestroy();
    };
    const onward = http.request(
      {
        host: this.#target.hostname,
        port: this.#target.port,
        path: request.url,
        method: request.method,
        headers: request.headers,
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reset);
        answer.on('end', () => {
          at('handled', () => {
            response.writeHead(answer.statusCode ?? 500, answer.headers);
            response.end(Buffer.concat(chunks), () => at('answered', () => undefined));
          });
        });
      },
    );
    onward.on('error', reset);
    onward.end(body);
  }
}

/** `slack chat.postMessage line`, … */
export function slackRequest(request: IncomingMessage, body: string): string {
  const method = /^\/api\/([\w.]+)/.exec(request.url ?? '')?.[1] ?? 'unknown';
  if (method !== 'chat.postMessage') return `slack ${method}`;
  return `slack ${method} ${body.includes('thread_ts') ? 'line' : 'card'}`;
}

/** `x tweets.create`, … */
export function xRequest(request: IncomingMessage): string {
  const url = request.url ?? '';
  if (url.startsWith('/2/users/me')) return 'x users.me';
  const media = /^\/2\/media\/(?:upload\/)?(?:\d+\/)?(initialize|append|finalize|metadata)/.exec(url)?.[1];
  if (media !== undefined) return `x media.${media}`;
  if (url.startsWith('/2/media/')) return 'x media.status';
  if (url.startsWith('/2/users/')) return 'x users.tweets';
  return request.method === 'DELETE' ? 'x tweets.delete' : 'x tweets.create';
}
