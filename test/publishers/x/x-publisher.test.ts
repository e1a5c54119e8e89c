import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createXPublisher } from '../../../src/publishers/x/x-publisher.ts';
import type { Publisher } from '../../../src/usecases/ports.ts';
import { answerWith, htmlPage, trickle, XServer } from '../../support/x-server.ts';

const credentials = {
  appKey: 'key-0123456789',
  appSecret: 'secret/0123+456',
  accessToken: 'token-0123456789',
  accessSecret: 'tokensecret=0123',
};
const content = { accountId: 'shinagawa-x', text: '区民プールを開きます。👋🏽 が\n2行目' };

describe('one request to X', () => {
  let server: XServer;
  let publisher: Publisher;
  beforeEach(async () => {
    server = await XServer.start();
    publisher = createXPublisher({ username: '@ShinagawaCity', credentials, apiUrl: server.url });
  });
  afterEach(() => server.stop());

  it('carries the text and nothing else, signed and without a secret', async () => {
    await publisher.publish(content);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/2/tweets' });
    expect(JSON.parse(request?.body ?? '')).toEqual({ text: content.text });
    expect(request?.headers.authorization).toMatch(/^OAuth .*oauth_signature="/);
    const sent = JSON.stringify(request);
    for (const secret of [credentials.appSecret, credentials.accessSecret])
      expect(sent.includes(secret) || sent.includes(encodeURIComponent(secret))).toBe(false);
  });

  it('is not sent again to where a redirect points', async () => {
    server.next(/^POST/, answerWith({ status: 307, body: '', headers: { location: `${server.url}/2/tweets` } }));
    expect(await publisher.publish(content)).toEqual({ outcome: 'unknown', cause: 'unreadable-answer' });
    expect(server.requests).toHaveLength(1);
    expect(server.posts).toEqual([]);
  });

  it('ends in time although the answer never stops coming', async () => {
    server.next(/^GET/, trickle);
    const impatient = createXPublisher({ username: 'shinagawacity', credentials, apiUrl: server.url, timeoutMs: 150 });
    expect(await impatient.verifyAccount()).toEqual({ ok: false, failure: { kind: 'unreachable', detail: 'TIMEOUT' } });
  });

  it.each([
    ['a no without its reason', 403, '{"title":"Forbidden","detail":"You are not'],
    ['a yes that looks whole', 201, '{"data":{"id":"1900000000000000001"}}'],
  ])('is not judged by the part of an answer that came before the cut: %s', async (_, status, part) => {
    server.next(/^POST/, ({ incoming, response }) => {
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': '500' });
      response.write(part, () => incoming.socket.destroy());
    });
    expect(await publisher.publish(content)).toEqual({ outcome: 'unknown', cause: 'connection-cut' });
  });

  it('survives an answer that is compressed without having been asked for it', async () => {
    server.next(/^POST/, ({ response }) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end('this is no gzip');
    });
    expect(await publisher.publish(content)).toEqual({ outcome: 'unknown', cause: 'unreadable-answer' });
  });

  it('passes no key on, even when the network echoes the request', async () => {
    server.next(/^POST/, ({ request, response }) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      const detail = `${request.headers.authorization} ${Object.values(credentials).join(' ')}`;
      response.end(JSON.stringify({ detail: detail.slice(-250) }));
    });
    const result = JSON.stringify(await publisher.publish(content));
    for (const secret of Object.values(credentials)) expect(result).not.toContain(secret);
  });

  it('may go to an address with a path of its own', async () => {
    const behind = createXPublisher({ username: 'shinagawacity', credentials, apiUrl: `${server.url}/x-api/` });
    await behind.verifyAccount();
    expect(server.requests[0]?.path).toBe('/x-api/2/users/me');
  });
});

