import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fixedConnector } from '../../src/links/fixed-connector.ts';
import { makeLinkChecker } from '../../src/links/link-checker.ts';
import { publicConnector, type Resolve } from '../../src/links/public-only.ts';
import { NO_PROXIES, openWayOut } from '../../src/network/way-out.ts';
import { OwnProxy } from '../sandbox/proxy/own-proxy.ts';
import { type WebPage, WebSandbox } from '../sandbox/web/web-sandbox.ts';

const web = new WebSandbox();
const wayOut = openWayOut(NO_PROXIES);
const SITE = 'www.city.shinagawa.tokyo.jp';
const official = (host: string) => host === SITE || host.endsWith(`.${SITE}`) || host === 'city.shinagawa.tokyo.jp';
const going = new AbortController();

beforeAll(() => web.start(0));
afterAll(() => web.stop());
afterEach(() => web.reset());

function checker(timeout = 2_000, stop: AbortSignal = going.signal) {
  const [host = '', port = ''] = web.place.split(':');
  return makeLinkChecker({ wayOut, connect: fixedConnector(host, Number(port)), stop, timeout });
}

function visit(page: WebPage, path = '/a', timeout?: number) {
  web.setPage(`${SITE}${path}`, page);
  return checker(timeout).visit(`https://${SITE}${path}`, official);
}

const methods = () => web.visits.map(({ method, address }) => `${method} ${address}`);

describe('a visit to a link', () => {
  it('brings back the title as plain text', async () => {
    expect(await visit({ title: '図書館 &amp; 資料室\n｜品川区\u202e' })).toEqual({
      url: `https://${SITE}/a`,
      status: 200,
      movedTo: null,
      title: '図書館 & 資料室 ｜品川区',
    });
    expect(methods()).toEqual([`HEAD ${SITE}/a`, `GET ${SITE}/a`]);
  });

  it('reads a page in Shift_JIS', async () => {
    const title = Uint8Array.from([0x90, 0x7d, 0x8f, 0x91, 0x8a, 0xd9]); // 図書館
    const body = Buffer.concat([Buffer.from('<title>'), title, Buffer.from('</title>')]);
    expect(await visit({ type: 'text/html; charset=Shift_JIS', body })).toMatchObject({ title: '図書館' });
  });

  it('asks for no body of what is no page', async () => {
    expect(await visit({ type: 'application/pdf' })).toMatchObject({ status: 200, title: null });
    expect(methods()).toEqual([`HEAD ${SITE}/a`]);
  });

  it('tells a page that is gone, after asking for it as a browser does', async () => {
    expect(await visit({ status: 404 })).toMatchObject({ status: 404, title: null });
    expect(methods()).toEqual([`HEAD ${SITE}/a`, `GET ${SITE}/a`]);
  });

  it('is not misled by a server that knows no HEAD', async () => {
    expect(await visit({ head: 405, title: '窓口' })).toMatchObject({ status: 200, title: '窓口' });
  });

  it('follows the office’s own redirects', async () => {
    web.setPage(`${SITE}/new`, { title: '新しいページ' });
    expect(await visit({ location: '/new' })).toMatchObject({ status: 200, movedTo: null, title: '新しいページ' });
    expect(await visit({ location: 'https://city.shinagawa.tokyo.jp/x' })).toMatchObject({
      status: 200,
      movedTo: 'city.shinagawa.tokyo.jp',
    });
  });

  it.each([
    ['another site', 'https://example.com/'],
    ['an internal machine', 'http://intra.example.lg.jp/'],
    ['a cloud’s metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['this machine', 'http://127.0.0.1/'],
    ['another port', `https://${SITE}:8443/`],
    ['a name before the host', `https://user:pass@${SITE}/`],
    ['a file', 'file:///etc/passwd'],
  ])('does not follow a redirect to %s', async (_name, location) => {
    const before = web.visits.length;
    expect(await visit({ location })).toMatchObject({ status: 'elsewhere', title: null });
    expect(web.visits.slice(before).map(({ address }) => address)).toEqual([`${SITE}/a`]);
  });

  it('ends a chain of redirects', async () => {
    expect(await visit({ location: '/a' })).toMatchObject({ status: 'too-many-redirects' });
    expect(web.visits.length).toBeLessThan(15);
  });

  it('sees that a page asks for a password', async () => {
    expect(await visit({ location: '/login?next=/a' })).toMatchObject({ status: 'login' });
    expect(await visit({ location: 'https://login.example.com/' })).toMatchObject({
      status: 'login',
      movedTo: 'login.example.com',
    });
    expect(await visit({ title: 'ログインのご案内' }, '/login')).toMatchObject({ status: 200 });
  });

  it('gives up on a silent server, after a second try', async () => {
    expect(await visit({ silent: true }, '/a', 500)).toMatchObject({ status: 'timeout', title: null });
    // Is it the page, or the way to the web? The office's own site is asked.
    expect(methods()).toEqual([`HEAD ${SITE}/a`, `GET ${SITE}/a`, 'HEAD city.shinagawa.tokyo.jp/']);
  });

  it('reads no more of a page than its beginning', async () => {
    const body = `<title>長い</title>${'あ'.repeat(2_000_000)}`;
    expect(await visit({ body })).toMatchObject({ status: 200, title: '長い' });
    expect(await visit({ body: `${' '.repeat(200_000)}<title>遅い</title>` })).toMatchObject({ title: null });
  });

  it('takes an address without a scheme', async () => {
    expect(await checker().visit(`${SITE}/b`, official)).toMatchObject({ url: `${SITE}/b`, status: 200 });
  });

  it('says nothing of a visit that the app’s stop cut short', async () => {
    const stop = new AbortController();
    web.setPage(`${SITE}/a`, { silent: true });
    const visiting = checker(10_000, stop.signal).visit(`https://${SITE}/a`, official);
    stop.abort();
    await expect(visiting).rejects.toThrow();
  });
});

describe('the way to the web', () => {
  it('leads to no private address, whatever the name says', async () => {
    const visited = web.visits.length;
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.1',
      '169.254.169.254',
      '::1',
      'fd00::1',
      '::ffff:10.0.0.1',
    ]) {
      const family = address.includes(':') ? 6 : 4;
      const links = makeLinkChecker({
        wayOut,
        connect: publicConnector(1_000, (_host, _options, done) => done(null, [{ address, family }])),
        stop: going.signal,
        timeout: 1_000,
      });
      expect(await links.visit(`http://${SITE}/`, official), address).toMatchObject({ status: 'private' });
    }
    expect(web.visits.length).toBe(visited);
  });

  it('leads to no private address that stands in the link itself', async () => {
    const links = makeLinkChecker({ wayOut, connect: publicConnector(1_000), stop: going.signal, timeout: 1_000 });
    for (const host of ['127.0.0.1', '[::1]', '0x7f.1', '2130706433'])
      expect(await links.visit(`http://${host}/`, () => true), host).toMatchObject({ status: 'private' });
  });

  it('tells a name that does not exist', async () => {
    const missing = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    const links = checkerThatFinds((host) => host !== `gone.${SITE}`, missing);
    expect(await links.visit(`http://${SITE}/`, official)).toMatchObject({ status: 200 });
    expect(await links.visit(`http://gone.${SITE}/`, official)).toMatchObject({ status: 'unreachable' });
  });

  it('that leads nowhere at all is told as such, once to whoever runs the app, and then keeps nobody waiting', async () => {
    let told = 0;
    let asked = 0;
    const links = makeLinkChecker({
      wayOut,
      connect: (_options, done) => {
        asked += 1;
        done(Object.assign(new Error('no network'), { code: 'ENETUNREACH' }), null);
      },
      stop: going.signal,
      timeout: 1_000,
      noWayOut: () => {
        told += 1;
      },
    });
    expect(await links.visit(`https://${SITE}/a`, official)).toMatchObject({ status: 'no-way-out' });
    const before = asked;
    expect(await links.visit(`https://${SITE}/b`, official)).toMatchObject({ status: 'no-way-out' });
    expect({ told, more: asked - before }).toEqual({ told: 1, more: 0 });
  });
});

