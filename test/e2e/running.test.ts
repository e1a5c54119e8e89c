import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { until } from '../support/until.ts';

const { staffA, staffB, prManager } = PEOPLE;

async function open(env: Readonly<Record<string, string>> = {}): Promise<{
  sandbox: Sandbox;
  app: AppProcess;
  people: OfficePeople;
}> {
  const sandbox = await startSandbox();
  const dataFolder = await mkdtemp(join(tmpdir(), 'kessai-running-'));
  const app = await AppProcess.start({ env: { ...sandbox.env, ...env }, dataFolder });
  onTestFinished(async () => {
    app.signal('SIGKILL');
    await app.ended();
    await sandbox.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });
  return { sandbox, app, people: new OfficePeople(sandbox) };
}

const line = z.looseObject({
  msg: z.string().optional(),
  reference: z.string().optional(),
  port: z.number().optional(),
});
const linesOf = (app: AppProcess) =>
  app.logs.filter((each) => each.startsWith('{')).map((each) => line.parse(JSON.parse(each)));

describe('what the app tells about itself', () => {
  it('one reference leads from the click to X, and neither texts nor secrets are anywhere in the log', async () => {
    const { sandbox, app, people } = await open({ KESSAI_HEALTH_PORT: '0', LOG_LEVEL: 'debug' });
    const port = linesOf(app).find(({ port: given }) => given !== undefined)?.port;
    const secretWords = ['ひみつの紫陽花', 'ひみつの向日葵', 'ひみつの理由', 'ひみつの短い文'];
    const card = await people.post(staffA, SHINAGAWA, 'ひみつの紫陽花が咲きました。');
    await people.press(staffB, card, 'approve');
    await people.returnDraft(prManager, card, 'ひみつの理由です。');
    await people.edit(staffA, card, 'ひみつの向日葵が咲きました。');
    await people.cardSays(card, '第2版');
    // Trouble on every wire: what libraries say of it goes to the log as well.
    sandbox.faults.add({ service: 'slack', operation: 'chat.update', effect: { kind: 'html', status: 500 } });
    sandbox.faults.add({
      service: 'slack',
      operation: 'chat.postMessage',
      effect: { kind: 'error', error: 'invalid_blocks' },
    });
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'problem', problem: 'forbidden' } });
    await people.approve(prManager, card);
    await people.cardSays(card, '公開失敗');
    await people.press(prManager, card, 'retry');
    await people.cardSays(card, '公開済み');
    sandbox.faults.add({ service: 'slack', operation: 'views.open', effect: { kind: 'html', status: 500 } });
    await sandbox.slack.as(staffA).command('C0GENERAL', '/post', 'ひみつの短い文');
    await sandbox.waitFor(() => sandbox.slack.as(staffA).ephemerals('C0GENERAL')[0]);
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(figures).toContain('kessai_publications_total{outcome="published"} 1');
    await app.stop();

    const everything = [...app.logs, figures].join('\n');
    expect(app.logs.length).toBeGreaterThan(20);
    for (const secret of [...secretWords, ...Object.values(TOKENS)]) expect(everything).not.toContain(secret);

    const retried = linesOf(app).filter(({ on }) => on === 'draft.retry');
    const reference = retried[0]?.reference ?? '';
    expect(reference).toMatch(/^[0-9A-F]{8}$/);
    const way = linesOf(app).filter((each) => each.reference === reference);
    expect(
      way.map(({ msg, event, request, outcome }) => [msg, event ?? request, outcome].filter(Boolean).join(' ')),
    ).toEqual([
      'delivery',
      'recorded RetryOrdered',
      'network verifyAccount ok',
      'recorded PublishStarted',
      'network publish published',
      'recorded PostPublished',
    ]);
    // What a person is told to pass on is the same reference.
    const told = sandbox.slack.as(staffA).ephemerals('C0GENERAL').at(-1);
    const number = told === undefined ? '' : (/[0-9A-F]{8}/.exec(sandbox.slack.readMessage(told))?.[0] ?? '');
    expect(
      linesOf(app)
        .filter((each) => each.reference === number)
        .map(({ msg }) => msg),
    ).toEqual(['delivery', 'a request failed']);
  });

  it('says at once that Slack is away, and that it is back', async () => {
    const { sandbox, app } = await open({ KESSAI_HEALTH_PORT: '0' });
    const port = linesOf(app).find(({ port: given }) => given !== undefined)?.port;
    const health = z.object({ slack: z.object({ connected: z.boolean() }) });
    const connected = async () =>
      health.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).slack.connected;
    const figure = async () =>
      /^kessai_slack_connected (\d)/mu.exec(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())?.[1];
    expect([await connected(), await figure()]).toEqual([true, '1']);
    sandbox.slack.sockets.refuse(true);
    sandbox.slack.sockets.close();
    await until(async () => !(await connected()));
    expect(await figure()).toBe('0');
    sandbox.slack.sockets.refuse(false);
    await until(connected);
    expect(await figure()).toBe('1');
  });

  it('a port that is taken costs the figures, not the office’s work', async () => {
    const first = await open({ KESSAI_HEALTH_PORT: '0' });
    const port = linesOf(first.app).find(({ port: given }) => given !== undefined)?.port;
    const second = await open({ KESSAI_HEALTH_PORT: String(port) });
    expect(second.app.logs.join('\n')).toContain('choose another KESSAI_HEALTH_PORT');
    await second.people.post(staffA, SHINAGAWA, '窓口がなくても起案できます。');
  });
});

