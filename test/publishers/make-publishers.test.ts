import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEnv } from '../../src/config/env.ts';
import { NO_PROXIES, openWayOut } from '../../src/network/way-out.ts';
import { inspectService, makePublisher, makePublishers, type Wiring } from '../../src/publishers/make-publishers.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { content } from '../support/drafts.ts';
import { account } from '../support/world.ts';

/** From the four lines of .env to a request that X takes: the sandbox's X believes only what is signed with all four. */

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.stop());

const FOUR = {
  X_API_KEY: TOKENS.xKey,
  X_API_SECRET: TOKENS.xSecret,
  X_ACCESS_TOKEN: TOKENS.xToken,
  X_ACCESS_SECRET: TOKENS.xTokenSecret,
};

function wiring(keys: Readonly<Record<string, string>> = FOUR): Wiring {
  const values = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', X_API_URL: sandbox.xApiUrl, ...keys };
  const read = readEnv({ values, lines: {} });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { ...read.env, wayOut: openWayOut(NO_PROXIES) };
}

it('an account of X posts with the four keys of its name, each in its place', async () => {
  const publisher = makePublishers([account], wiring())(account);
  expect(await publisher.publish(content)).toMatchObject({ outcome: 'published' });
  const clock = { now: () => new Date() };
  expect(await inspectService(account, wiring(), clock)).toMatchObject({ access: 'write' });
});

it.each([
  ['X_API_KEY', 'X_ACCESS_TOKEN'],
  ['X_API_SECRET', 'X_ACCESS_SECRET'],
  ['X_ACCESS_TOKEN', 'X_ACCESS_SECRET'],
] as const)('%s and %s in each other’s place are believed by nobody', async (one, other) => {
  const publisher = makePublisher(account, wiring({ ...FOUR, [one]: FOUR[other], [other]: FOUR[one] }));
  expect(await publisher.verifyAccount()).toMatchObject({ ok: false, failure: { kind: 'not-authenticated' } });
});

it('nothing is published for an account that was not there at the start', () => {
  expect(() => makePublishers([account], wiring())({ ...account, id: 'another' })).toThrow(/another/);
});
