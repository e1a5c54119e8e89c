import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/publishers/x/wire.ts';
import { type Encrypted, encrypt } from '../../sandbox/proxy/encrypted.ts';
import { makeOwnCa, type OwnCa } from '../../sandbox/proxy/own-ca.ts';
import { type ForwardProxy, OwnProxy } from '../../sandbox/proxy/own-proxy.ts';
import { startProxy } from '../../sandbox/proxy/squid.ts';
import { freePort } from '../../support/free-port.ts';
import type { WireOrder } from '../../support/wire-child.ts';
import { answerWith, handledThenReset, resetUnhandled, silence, truncated, XServer } from '../../support/x-server.ts';

/**
 * The trap of the wire: a request that X has read and lost must never count as unsent, because what was not sent may be sent
 * again. Over TLS, straight and through a real proxy, with an authority of the office's own.
 */

let x: XServer;
let front: Encrypted;
let ca: OwnCa;
let proxy: ForwardProxy;
let refusing: OwnProxy;
let refusal: number | null = null;
const children: ChildProcess[] = [];

beforeAll(async () => {
  ca = await makeOwnCa(['api.x.com', '127.0.0.1']);
  x = await XServer.start();
  front = await encrypt(Number(new URL(x.url).port), ca);
  const places = { 'x.com': front.port, 'gone.example': await freePort() };
  proxy = await startProxy({ places });
  refusing = await OwnProxy.start({ places, refuse: () => refusal });
});
afterAll(async () => {
  for (const child of children) child.kill();
  await Promise.all([proxy.stop(), refusing.stop(), front.stop(), x.stop(), ca.dispose()]);
});
beforeEach(() => {
  x.requests.length = 0;
  x.posts.length = 0;
});

const processes = new Map<string, ChildProcess>();

/** What became of one create request in a process with this way out. */
async function send(proxyUrl: string, order: WireOrder): Promise<Exchange> {
  const child =
    processes.get(proxyUrl) ??
    fork(new URL('../../support/wire-child.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
      env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: ca.file, HTTPS_PROXY: proxyUrl },
    });
  if (!processes.has(proxyUrl)) children.push(child);
  processes.set(proxyUrl, child);
  const answered = once(child, 'message');
  child.send(order);
  const [became] = (await answered) as [Exchange];
  return became;
}

interface Way {
  readonly through: () => string;
  readonly apiUrl: () => string;
  readonly finished?: boolean;
}

const WAYS: readonly (readonly [string, Way])[] = [
  ['straight', { through: () => '', apiUrl: () => `https://127.0.0.1:${front.port}` }],
  ['through a proxy with a password', { through: () => proxy.url, apiUrl: () => 'https://api.x.com' }],
  [
    'by an agent that hands over its socket late',
    { through: () => '', apiUrl: () => `https://127.0.0.1:${front.port}`, finished: true },
  ],
];

describe.each(WAYS)('%s, a request that X has read', (_name, { through, apiUrl, finished = false }) => {
  const create = (timeoutMs = 5_000) => send(through(), { apiUrl: apiUrl(), timeoutMs, finished });

  it('is answered', async () => {
    expect(await create()).toMatchObject({ kind: 'answered', status: 201 });
    expect(x.posts).toHaveLength(1);
  });

  it.each([
    ['lost, and cut', resetUnhandled, 0],
    ['carried out, and cut', handledThenReset, 1],
    ['answered in half', truncated, 1],
  ])('and %s counts as cut, never as unsent', async (_what, script, posts) => {
    x.next(/^POST/, script);
    expect(await create()).toEqual({ kind: 'cut' });
    expect(x.creates).toHaveLength(1);
    expect(x.posts).toHaveLength(posts);
  });

  it('and says nothing to counts as silent, never as unsent', async () => {
    x.next(/^POST/, silence);
    expect(await create(1_500)).toEqual({ kind: 'silent' });
    expect(x.creates).toHaveLength(1);
  });

  it.each([403, 407, 503])('and answers with %i has X’s answer', async (status) => {
    x.next(/^POST/, answerWith({ status, body: { title: 'no' } }));
    expect(await create()).toMatchObject({ kind: 'answered', status });
  });
});

describe('a request that a proxy let not out', () => {
  it.each([403, 407, 503])('was not sent, and its %i is not X’s', async (status) => {
    refusal = status;
    expect(await send(refusing.url, { apiUrl: 'https://api.x.com', timeoutMs: 5_000 })).toEqual({
      kind: 'unsent',
      reason: `PROXY_${status}`,
    });
    expect(x.requests).toEqual([]);
    refusal = null;
  });

  it('was not sent with a wrong password', async () => {
    const url = new URL(proxy.url);
    url.password = 'wrong';
    expect(await send(url.href, { apiUrl: 'https://api.x.com', timeoutMs: 5_000 })).toEqual({
      kind: 'unsent',
      reason: 'PROXY_407',
    });
    expect(x.requests).toEqual([]);
  });

  it('was not sent where nobody listens behind the proxy', async () => {
    expect(await send(proxy.url, { apiUrl: 'https://gone.example', timeoutMs: 5_000 })).toMatchObject({
      kind: 'unsent',
      reason: expect.stringMatching(/^PROXY_50[0-9]$/u),
    });
  });

  it('was not sent where there is no proxy, or one that says nothing', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect(await send(nobody, { apiUrl: 'https://api.x.com', timeoutMs: 5_000 })).toEqual({
      kind: 'unsent',
      reason: 'PROXY_ECONNREFUSED',
    });
    refusing.freeze();
    expect(await send(refusing.url, { apiUrl: 'https://api.x.com', timeoutMs: 1_000 })).toEqual({
      kind: 'unsent',
      reason: 'TIMEOUT',
    });
    refusing.thaw();
    expect(x.requests).toEqual([]);
  });
});
