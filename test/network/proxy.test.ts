import { EnvHttpProxyAgent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/network/proxy.ts';
import { OwnProxy } from '../sandbox/proxy/own-proxy.ts';

let proxy: OwnProxy;
beforeAll(async () => {
  proxy = await OwnProxy.start({ places: {}, password: false, refuse: () => 403 });
});
afterAll(() => proxy.stop());

/** Whether undici, which decides for everything but X, would ask the proxy. */
async function undiciAsks(none: string, url: string): Promise<boolean> {
  const before = (await proxy.hosts()).length;
  const connect = (_options: unknown, done: (error: Error, socket: null) => void) => done(new Error('straight'), null);
  const agent = new EnvHttpProxyAgent({ httpProxy: proxy.url, httpsProxy: proxy.url, noProxy: none, connect });
  await agent.request({ origin: new URL(url).origin, path: '/', method: 'GET' }).catch(() => undefined);
  await agent.close();
  return (await proxy.hosts()).length > before;
}

describe('NO_PROXY', () => {
  it.each([
    ['', 'https://api.x.com/', true],
    ['*', 'https://api.x.com/', false],
    ['api.x.com', 'https://api.x.com/', false],
    ['x.com', 'https://api.x.com/', false],
    ['.x.com', 'https://api.x.com/', false],
    ['*.x.com', 'https://api.x.com/', false],
    ['x.com', 'https://notx.com/', true],
    ['API.X.COM', 'https://api.x.com/', false],
    ['localhost, 127.0.0.1 x.com', 'https://api.x.com/', false],
    ['127.0.0.1', 'http://127.0.0.1:8080/', false],
    ['127.0.0.1:9', 'http://127.0.0.1:8080/', true],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/', false],
    ['api.x.com:443', 'https://api.x.com/', false],
    ['api.x.com:80', 'https://api.x.com/', true],
    ['slack.com', 'https://api.x.com/', true],
  ])('「%s」, for %s: through the proxy is %s, for X as for everything else', async (none, url, through) => {
    const proxies = { https: new URL(proxy.url), http: null, none };
    expect(proxyFor({ ...proxies, http: proxies.https }, new URL(url)) !== null).toBe(through);
    expect(await undiciAsks(none, url)).toBe(through);
  });

  it('without a proxy for encrypted addresses, that for the others leads there', () => {
    const http = new URL('http://proxy:3128');
    expect(proxyFor({ https: null, http, none: '' }, new URL('https://api.x.com'))).toBe(http);
    expect(proxyFor({ https: http, http: null, none: '' }, new URL('http://api.x.com'))).toBeNull();
    expect(proxyFor({ https: http, http: null, none: '' }, new URL('wss://wss-primary.slack.com'))).toBe(http);
  });
});