/** Sites without encryption on this machine, some of whose names nobody finds. */
function checkerThatFinds(finds: (host: string) => boolean, missing: Error) {
  const [host = '', port = ''] = web.place.split(':');
  const there = fixedConnector(host, Number(port));
  return makeLinkChecker({
    wayOut,
    connect: (options, done) => (finds(options.hostname) ? there(options, done) : done(missing, null)),
    stop: going.signal,
    timeout: 1_000,
  });
}

describe('the way to the web through a proxy', () => {
  async function through(proxy: OwnProxy, resolve: Resolve = notFound) {
    const http = new URL(proxy.url);
    return makeLinkChecker({
      wayOut: openWayOut({ ...NO_PROXIES, http }),
      connect: (_options, done) => done(new Error('went past the proxy'), null),
      resolve,
      stop: going.signal,
      timeout: 2_000,
    });
  }
  const places = () => ({ [SITE]: Number(web.place.split(':')[1]) });
  const notFound: Resolve = (_host, _options, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
  const given = async (...settings: Parameters<typeof OwnProxy.start>) => {
    const proxy = await OwnProxy.start(...settings);
    onTestFinished(() => proxy.stop());
    return proxy;
  };

  it('opens a page whose name only the proxy finds', async () => {
    const proxy = await given({ places: places() });
    web.setPage(`${SITE}/a`, { title: '図書館' });
    const links = await through(proxy);
    expect(await links.visit(`http://${SITE}/a`, official)).toMatchObject({ status: 200, title: '図書館' });
    expect(await proxy.hosts()).toContain(SITE);
  });

  it.each([
    ['an address that is not public stands in the link', 'http://10.1.2.3/', notFound],
    [
      'the name leads to one here',
      `http://${SITE}/`,
      ((_h, _o, done) => done(null, [{ address: '10.1.2.3', family: 4 }])) as Resolve,
    ],
  ])('does not ask the proxy where %s', async (_what, url, resolve) => {
    const proxy = await given({ places: places() });
    expect(await (await through(proxy, resolve)).visit(url, () => true)).toMatchObject({ status: 'private' });
    expect(await proxy.hosts()).toEqual([]);
  });

  it.each([403, 407])('does not take the proxy’s %i for the site’s', async (status) => {
    const proxy = await given({ places: places(), refuse: () => status });
    const links = await through(proxy);
    expect(await links.visit(`https://${SITE}/a`, official)).toMatchObject({ status: 'no-way-out' });
  });

  it('does not take the proxy’s wish for a password for the site’s on a page without encryption either', async () => {
    const proxy = await given({ places: places(), refuse: () => 407 });
    const links = await through(proxy);
    expect(await links.visit(`http://${SITE}/a`, official)).toMatchObject({ status: 'no-way-out' });
  });
});