describe('a connection that never comes about', () => {
  let peer: Server;
  afterEach(() => new Promise<void>((resolve) => peer.close(() => resolve())));

  it.each<[string, (socket: Socket) => void, string]>([
    ['is silent during the TLS handshake', () => undefined, 'TIMEOUT'],
    ['is cut during the TLS handshake', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
  ])('is known to have carried nothing when it %s', async (_, behave, detail) => {
    const sockets: Socket[] = [];
    peer = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      socket.once('data', () => behave(socket));
    });
    await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
    const address = peer.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const publisher = createXPublisher({
      username: 'shinagawacity',
      credentials,
      apiUrl: `https://127.0.0.1:${port}`,
      timeoutMs: 500,
    });
    expect(await publisher.publish(content)).toEqual({ outcome: 'failed', failure: { kind: 'unreachable', detail } });
    for (const socket of sockets) socket.destroy();
  });
});

describe("looking at the account's own timeline", () => {
  let server: XServer;
  let publisher: Publisher;
  beforeEach(async () => {
    server = await XServer.start();
    publisher = createXPublisher({ username: 'shinagawacity', credentials, apiUrl: server.url });
  });
  afterEach(() => server.stop());

  it('turns every page until the post is found', async () => {
    server.pageSize = 2;
    const before = server.seed('以前の投稿');
    const wanted = server.seed(content.text.normalize('NFC'));
    for (let n = 0; n < 5; n += 1) server.seed(`その後の投稿${n}`);
    expect(await publisher.findSince(before.id, content)).toEqual({
      found: true,
      postId: wanted.id,
      url: `https://x.com/shinagawacity/status/${wanted.id}`,
    });
    expect(server.requests.filter(({ path }) => path.endsWith('/tweets'))).toHaveLength(3);
  });

  it('does not say "looked" when a later page cannot be read', async () => {
    server.pageSize = 1;
    server.seed('別の投稿');
    server.seed('別の投稿2');
    server.next(
      /tweets$/,
      answerWith({ status: 200, body: { data: [{ id: '19', text: '別の投稿' }], meta: { next_token: '1' } } }),
    );
    server.next(/tweets$/, htmlPage(503));
    expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: false });
  });

  it.each([
    ['X could not show everything', { data: [], meta: {}, errors: [{ title: 'x' }] }],
    ['the answer is no page', {}],
    ['a post in it is unreadable', { data: [{ id: '19' }], meta: {} }],
  ])('does not say "looked" when %s', async (_, body) => {
    server.next(/tweets$/, answerWith({ status: 200, body }));
    expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: false });
  });

  it('gives up, and says so, on pages without end', async () => {
    const endless = () =>
      server.next(/tweets$/, (wire) => {
        endless();
        answerWith({ status: 200, body: { data: [{ id: '19', text: '別' }], meta: { next_token: 'again' } } })(wire);
      });
    endless();
    expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: false });
  });

  it('takes no older post for the new one although X shows it', async () => {
    const body = { data: [{ id: '19', text: content.text }], meta: {} };
    server.next(/tweets$/, answerWith({ status: 200, body }));
    expect(await publisher.findSince('19', content)).toEqual({ found: false, looked: true });
  });

  it('reads a long post whole', async () => {
    const long = { ...content, text: 'あ'.repeat(2000) };
    const body = {
      data: [{ id: '20', text: `${'あ'.repeat(139)}… https://t.co/long`, note_tweet: { text: long.text } }],
      meta: {},
    };
    server.next(/tweets$/, answerWith({ status: 200, body }));
    expect(await publisher.findSince('19', long)).toMatchObject({ found: true, postId: '20' });
  });

  it("does not look at somebody else's timeline", async () => {
    server.username = 'somebody_else';
    server.seed(content.text);
    expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: false });
  });

  it('finds the newest own post on the timeline where the account does not tell it', async () => {
    server.tellsNewest = false;
    server.seed('1');
    const newest = server.seed('2');
    expect(await publisher.verifyAccount()).toEqual({ ok: true, sinceId: newest.id });
  });
});

describe('the wrong-account guard', () => {
  it('does not mind upper and lower case', async () => {
    const server = await XServer.start();
    server.username = 'ShinagawaCity';
    const publisher = createXPublisher({ username: 'SHINAGAWACITY', credentials, apiUrl: server.url });
    expect(await publisher.verifyAccount()).toEqual({ ok: true, sinceId: null });
    await server.stop();
  });
});
