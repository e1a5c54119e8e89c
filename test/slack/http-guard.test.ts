import { createHmac } from 'node:crypto';
import { createServer, type OutgoingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guarded } from '../../src/slack/http-guard.ts';
import { makeLog } from '../../src/slack/log.ts';

const SECRET = 'only-of-this-test';
const BODY = 'command=%2Fpost&text=%E3%83%98%E3%83%AB%E3%83%97';

/** Slack's side: what it would have signed now. */
function signed(body = BODY, timestamp = String(Math.floor(Date.now() / 1_000))) {
  const digest = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return { timestamp, digest };
}

describe('a request that somebody has overheard', () => {
  let server: Server | undefined;
  let heard = 0;
  afterEach(() => {
    server?.close();
    vi.useRealTimers();
  });

  async function office() {
    heard = 0;
    const listener = guarded(
      (_request, response) => {
        heard += 1;
        response.writeHead(200).end();
      },
      { signingSecret: SECRET, clock: { now: () => new Date() }, log: makeLog('fatal') },
    );
    const opened = createServer(listener);
    server = opened;
    await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
    const { port } = opened.address() as AddressInfo;
    return (headers: OutgoingHttpHeaders, body = BODY): Promise<number> =>
      new Promise((resolve, reject) => {
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        const sent = request({ port, method: 'POST', headers: { ...type, ...headers } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject);
        sent.end(body);
      });
  }
  const headers = (signature: string | string[], timestamp: string | string[]): OutgoingHttpHeaders => ({
    'x-slack-signature': signature,
    'x-slack-request-timestamp': timestamp,
  });

  it.each<[string, (digest: string, timestamp: string) => OutgoingHttpHeaders]>([
    ['as it was', (digest, timestamp) => headers(`v0=${digest}`, timestamp)],
    ['with something behind the signature', (digest, timestamp) => headers(`v0=${digest}=`, timestamp)],
    ['with another signature behind it', (digest, timestamp) => headers(`v0=${digest}=v0=${digest}`, timestamp)],
    ['with a blank behind it', (digest, timestamp) => headers(`v0=${digest} `, timestamp)],
    ['with a comma behind it', (digest, timestamp) => headers(`v0=${digest},`, timestamp)],
    ['in capitals', (digest, timestamp) => headers(`v0=${digest.toUpperCase()}`, timestamp)],
    ['with the header twice', (digest, timestamp) => headers([`v0=${digest}`, `v0=${digest}`], timestamp)],
    ['with a nought before the time', (digest, timestamp) => headers(`v0=${digest}`, `0${timestamp}`)],
    ['with the time as a fraction', (digest, timestamp) => headers(`v0=${digest}`, `${timestamp}.0`)],
    ['with the time in other digits', (digest, timestamp) => headers(`v0=${digest}`, `${Number(timestamp)}e0`)],
    ['with the time twice', (digest, timestamp) => headers(`v0=${digest}`, [timestamp, timestamp])],
  ])('does not get in a second time: %s', async (_, again) => {
    const send = await office();
    const { digest, timestamp } = signed();
    expect(await send(headers(`v0=${digest}`, timestamp))).toBe(200);
    expect(await send(again(digest, timestamp))).toBe(401);
    expect(heard).toBe(1);
  });

  it.each<[string, (digest: string, timestamp: string) => OutgoingHttpHeaders]>([
    ['something behind the signature', (digest, timestamp) => headers(`v0=${digest}=x`, timestamp)],
    ['a time that is no plain number', (digest, timestamp) => headers(`v0=${digest}`, `${timestamp}.0`)],
  ])('does not get in first, in a form that Slack never sends: %s', async (_, form) => {
    const send = await office();
    const { digest, timestamp } = signed();
    expect(await send(form(digest, timestamp))).toBe(401);
    expect(await send(headers(`v0=${digest}`, timestamp))).toBe(200);
    expect(heard).toBe(1);
  });

  it('does not get in although it is signed for an hour that is still to come', async () => {
    const send = await office();
    const { digest, timestamp } = signed(BODY, String(Math.floor(Date.now() / 1_000) + 3_600));
    expect(await send(headers(`v0=${digest}`, timestamp))).toBe(401);
    expect(heard).toBe(0);
  });

  it('does not get in again for as long as its time is good, also when Slack’s clock is ahead of ours', async () => {
    const send = await office();
    const start = Math.floor(Date.now() / 1_000);
    const { digest, timestamp } = signed(BODY, String(start + 50));
    vi.useFakeTimers({ toFake: ['Date'], now: start * 1_000 });
    expect(await send(headers(`v0=${digest}`, timestamp))).toBe(200);
    vi.setSystemTime((start + 5 * 60 + 40) * 1_000);
    expect(await send(headers(`v0=${digest}`, timestamp))).toBe(401);
    expect(heard).toBe(1);
  });

  it.each([
    ['after the first', [{}, { 'x-slack-retry-num': '1' }]],
    ['before the first', [{ 'x-slack-retry-num': '1' }, {}]],
  ])('is acknowledged and acts once when Slack repeats it in the same second and it comes %s', async (_, order) => {
    const send = await office();
    const { digest, timestamp } = signed();
    for (const retry of order) expect(await send({ ...headers(`v0=${digest}`, timestamp), ...retry })).toBe(200);
    expect(heard).toBe(1);
  });

  it('keeps no one else out: another text, the same text a second later, and the greeting without a signature', async () => {
    const send = await office();
    const first = signed();
    const other = signed('command=%2Fpost&text=');
    const later = signed(BODY, String(Number(first.timestamp) + 1));
    expect(await send(headers(`v0=${first.digest}`, first.timestamp))).toBe(200);
    expect(await send(headers(`v0=${other.digest}`, other.timestamp), 'command=%2Fpost&text=')).toBe(200);
    expect(await send(headers(`v0=${later.digest}`, later.timestamp))).toBe(200);
    expect(await send({}, 'ssl_check=1')).toBe(200);
    expect(heard).toBe(4);
  });
});
