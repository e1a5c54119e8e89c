import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { type Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool, fetch as undiciFetch } from 'undici';
import { credentialsFor, type Proxies, ProxyFault, type ProxyTrouble, proxyFor } from './proxy.ts';

/**
 * The one way out: whatever leaves this machine is built here, so that there is one place that knows the office's
 * proxies. docs/decisions/network.md tells why each library gets what it gets.
 */
export interface WayOut {
  /** For the Web API and the addresses that Slack gives to answer at. */
  readonly fetch: typeof globalThis.fetch;
  /** The proxy that leads to an address; null: straight out. */
  proxyTo(url: URL): URL | null;
  /** For connections that stay open. */
  sockets(): SocketWay;
  /**
   * For pages of the web.
   * @param connect makes the connections to which no proxy leads.
   * @param options of undici's Agent.
   */
  pages(connect: buildConnector.connector, options: Omit<Agent.Options, 'connect'>): Dispatcher;
  /** For one request by Node's own http. A tunnel that is not there when the signal comes is given up. */
  agent(url: URL, signal: AbortSignal): http.Agent;
}

export interface SocketWay {
  readonly dispatcher: Dispatcher;
  /** Ends every connection that was made, without a word: undici itself forgets a socket once it is a WebSocket's. */
  cut(): void;
  /** What kept the last connection from coming about: undici's WebSocket itself says only that there is none. */
  trouble(): unknown;
}

interface Observer {
  /** Told of each time that a proxy lets nothing out. */
  readonly refused?: (trouble: ProxyTrouble) => void;
}

/** A proxy that says nothing for so long is taken for dead; before whoever waits behind it gives up, who could not say why. */
const PROXY_TIMEOUT_MS = 8_000;

type Socket = Pick<Duplex, 'destroy' | 'once'>;

export function openWayOut(proxies: Proxies, { refused = () => undefined }: Observer = {}): WayOut {
  const doors = new Map<string, Pool>();

  /** undici's client for the proxy itself, which tells the proxy's answers from those behind it. */
  function door(proxy: URL, kept: Set<Socket> = new Set(), connect?: buildConnector.connector): Pool {
    const pool = new Pool(proxy.origin, {
      connect: connect ?? buildConnector({ timeout: PROXY_TIMEOUT_MS }),
      headersTimeout: PROXY_TIMEOUT_MS,
    });
    const knock = pool.connect.bind(pool);
    const fault = (why: string, wants: string | null, cause?: unknown): ProxyFault => {
      const trouble = { proxy: placeOf(proxy), why, wants };
      refused(trouble);
      return new ProxyFault(trouble, { cause });
    };
    return Object.assign(pool, {
      async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
        const answer = await knock(options).catch((error: unknown) => {
          throw isAborted(options.signal) ? error : fault(codeOf(error), null, error);
        });
        if (answer.statusCode === 200) {
          keep(kept, answer.socket);
          return answer;
        }
        answer.socket.on('error', () => undefined).destroy();
        throw fault(String(answer.statusCode), schemes(answer.headers['proxy-authenticate']));
      },
    });
  }

  function agentOf(kept: Set<Socket>, options: EnvHttpProxyAgent.Options): Dispatcher {
    return new EnvHttpProxyAgent({
      ...options,
      // Empty, not absent: what it reads of the environment by itself lacks what stands in .env.
      httpsProxy: proxies.https?.href ?? '',
      httpProxy: proxies.http?.href ?? '',
      noProxy: proxies.none,
      clientFactory: (proxy, { connect }: { connect?: buildConnector.connector }) => door(proxy, kept, connect),
    });
  }

  /** What goes to a web server without encryption is handed to the proxy as it is: many open a tunnel to port 443 only. */
  const forPages = { proxyTunnel: false };
  const dispatcher = agentOf(new Set(), forPages);

  return {
    // undici's own, as the agent is: the one inside Node is another on each Node.
    fetch: ((input: string | URL, init?: RequestInit) =>
      undiciFetch(input, { ...(init as object), dispatcher })) as typeof globalThis.fetch,
    proxyTo: (url) => proxyFor(proxies, url),
    sockets() {
      const kept = new Set<Socket>();
      const straight = buildConnector({ timeout: PROXY_TIMEOUT_MS });
      const connect: buildConnector.connector = (options, done) =>
        straight(options, (...[error, socket]) => {
          if (error !== null) return done(error, null);
          keep(kept, socket);
          done(null, socket);
        });
      let trouble: unknown;
      // The first says why; what comes after it, that the request was given up for it.
      const heard = (error: unknown): void => {
        trouble ??= error;
      };
      return {
        dispatcher: agentOf(kept, { connect }).compose((dispatch) => (options, handler) => {
          trouble = undefined;
          return dispatch(options, new Listening(handler, heard));
        }),
        cut: () => {
          for (const socket of kept) socket.destroy();
        },
        trouble: () => trouble,
      };
    },
    pages: (connect, options) => agentOf(new Set(), { ...forPages, ...options, connect }),
    agent(url, signal) {
      const agent =
        url.protocol === 'http:' ? new http.Agent({ keepAlive: false }) : new https.Agent({ keepAlive: false });
      const proxy = proxyFor(proxies, url);
      if (proxy === null) return agent;
      const knock = doors.get(proxy.href) ?? door(proxy);
      doors.set(proxy.href, knock);
      const secure = url.protocol === 'https:';
      const place = `${url.hostname}:${url.port || (secure ? 443 : 80)}`;
      agent.createConnection = (_options, done) => {
        knock.connect({ path: place, headers: { host: place, ...credentialsFor(proxy) }, signal }).then(
          ({ socket }) => done?.(null, secure ? encrypted(socket, url.hostname) : socket),
          (error: Error) => (done as (error: Error) => void)(error),
        );
        return undefined;
      };
      return agent;
    },
  };
}

/** Hands everything on, and tells why an upgrade did not come about. */
class Listening implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #heard: (error: unknown) => void;

  constructor(handler: Dispatcher.DispatchHandler, heard: (error: unknown) => void) {
    this.#handler = handler;
    this.#heard = heard;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(...upgraded: Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestUpgrade']>>): void {
    this.#handler.onRequestUpgrade?.(...upgraded);
  }

  onResponseStart(...started: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>): void {
    const [, status] = started;
    this.#heard(Object.assign(new Error(`answered ${status} instead of opening`), { code: `HTTP ${status}` }));
    this.#handler.onResponseStart?.(...started);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(...ended: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
    this.#handler.onResponseEnd?.(...ended);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#heard(error);
    this.#handler.onResponseError?.(controller, error);
  }
}

/** Straight out. */
export const NO_PROXIES: Proxies = { https: null, http: null, none: '' };

/** The handshake is still to come; the request waits for it. */
function encrypted(socket: Duplex, hostname: string): Duplex {
  const host = hostname.replace(/^\[|\]$/gu, '');
  return tls.connect({ socket, host, ...(isIP(host) === 0 ? { servername: host } : {}) });
}

function keep(kept: Set<Socket>, socket: Socket): void {
  kept.add(socket);
  socket.once('close', () => kept.delete(socket));
}

/** As people write it in a setting, without what is secret. */
function placeOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

function isAborted(signal: unknown): boolean {
  return signal instanceof AbortSignal && signal.aborted;
}

/** `Basic realm="…"` → `Basic`, and of several all names. */
function schemes(header: string | string[] | undefined): string | null {
  const names = [header ?? []].flat().map((each) => each.trim().split(/\s/u)[0] ?? '');
  return names.length === 0 ? null : [...new Set(names)].join('、');
}

/** The system's name of what broke: of several addresses that were tried, the first's. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
