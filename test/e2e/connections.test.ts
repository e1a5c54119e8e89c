import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { startText } from '../../src/text/start.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { startSandbox } from '../sandbox/index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { freePort } from '../support/free-port.ts';
import { TOLD } from '../support/told.ts';

const { staffA, prManager } = PEOPLE;

it('over signed HTTP, and in a free workspace without user groups, the main job is the same', async () => {
  const port = await freePort();
  const sandbox = await startSandbox({
    workspace: 'free',
    delivery: 'http',
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
  });
  // From its sources, and not, as elsewhere, from a build of them that starts sooner.
  const app = await AppProcess.start({ env: { ...sandbox.env, PORT: String(port) }, fromSource: true });
  try {
    const people = new OfficePeople(sandbox);
    const card = await people.post(staffA, SHINAGAWA, 'HTTPでも同じように動きます。');
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    expect(sandbox.x.createCount('HTTPでも同じように動きます。')).toBe(1);
  } finally {
    await app.stop();
    await sandbox.stop();
  }
});

it('killed in the middle and started again, the app goes on where it was', async () => {
  const sandbox = await startSandbox();
  const people = new OfficePeople(sandbox);
  const first = await AppProcess.start({ env: sandbox.env });
  const card = await people.post(staffA, SHINAGAWA, '電源が落ちても残る文です。');
  await people.threadSays(card, TOLD.submitted);
  await first.kill();
  const second = await AppProcess.start({ env: sandbox.env, dataFolder: first.dataFolder });
  try {
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    expect(people.lines(card).filter((line) => line.includes(TOLD.submitted))).toHaveLength(1);
    expect(sandbox.slack.messages(SHINAGAWA)).toHaveLength(1);
  } finally {
    await second.stop();
    await sandbox.stop();
  }
});

const NOBODY = 'http://127.0.0.1:9/api/';

it('a start with a wrong configuration lists every problem in Japanese and ends', async () => {
  const sandbox = await startSandbox();
  try {
    await expect(
      AppProcess.start({ env: { ...sandbox.env, SLACK_BOT_TOKEN: 'wrong', X_API_KEY: '' } }),
    ).rejects.toThrow(/SLACK_BOT_TOKEN[\s\S]*X_API_KEY/);
  } finally {
    await sandbox.stop();
  }
});

it.each([
  ['a wrong token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, startText({ kind: 'slack-refused', error: 'invalid_auth' })],
  [
    'no Slack there',
    { SLACK_API_URL: NOBODY },
    startText({ kind: 'slack-unreachable', url: NOBODY, detail: 'bad port' }),
  ],
  [
    'a file instead of a data folder',
    { KESSAI_DATA: 'package.json' },
    startText({ kind: 'folder', folder: 'package.json', code: 'ENOTDIR' }),
  ],
])('a start with %s says why, in Japanese, and what to do', async (_name, env, expected) => {
  const sandbox = await startSandbox();
  try {
    await expect(AppProcess.start({ env: { ...sandbox.env, ...env } })).rejects.toThrow(expected);
  } finally {
    await sandbox.stop();
  }
});

it('a start on a port that is taken says so, in Japanese, and what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sandbox = await startSandbox({ delivery: 'http', requestUrl: `http://127.0.0.1:${port}/slack/events` });
  try {
    await expect(AppProcess.start({ env: { ...sandbox.env, PORT: String(port) } })).rejects.toThrow(
      startText({ kind: 'port', port, code: 'EADDRINUSE' }),
    );
  } finally {
    await sandbox.stop();
    taken.close();
  }
});

it.each([
  ['Slack is asked for an address', 'open'],
  ['the connection is being made', 'upgrade'],
  ['Slack has not said hello', 'hello'],
] as const)('a stop while %s, at the start, ends it properly', async (_when, at) => {
  const sandbox = await startSandbox();
  const effect = { kind: 'noAnswer', handled: false } as const;
  if (at === 'open') sandbox.faults.add({ service: 'slack', operation: 'apps.connections.open', effect });
  else sandbox.slack.sockets.stall(at);
  const held = () => (at === 'open' ? sandbox.faults.list().length === 0 : sandbox.slack.sockets.held > 0);
  let began = 0;
  const spawned = (app: AppProcess) =>
    void sandbox.waitFor(held, { what: 'the moment' }).then(() => {
      began = Date.now();
      app.signal('SIGTERM');
    });
  try {
    await expect(AppProcess.start({ env: sandbox.env, spawned })).rejects.toThrow('the app ended with 0');
    expect(Date.now() - began).toBeLessThan(8_000);
  } finally {
    await sandbox.stop();
  }
});

it('a second app on the same data folder is refused and told who has it', async () => {
  const sandbox = await startSandbox();
  const first = await AppProcess.start({ env: sandbox.env });
  try {
    await expect(AppProcess.start({ env: sandbox.env, dataFolder: first.dataFolder })).rejects.toThrow(
      new RegExp(`${first.dataFolder} .*${hostname()}`),
    );
  } finally {
    await first.stop();
    await sandbox.stop();
  }
});
