import http, { type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ITwitterApiClientPlugin } from 'twitter-api-v2';
import { ApiResponseError, TwitterApi } from 'twitter-api-v2';
import type { WayOut } from '../../network/way-out.ts';

/** OAuth 1.0a user context: the office's own app, acting as the account. */
export interface XCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

export interface XRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** After `/2/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Instead of `body`: sent as multipart/form-data. */
  readonly form?: Readonly<Record<string, string | number | Buffer>>;
}

/** What became of one request, as far as the wire can tell. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
      readonly body: string;
    }
  /** No connection was ever established, so not one byte of the request left. `reason` is a short code. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** The connection broke before the whole answer was here. */
  | { readonly kind: 'cut' }
  /** The time was up before the whole answer was here. */
  | { readonly kind: 'silent' };

export interface XWireOptions {
  readonly credentials: XCredentials;
  /** What stands before `/2/…`, for example `https://api.x.com`. */
  readonly apiUrl: string;
  /** For the whole exchange, from the name look-up to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly wayOut: Pick<WayOut, 'agent'>;
}

/** What the library's hooks let us see of one request. */
interface Trace {
  established: boolean;
  response: IncomingMessage | undefined;
  error: unknown;
}

/**
 * Sends one request, exactly once: no retry, no redirect is followed, no connection is reused (a reused one may be
 * dead already, and then nobody could say whether the request was read). Never throws.
 */
export async function exchange(options: XWireOptions, request: XRequest): Promise<Exchange> {
  const trace: Trace = { established: false, response: undefined, error: undefined };
  const limit = new AbortController();
  const base = new URL(options.apiUrl);
  const agent = options.wayOut.agent(base, limit.signal);
  const timer = setTimeout(() => limit.abort(), options.timeoutMs);
  const timeUp = new Promise<undefined>((resolve) => {
    limit.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    const answer = await Promise.race([
      call(options.credentials, request, route(base, agent, limit.signal, trace)),
      timeUp,
    ]);
    const { response } = trace;
    if (answer !== undefined && response?.complete === true && response.statusCode !== undefined)
      return { kind: 'answered', status: response.statusCode, headers: response.headers, body: answer };
    if (limit.signal.aborted) return trace.established ? { kind: 'silent' } : { kind: 'unsent', reason: 'TIMEOUT' };
    return trace.established ? { kind: 'cut' } : { kind: 'unsent', reason: reasonOf(trace.error) };
  } finally {
    clearTimeout(timer);
    agent.destroy();
  }
}

/** @returns the body whatever the status, or undefined when there is no whole answer. */
async function call(
  credentials: XCredentials,
  { method, path, query, body, form }: XRequest,
  plugin: ITwitterApiClientPlugin,
): Promise<string | undefined> {
  try {
    // Uncompressed: the library does not listen for a decompressor's errors, which would end the process.
    const { v2 } = new TwitterApi({ ...credentials }, { plugins: [plugin], compression: 'identity' });
    const how = { fullResponse: true, forceParseMode: 'text' } as const;
    const answer =
      method === 'POST'
        ? await v2.post<unknown>(
            path,
            { ...(form ?? body) },
            form === undefined ? how : { ...how, forceBodyMode: 'form-data' },
          )
        : method === 'DELETE'
          ? await v2.delete<unknown>(path, { ...query }, how)
          : await v2.get<unknown>(path, { ...query }, how);
    return textOf(answer.data);
  } catch (error) {
    return error instanceof ApiResponseError ? textOf(error.data) : undefined;
  }
}

function route(base: URL, agent: http.Agent, signal: AbortSignal, trace: Trace): ITwitterApiClientPlugin {
  return {
    onBeforeRequestConfig: ({ params }) => {
      params.requestEventDebugHandler = (event: string, data?: unknown) => observe(trace, event, data);
    },
    // The signature is made for the real host before; only then is the request turned to where it should go.
    onBeforeRequest: ({ computedParams, requestOptions }) => {
      const { url } = computedParams;
      url.protocol = base.protocol;
      url.hostname = base.hostname;
      url.port = base.port;
      url.pathname = `${base.pathname.replace(/\/+$/, '')}${url.pathname}`;
      requestOptions.agent = agent;
      requestOptions.signal = signal;
    },
  };
}

function observe(trace: Trace, event: string, data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  if (event === 'request-error' && 'requestError' in data) trace.error = data.requestError;
  if (event === 'response' && 'res' in data && data.res instanceof http.IncomingMessage) {
    trace.established = true;
    trace.response = data.res;
  }
  if (event === 'socket' && 'socket' in data && data.socket instanceof Socket) {
    const { socket } = data;
    const establish = (): void => {
      trace.established = true;
    };
    // Over TLS the request waits until the handshake has shown who is at the other end. An agent may hand over a socket
    // whose handshake is over: that one is never heard of again, and the request leaves at once.
    if (socket instanceof TLSSocket && socket.getFinished() === undefined) socket.once('secureConnect', establish);
    else if (socket.connecting) socket.once('connect', establish);
    else establish();
  }
}

function textOf(data: unknown): string {
  return typeof data === 'string' ? data : '';
}

/** A short code for the log and the person; messages could quote addresses or keys. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'NOT_SENT';
}
