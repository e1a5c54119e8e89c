import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { buildApp } from '../support/app-build.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

const report = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      check: z.string(),
      subject: z.string(),
      state: z.enum(['ok', 'bad', 'skipped']),
      message: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
});

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  folder = await mkdtemp(join(tmpdir(), 'kessai-doctor-'));
});
afterEach(async () => {
  sandbox.reset();
  await sandbox.slack.goOnline();
  await sandbox.x.goOnline();
});
afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

interface Output {
  readonly code: number;
  readonly stdout: string;
}

async function run(options: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Output> {
  const { doctor } = await buildApp();
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [doctor, ...options],
      {
        cwd: ROOT,
        env: {
          PATH: process.env.PATH,
          TZ: 'UTC',
          KESSAI_OFFICE: 'office.example.yaml',
          KESSAI_DATA: folder,
          ...sandbox.env,
          ...env,
        },
      },
      (error, stdout, stderr) => {
        if (stderr !== '') reject(new Error(stderr));
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout });
      },
    );
  });
}

async function examine(env: Readonly<Record<string, string>> = {}, options: readonly string[] = []) {
  const { code, stdout } = await run(['--json', ...options], env);
  const { ok, findings } = report.parse(JSON.parse(stdout));
  expect(code).toBe(ok ? 0 : 1);
  return {
    ok,
    findings,
    /** `check: message → remedy` of whatever is wrong. */
    wrong: findings
      .filter(({ state }) => state === 'bad')
      .map(({ check, message, remedy }) => `${check}: ${message} → ${remedy}`),
  };
}

