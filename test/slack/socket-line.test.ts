import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { NO_PROXIES, openWayOut, type WayOut } from '../../src/network/way-out.ts';
import { makeSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { OwnProxy } from '../sandbox/proxy/own-proxy.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { until } from '../support/until.ts';

let sandbox: Sandbox;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeEach(async () => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
  sandbox = await startSandbox();
});
afterEach(async () => {
  await sandbox.stop();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

function slackApp(wayOut: WayOut = openWayOut(NO_PROXIES)): SlackApp {
  const slack = makeSlackApp(
    { botToken: TOKENS.bot, apiUrl: sandbox.slackApiUrl, connection: { mode: 'socket', appToken: TOKENS.app } },
    wayOut,
    sandbox.clock,
    pino({ level: 'silent' }),
  );
  onTestFinished(() => slack.stop());
  return slack;
}

const connected = () => sandbox.waitFor(() => sandbox.slack.connections() > 0, { what: 'a connection' });
const gone = () => sandbox.waitFor(() => sandbox.slack.connections() === 0, { what: 'the end of the connection' });

describe('the connection to Slack', () => {
  it('is away for less than a second when Slack replaces it', async () => {
    const slack = slackApp();
    await slack.start();
    const begin = performance.now();
    sandbox.slack.sockets.refresh();
    await gone();
    await connected();
    await until(slack.isConnected);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it('comes back after an outage of the whole of Slack', async () => {
    const slack = slackApp();
    await slack.start();
    await sandbox.slack.goOffline();
    await gone();
    await sandbox.slack.goOnline();
    await connected();
  });

  it('that has fallen silent leaves no socket behind, also in a tunnel through a proxy', async () => {
    const proxy = await OwnProxy.start({ places: { '127.0.0.1': Number(new URL(sandbox.slackApiUrl).port) } });
    onTestFinished(() => proxy.stop());
    const slack = slackApp(openWayOut({ ...NO_PROXIES, http: new URL(proxy.url) }));
    await slack.start();
    expect(proxy.tunnels).toBe(1);
    sandbox.slack.sockets.freeze();
    // The other side knows nothing of the end of the first one; the app must.
    await sandbox.waitFor(() => sandbox.slack.connections() > 1, { what: 'another connection' });
    await until(() => proxy.tunnels === 1);
    sandbox.slack.sockets.thaw();
  });
});

describe('a stop', () => {
  const soon = (work: Promise<unknown>) => Promise.race([work.then(() => 'done'), wait(3_000, 'late')]);
  const openDelayed = () =>
    sandbox.faults.add({
      service: 'slack',
      operation: 'apps.connections.open',
      effect: { kind: 'noAnswer', handled: false },
    });

  const MOMENTS: readonly (readonly [string, () => unknown, () => boolean])[] = [
    ['Slack is asked for an address', openDelayed, () => sandbox.faults.list().length === 0],
    ['a connection is being made', () => sandbox.slack.sockets.stall('upgrade'), () => sandbox.slack.sockets.held > 0],
    ['Slack has not said hello', () => sandbox.slack.sockets.stall('hello'), () => sandbox.slack.connections() > 0],
  ];

  it.each(MOMENTS)(
    'while %s at the start ends at once, and nothing is connected afterwards',
    async (_when, hold, held) => {
      const slack = slackApp();
      hold();
      const starting = slack.start().then(
        () => 'started',
        () => 'not started',
      );
      await sandbox.waitFor(() => sandbox.slack.core.calls.length > 0 && held(), { what: 'the moment' });
      await wait(50);
      expect(await soon(slack.stop())).toBe('done');
      expect(await soon(starting.then((how) => expect(how).toBe('not started')))).toBe('done');
      await gone();
    },
  );

  it.each(MOMENTS)('while %s anew ends at once, and nothing is connected afterwards', async (_when, hold, held) => {
    const slack = slackApp();
    await slack.start();
    hold();
    sandbox.slack.sockets.close();
    await gone();
    await sandbox.waitFor(held, { what: 'the moment' });
    await wait(50);
    expect(await soon(slack.stop())).toBe('done');
    await gone();
    sandbox.slack.sockets.stall(null);
    await wait(200);
    expect(sandbox.slack.connections()).toBe(0);
  });
});