// A stop may take ten seconds, and a busy machine starts no process soon.
describe('stopping', { timeout: 60_000 }, () => {
  it('SIGTERM finishes what was begun: the post that is under way is recorded as what it became', async () => {
    const { sandbox, app, people } = await open();
    const card = await people.post(staffA, SHINAGAWA, '止める直前に承認された文です。');
    sandbox.faults.add({
      service: 'x',
      operation: 'tweets.create',
      effect: { kind: 'delay', ms: 1_000, when: 'after' },
    });
    await people.approve(prManager, card);
    await sandbox.waitFor(() => sandbox.x.createCount() === 1);
    expect(await app.stop()).toBe(0);
    const again = await AppProcess.start({ env: sandbox.env, dataFolder: app.dataFolder });
    onTestFinished(async () => {
      await again.kill();
    });
    expect(await people.cardSays(card, '公開済み')).not.toContain('結果不明');
    expect(sandbox.x.createCount()).toBe(1);
  });

  it('a second signal ends it at once, whichever it is, and the next start sees to the rest', async () => {
    const { sandbox, app, people } = await open();
    const card = await people.post(staffA, SHINAGAWA, '二度目の合図で止まる文です。');
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'noAnswer', handled: true } });
    await people.approve(prManager, card);
    await sandbox.waitFor(() => sandbox.x.createCount() === 1);
    app.signal('SIGTERM');
    await until(() => app.logs.some((each) => each.includes('"stopping"')), app.logs);
    app.signal('SIGINT');
    // Had it waited for X, it would have ended with 0.
    expect(await app.ended()).toBe(130);
    const again = await AppProcess.start({ env: sandbox.env, dataFolder: app.dataFolder });
    onTestFinished(async () => {
      await again.kill();
    });
    await people.cardSays(card, '公開済み');
    expect(sandbox.x.createCount()).toBe(1);
  });

  it('a stop does not wait for a Slack that does not answer', async () => {
    const { sandbox, app } = await open();
    sandbox.faults.add({
      service: 'slack',
      operation: 'chat.postMessage',
      effect: { kind: 'noAnswer', handled: false },
      times: null,
    });
    await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '返事のないSlackの文です。');
    await sandbox.waitFor(() => sandbox.faults.list().length > 0);
    expect(await app.stop()).toBe(0);
  });
});