// Each look is a process of its own, and a busy machine takes its time to start one.
describe('npm run doctor', { timeout: 90_000 }, () => {
  it('where everything is right, says so line by line, and leaves the data folder as it was', async () => {
    const before = await readdir(folder, { recursive: true });
    const { code, stdout } = await run(['--online']);
    expect(stdout).not.toContain('✗');
    expect(stdout).toMatch(/✓ Slackのトークン: ワークスペース「Kessaiデモ」/);
    expect(stdout).toContain('✓ shinagawa-x のチャンネル: #品川区公式x にボットが入っています。');
    expect(stdout).toContain('✓ shinagawa-x の運営管理者: 戦略広報課長');
    expect(stdout).toContain('✓ shinagawa-x の鍵: @shinagawacity の鍵です。投稿できます。');
    expect(stdout).toMatch(/✓ 時計（Slackとの差）: \d+秒以内です。/);
    expect(stdout).toMatch(/✓ データの書き込み: .*fsync/);
    expect(stdout).toContain('✓ toshima-piazza の要領: 「豊島区区民活動推進課公式ピアッツァ運用要領」');
    expect(stdout).toContain('✓ Slackの表示検査（shinagawa-x カード）: Slackが受け付けました。');
    expect(stdout).toContain('直すところはありません。');
    expect(code).toBe(0);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    expect(sandbox.slack.messages(SHINAGAWA)).toEqual([]);
    expect(sandbox.x.createRequests()).toEqual([]);
  });

  it('while the app runs, looks without disturbing it', async () => {
    const app = await AppProcess.start({ env: sandbox.env });
    try {
      const { wrong, findings } = await examine({ KESSAI_DATA: app.dataFolder });
      expect(wrong).toEqual([]);
      expect(findings.find(({ check }) => check === 'data.holder')?.message).toMatch(/アプリが動いています/);
      await sandbox.slack.as('U0KOHO001').command(SHINAGAWA, '/post', '診断のあとの文です。');
      await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA)[0]);
    } finally {
      await app.stop();
    }
  });

  it('tells of a claim that a machine of another name has left, and clears it with the one step, whatever the settings', async () => {
    const data = await mkdtemp(join(tmpdir(), 'kessai-left-'));
    await mkdir(join(data, 'lock'));
    await writeFile(join(data, 'lock', '3.json'), JSON.stringify({ pid: 4711, host: 'kouhou-01', boot: 'before' }));
    await chmod(data, 0o700);
    const { wrong } = await examine({ KESSAI_DATA: data });
    expect(wrong).toEqual([
      expect.stringMatching(/^data.holder: kouhou-01 の 4711 番.*ここからは分かりません。 → .*--clear-lock/),
    ]);
    const clear = { KESSAI_DATA: data, KESSAI_OFFICE: '/nowhere', SLACK_BOT_TOKEN: '' };
    const cleared = await run(['--clear-lock'], clear);
    expect(cleared).toMatchObject({ code: 0, stdout: expect.stringMatching(/kouhou-01 の 4711 番.*から.*消しました/) });
    expect(await readdir(join(data, 'lock'))).toEqual([]);
    expect(await run(['--clear-lock'], clear)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('何も消していません'),
    });
    await rm(data, { recursive: true });
  });

  it('does not clear the claim of the app that runs', async () => {
    const app = await AppProcess.start({ env: sandbox.env });
    try {
      const refused = await run(['--clear-lock'], { KESSAI_DATA: app.dataFolder });
      expect(refused).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/いまも動いています。しるしは消しませんでした/),
      });
      await sandbox.slack.as('U0KOHO001').command(SHINAGAWA, '/post', 'そのまま動いている文です。');
      await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA)[0]);
    } finally {
      await app.stop();
    }
  });

  it('names missing scopes, a channel without the bot, an archived one, people who left, and how to mend them', async () => {
    sandbox.slack.configure({ scopes: ['commands', 'chat:write', 'groups:history', 'channels:read', 'users:read'] });
    sandbox.slack.removeFromChannel(SHINAGAWA);
    sandbox.slack.archiveChannel(TOSHIMA);
    sandbox.slack.deactivateUser('U0KOHO100');
    const { wrong } = await examine();
    expect(wrong).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^slack.scopes: .*channels:history.* → .*入れ直してください/),
        expect.stringMatching(/^slack.channel: #品川区公式x にボットが入っていません。 → .*\/invite @Kessai/),
        expect.stringMatching(/^slack.channel: #豊島区piazza はアーカイブされています。/),
        expect.stringMatching(/^slack.manager: U0KOHO100（戦略広報課長）は、いま使われていません。 → 後任/),
      ]),
    );
  });

  it('a token for a whole organisation, and a connection that Slack gives an address for and nothing comes of', async () => {
    sandbox.slack.configure({ organisationInstall: true });
    sandbox.slack.sockets.refuse(true);
    const { wrong, findings } = await examine();
    sandbox.slack.sockets.refuse(false);
    expect(wrong).toEqual([
      expect.stringMatching(/^slack.token: .*Enterprise Grid.* → .*SLACK_BOT_TOKEN/u),
      expect.stringMatching(/^slack.connection: .*WebSocket.*127\.0\.0\.1:\d+、HTTP 503.* → .*wss-primary/u),
    ]);
    expect(findings.find(({ check }) => check === 'network.proxy')).toMatchObject({ state: 'ok' });
  });

  it('a user group that is not there, or empty, and people whom Slack does not know', async () => {
    const office = await readFile(join(ROOT, 'office.example.yaml'), 'utf8');
    const own = join(folder, 'office.yaml');
    await writeFile(
      own,
      office.replace(/users: \[\s*U0KOHO100[^\]]*\]/, 'group: S0NOBODY').replaceAll('U0BUNKA01', 'U0STRANGER'),
    );
    const { wrong } = await examine({ KESSAI_OFFICE: own });
    expect(wrong.join('\n')).toMatch(/slack.manager: ユーザーグループ S0NOBODY が見つかりません。/);
    expect(wrong.join('\n')).toMatch(/U0STRANGER という人はいません。/);
    await rm(own);
  });

  it.each([
    ['a token that is revoked', { kind: 'error', error: 'token_revoked' } as const, /slack.token: .*token_revoked/],
    [
      'a clock that is an hour off',
      {
        kind: 'respond',
        status: 200,
        headers: {
          date: new Date(Date.now() + 3_600_000).toUTCString(),
          'content-type': 'application/json',
          'x-oauth-scopes':
            'commands,chat:write,channels:history,groups:history,files:read,files:write,usergroups:read',
        },
        body: JSON.stringify({ ok: true, team: 'Kessaiデモ', user: 'kessai' }),
      } as const,
      /clock.slack: このサーバーの時計が、\d{4}秒遅れています。 → NTP/,
    ],
  ])('%s', async (_what, effect, expected) => {
    sandbox.faults.add({ service: 'slack', operation: 'auth.test', effect });
    const { wrong, findings } = await examine();
    expect(wrong).toEqual([expect.stringMatching(expected)]);
    // What could not be looked at is not kept quiet about.
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['clock.slack', 'slack.channel', 'slack.manager', 'slack.drafters', 'slack.departments']),
    );
  });

  it('keys of another account, keys that may only read, keys that are wrong', async () => {
    sandbox.x.configure({ actingAs: 'another_account' });
    expect((await examine()).wrong).toEqual([
      expect.stringMatching(/^x.keys: 鍵は @another_account のもの.*@shinagawacity/),
    ]);
    sandbox.x.configure({ actingAs: 'shinagawacity', permission: 'read' });
    expect((await examine()).wrong).toEqual([expect.stringMatching(/^x.keys: .*読み取りしか.* → .*Read and write/)]);
    expect((await examine({ X_ACCESS_SECRET: 'wrong' })).wrong).toEqual([
      expect.stringMatching(/^x.keys: Xの認証が通りません。/),
    ]);
  });

  it('a network that is not there is told as such, soon', async () => {
    await sandbox.slack.goOffline();
    await sandbox.x.goOffline();
    const { wrong } = await examine();
    expect(wrong).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^slack.token: Slackにつながりません（ECONNREFUSED）/),
        expect.stringMatching(/^slack.connection: Slackにつながりません/),
        expect.stringMatching(/^x.keys: Xにつながりません（ECONNREFUSED）/),
      ]),
    );
  });

  it('a data folder that cannot be written, or that others may read, or that holds damaged files', async () => {
    const file = join(folder, 'not-a-folder');
    await writeFile(file, '');
    expect((await examine({ KESSAI_DATA: join(file, 'data') })).wrong).toEqual([
      expect.stringMatching(/^data.write: 書けません（ENOTDIR）/),
    ]);
    const open = join(folder, 'open-to-all');
    await mkdir(join(open, 'unreadable'), { recursive: true, mode: 0o755 });
    await writeFile(join(open, 'unreadable', 'K-1.json'), '{');
    const { wrong } = await examine({ KESSAI_DATA: open });
    expect(wrong).toEqual([
      expect.stringMatching(/^data.folder: .*chmod 700/),
      expect.stringMatching(/^data.unreadable: 1件あります。/),
    ]);
  });

  it('settings that are wrong come first, all of them', async () => {
    const { wrong, findings } = await examine({ SLACK_BOT_TOKEN: 'wrong', X_API_KEY: '' });
    expect(wrong).toEqual([
      expect.stringMatching(/SLACK_BOT_TOKEN .*形ではありません/),
      expect.stringMatching(/X_API_KEY .*鍵がありません/),
    ]);
    expect(findings.some(({ state }) => state === 'skipped')).toBe(true);
  });

  it('with --online, shows what Slack itself would refuse', async () => {
    sandbox.faults.add({
      service: 'slack',
      operation: 'blocks.validate',
      effect: {
        kind: 'respond',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ok: false,
          error: 'invalid_message',
          errors: [{ pointer: '/blocks/0', code: 'invalid', message: 'unsupported type' }],
        }),
      },
    });
    const { wrong } = await examine({}, ['--online']);
    expect(wrong).toEqual([expect.stringMatching(/^slack.blocks: .*\/blocks\/0 unsupported type/)]);
  });

  it('an option it does not know', async () => {
    await expect(run(['--offline'])).rejects.toThrow(/「--offline」という指定はありません。[\s\S]*使い方/);
  });
});
