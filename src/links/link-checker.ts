import { type buildConnector, type Dispatcher, request } from 'undici';
import type { LinkResult } from '../draft/events.ts';
import type { WayOut } from '../network/way-out.ts';
import type { LinkChecker } from '../usecases/ports.ts';
import { pageTitle } from './page-title.ts';
import { expectPublicName, type Resolve } from './public-only.ts';
import { troubleOf } from './trouble.ts';

export interface LinkCheckerParts {
  readonly wayOut: Pick<WayOut, 'pages' | 'proxyTo'>;
  /** How connections are made to which no proxy leads; the guard against private addresses stands here. */
  readonly connect: buildConnector.connector;
  /** What this machine knows of a name that a proxy will be asked for; the system's answer when absent. */
  readonly resolve?: Resolve;
  /** The app is stopping: a visit that is under way ends without a result. */
  readonly stop: AbortSignal;
  /** Milliseconds that one request may take, its answer's body included. */
  readonly timeout: number;
  /** Told when it turns out that no page of the office can be opened from here. */
  readonly noWayOut?: () => void;
}

export const VISIT_TIMEOUT_MS = 3_000;
/** For so long nothing is tried again once nothing could be opened: nobody waits for what cannot be known. */
const NO_WAY_OUT_MS = 600_000;
const MOST_REDIRECTS = 5;
/** Bytes of a page that are read for its title. */
const BODY_LIMIT = 131_072;
const SCHEME = /^https?:\/\//iu;
const LOGIN = /(?:^|[/_.\-?=])(?:log-?in|sign-?in|logon|sso|saml2?|oauth2?|authorize)(?:[/_.\-?=]|$)/iu;

type Seen = Omit<LinkResult, 'url'>;

