import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { isValidSlackRequest } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { probe } from './probe.ts';
import { TOKENS } from './seed.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ ackTimeoutMs: 300 });
});
afterEach(() => sandbox.stop());

const channel = 'C0SHINAGAWA';

describe('Socket Mode', () => {
  it('delivers the same envelope again, at once or later', async () => {
    const app = await probe(sandbox);
    const staff = sandbox.slack.as('U0KOHO001');
    sandbox.slack.configure({ redeliver: 1 });
    const { delivery } = await staff.command(channel, '/post', '一');
    const envelopes = () => app.frames.flatMap((frame) => frame.envelope_id ?? []);
    expect(envelopes()).toEqual([delivery?.id, delivery?.id]);
    await sandbox.slack.redeliver(delivery?.id ?? '');
    expect(envelopes()).toHaveLength(3);
    expect(new Set(app.payloads.map((payload) => payload.trigger_id)).size).toBe(1);
  });

  it('keeps payloads back and lets them go in another order', async () => {
    const app = await probe(sandbox);
    const staff = sandbox.slack.as('U0KOHO001');
    sandbox.slack.holdDeliveries();
    expect(await staff.command(channel, '/post', '一')).toMatchObject({ outcome: 'held' });
    await staff.command(channel, '/post', '二');
    await sandbox.slack.releaseDeliveries('reversed');
    expect(app.payloads.map((payload) => payload.text)).toEqual(['二', '一']);
  });

  it('announces a refresh, and uses one connection for each payload', async () => {
    const one = await probe(sandbox);
    const other = await probe(sandbox);
    expect(other.frames[0]).toMatchObject({ type: 'hello' });
    const staff = sandbox.slack.as('U0KOHO001');
    await staff.command(channel, '/post', '一');
    await staff.command(channel, '/post', '二');
    expect([...one.payloads, ...other.payloads]).toHaveLength(2);
    sandbox.slack.sockets.refresh();
    await sandbox.slack.as('U0KOHO002').command(channel, '/post', '三');
    await sandbox.slack.as('U0KOHO002').command(channel, '/post', '四');
    expect(one.frames.map((frame) => frame.type)).toContain('disconnect');
  });

  it('dies silently, is cut, and refuses', async () => {
    await probe(sandbox);
    const staff = sandbox.slack.as('U0KOHO001');
    sandbox.slack.sockets.freeze();
    expect(await staff.command(channel, '/post')).toMatchObject({ outcome: 'timeout' });
    sandbox.slack.sockets.thaw();
    expect(await staff.command(channel, '/post')).toMatchObject({ outcome: 'acknowledged' });
    sandbox.slack.sockets.close();
    await sandbox.waitFor(() => sandbox.slack.connections() === 0);
    sandbox.slack.sockets.refuse(true);
    await expect(probe(sandbox)).rejects.toThrow('503');
  });
});

describe('signed HTTP', () => {
  interface Received {
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }

  async function app(status: number, answer: string): Promise<{ received: Received[]; close: () => void }> {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ headers: request.headers, body });
        response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a TCP address');
    sandbox.slack.configure({ delivery: 'http', requestUrl: `http://127.0.0.1:${address.port}/slack/events` });
    return { received, close: () => server.close() };
  }

  const valid = ({ headers, body }: Received): boolean =>
    isValidSlackRequest({
      signingSecret: TOKENS.signingSecret,
      body,
      headers: {
        'x-slack-signature': String(headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
    });

  it('signs as Slack does, unless it is told to forge', async () => {
    const { received, close } = await app(200, '{"text":"受け付けました"}');
    const staff = sandbox.slack.as('U0KOHO001');
    const { delivery } = await staff.command(channel, '/post', '本文 & 図');
    await sandbox.slack.redeliver(delivery?.id ?? '');
    await sandbox.slack.deliverRaw(
      'events_api',
      { team_id: 'T0FOREIGN' },
      { timestamp: Math.floor(Date.now() / 1000) - 600 },
    );
    await sandbox.slack.deliverRaw('interactive', { team: { id: 'T0FOREIGN' } }, { signature: 'v0=00' });
    close();
    expect(received.map(valid)).toEqual([true, true, false, false]);
    expect(new URLSearchParams(received[0]?.body).get('text')).toBe('本文 & 図');
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(received[1]?.headers['x-slack-retry-num']).toBe('1');
    expect(JSON.parse(received[2]?.body ?? '')).toEqual({ team_id: 'T0FOREIGN' });
    expect(JSON.parse(new URLSearchParams(received[3]?.body).get('payload') ?? '')).toEqual({
      team: { id: 'T0FOREIGN' },
    });
    expect(staff.ephemerals(channel).map((message) => message.text)).toEqual(['受け付けました']);
  });

  it('tells the person when the app answers with an error', async () => {
    const { close } = await app(500, '');
    const staff = sandbox.slack.as('U0KOHO001');
    expect(await staff.command(channel, '/post')).toMatchObject({ outcome: 'failed' });
    close();
    expect(await staff.command(channel, '/post')).toMatchObject({ outcome: 'failed' });
    expect(staff.notices().map((notice) => notice.code)).toEqual(['http_service_error', 'dispatch_failed']);
  });
});
