/** The proxies that everything takes on its way out of the office. */
export interface Proxies {
  /** For `https:` and `wss:`; null: straight out. */
  readonly https: URL | null;
  /** For `http:` and `ws:`. */
  readonly http: URL | null;
  /** NO_PROXY as it was written: hosts to which no proxy leads. */
  readonly none: string;
}

/** What a proxy did instead of letting us out, for whoever tells a person of it. */
export interface ProxyTrouble {
  /** Its host and port; never its password. */
  readonly proxy: string;
  /** Its answer (`407`), or the system's name of what broke on the way to it (`ECONNREFUSED`). */
  readonly why: string;
  /** How it wants to be asked, where it wants a password: `Basic`, `Negotiate`, … */
  readonly wants: string | null;
}

/**
 * The proxy opened no tunnel. Its answer is never the service's, and nothing of the request has left: the request is
 * only sent through a tunnel that stands.
 */
export class ProxyFault extends Error {
  override readonly name = 'ProxyFault';
  /** Short, for records and cards: `PROXY_407`, `PROXY_ECONNREFUSED`. */
  readonly code: string;
  readonly trouble: ProxyTrouble;

  constructor(trouble: ProxyTrouble, options?: ErrorOptions) {
    super(`the proxy ${trouble.proxy} opened no tunnel: ${trouble.why}`, options);
    this.code = `PROXY_${trouble.why}`;
    this.trouble = trouble;
  }
}

/** The proxy's fault, however deep a library has wrapped it; null where it was none. */
export function proxyTroubleIn(error: unknown, depth = 0): ProxyTrouble | null {
  if (error instanceof ProxyFault) return error.trouble;
  if (!(error instanceof Error) || depth > 5) return null;
  const inner = [error.cause, 'original' in error ? error.original : undefined];
  return inner.reduce<ProxyTrouble | null>((found, each) => found ?? proxyTroubleIn(each, depth + 1), null);
}

/** The proxy that leads to an address, or null. @param url `wss:` counts as `https:`, `ws:` as `http:`. */
export function proxyFor({ https, http, none }: Proxies, url: URL): URL | null {
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  const proxy = (secure ? https : null) ?? http;
  return proxy === null || isExempt(none, url, secure ? 443 : 80) ? null : proxy;
}

/** Reads NO_PROXY as undici's EnvHttpProxyAgent does, which decides for everything else. */
function isExempt(none: string, url: URL, usualPort: number): boolean {
  if (none === '*') return true;
  const host = url.hostname.toLowerCase();
  const port = Number(url.port) || usualPort;
  return none.split(/[,\s]/u).some((entry) => {
    const [, name = entry, only] = /^(.+):(\d+)$/u.exec(entry) ?? [];
    const exempt = name.replace(/^\*?\./u, '').toLowerCase();
    if (exempt === '' || (only !== undefined && Number(only) !== port)) return false;
    return host === exempt || host.endsWith(`.${exempt}`);
  });
}

/** What the proxy is told of who asks; empty where it wants to know nothing. */
export function credentialsFor({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' || password === '') return {};
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(plain).toString('base64')}` };
}