/** Visits links as a reader's browser would, but sends nothing, keeps nothing and goes nowhere private. */
export function makeLinkChecker(parts: LinkCheckerParts): LinkChecker {
  const { wayOut, connect, resolve, stop, timeout, noWayOut = () => undefined } = parts;
  // Without pipelining a connection serves one request and is closed.
  const dispatcher = wayOut.pages(connect, { pipelining: 0, maxHeaderSize: 32_768 });
  /** Has the web answered at all? `unknown` until it has, and again some time after it did not. */
  let web: 'unknown' | 'there' | 'gone' = 'unknown';

  async function visit(start: URL, mayVisit: (host: string) => boolean, methods: readonly Method[]): Promise<Seen> {
    let url = start;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      if (!visitable(url, mayVisit)) return { status: 'elsewhere', movedTo: movedTo(start, url), title: null };
      const page = await ask(url, methods);
      const next = page.location === null ? null : resolved(page.location, url);
      if (next === null) return { status: page.status, movedTo: movedTo(start, url), title: page.title };
      // Where the page asks for a password, the reader ends there, on whatever host that is.
      if (asksLogin(next) && !asksLogin(start)) return { status: 'login', movedTo: movedTo(start, next), title: null };
      url = next;
    }
    return { status: 'too-many-redirects', movedTo: movedTo(start, url), title: null };
  }

  async function ask(url: URL, [first, ...rest]: readonly Method[]): Promise<Page> {
    const page = await get(url, first ?? 'GET');
    const enough = page.location !== null || rest.length === 0 || (page.status < 400 && !page.html);
    // Some servers know no HEAD, and a title is only in the body.
    return enough ? page : ask(url, rest);
  }

  async function get(url: URL, method: Method): Promise<Page> {
    if (wayOut.proxyTo(url) !== null) await expectPublicName(url.hostname, resolve);
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      method,
      signal: AbortSignal.any([stop, AbortSignal.timeout(timeout)]),
      headers: { 'user-agent': 'Kessai-link-check/1', accept: 'text/html,*/*;q=0.8', 'accept-language': 'ja' },
    });
    web = 'there';
    const type = String(headers['content-type'] ?? '');
    const html = /html/iu.test(type);
    const wanted = method === 'GET' && html && statusCode < 300;
    // What is left unread is cut off below, and that is no fault.
    body.on('error', () => undefined);
    const bytes = wanted ? await beginning(body) : new Uint8Array();
    body.destroy();
    const location = [301, 302, 303, 307, 308].includes(statusCode) ? headers.location : undefined;
    return {
      status: statusCode,
      location: typeof location === 'string' ? location : null,
      html,
      title: wanted ? pageTitle(bytes, type) : null,
    };
  }

  async function tried(url: URL, mayVisit: (host: string) => boolean, methods: readonly Method[]): Promise<Seen> {
    try {
      return await visit(url, mayVisit, methods);
    } catch (error) {
      if (stop.aborted) throw error;
      return { status: troubleOf(error), movedTo: null, title: null };
    }
  }

  /** Does the office's own site answer anything? If not, what does not answer may be as good as any other page. */
  async function webIsThere(host: string, mayVisit: (host: string) => boolean): Promise<boolean> {
    if (web === 'unknown') {
      for (const root of rootsOf(host, mayVisit)) {
        // What comes of it is in `web`.
        await tried(new URL(`https://${root}/`), mayVisit, ['HEAD']);
        if (isThere()) break;
      }
    }
    return isThere();
  }

  const isThere = (): boolean => web === 'there';

  async function withoutDoubt(url: URL, seen: Seen, mayVisit: (host: string) => boolean): Promise<Seen> {
    if (!['unreachable', 'timeout'].includes(String(seen.status)) || isThere()) return seen;
    if (await webIsThere(url.hostname, mayVisit)) return seen;
    if (web === 'unknown') {
      noWayOut();
      setTimeout(() => {
        web = 'unknown';
      }, NO_WAY_OUT_MS).unref();
    }
    web = 'gone';
    return { ...seen, status: 'no-way-out' };
  }

  return {
    async visit(written, mayVisit) {
      const address = SCHEME.test(written) ? written : `https://${written}`;
      if (!URL.canParse(address)) return { url: written, status: 'unreachable', movedTo: null, title: null };
      const url = new URL(address);
      if (web === 'gone' && visitable(url, mayVisit))
        return { url: written, status: 'no-way-out', movedTo: null, title: null };
      const first = await tried(url, mayVisit, ['HEAD', 'GET']);
      const seen = worthAnother(first) ? await tried(url, mayVisit, ['GET']) : first;
      return { url: written, ...(await withoutDoubt(url, seen, mayVisit)) };
    },
  };
}

type Method = 'HEAD' | 'GET';

interface Page {
  readonly status: number;
  readonly location: string | null;
  readonly html: boolean;
  readonly title: string | null;
}

/** A hiccup of the network is no dead link. */
function worthAnother({ status }: Seen): boolean {
  return typeof status === 'number' ? status >= 500 : status === 'timeout' || status === 'unreachable';
}

/** The office's domain that a host is part of, by what may be visited: `www.museum.city.example.jp` → `city.example.jp`. */
function rootsOf(host: string, mayVisit: (host: string) => boolean): readonly string[] {
  const labels = host.split('.');
  const domains = labels.map((_, index) => labels.slice(index).join('.')).filter(mayVisit);
  const domain = domains.at(-1);
  return domain === undefined ? [] : [`www.${domain}`, domain].filter((root) => root !== host && mayVisit(root));
}

function visitable(url: URL, mayVisit: (host: string) => boolean): boolean {
  const plain = url.username === '' && url.password === '' && url.port === '';
  return plain && /^https?:$/u.test(url.protocol) && mayVisit(url.hostname.replace(/\.$/u, ''));
}

function resolved(location: string, from: URL): URL | null {
  return URL.canParse(location, from.href) ? new URL(location, from) : null;
}

const asksLogin = (url: URL): boolean => LOGIN.test(`${url.hostname}${url.pathname}`);

const movedTo = (from: URL, to: URL): string | null => (from.hostname === to.hostname ? null : to.hostname);

async function beginning(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) break;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= BODY_LIMIT) break;
  }
  return Buffer.concat(chunks).subarray(0, BODY_LIMIT);
}
