import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startText } from '../../src/text/start.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type OfficeNetwork, startOfficeNetwork } from '../sandbox/proxy/office-network.ts';
import { OwnProxy, PROXY_USER } from '../sandbox/proxy/own-proxy.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { buildApp, ROOT } from '../support/app-build.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

/** What has to work in an office whose only way out is a proxy; for the tests, and for `npm run test:proxy`. */
export interface ProxyStory {
  readonly name: string;
  play(office: OfficeBehindProxy): Promise<void>;
}

export interface OfficeBehindProxy {
  readonly network: OfficeNetwork;
  readonly people: OfficePeople;
  /** Path of the Node that runs the app. */
  readonly node: string;
  /** Starts the app; it ends with the story. */
  open(env?: Readonly<Record<string, string>>): Promise<AppProcess>;
}

const { staffA, prManager } = PEOPLE;
const SITE = 'www.city.shinagawa.tokyo.jp';

export const PROXY_STORIES: readonly ProxyStory[] = [
  {
    name: 'the main job: draft, link check, decision, publication, record, doctor; every host in the proxy’s log',
    async play(office) {
      const { network, people } = office;
      const { sandbox } = network;
      sandbox.web.setPage(`${SITE}/library`, { title: '図書館' });
      const app = await office.open();
      const text = `図書館のお知らせです。https://${SITE}/library`;
      const card = await people.post(staffA, SHINAGAWA, text);
      await people.cardSays(card, '「図書館」');
      await people.approve(prManager, card);
      await people.cardSays(card, '公開済み');
      check('one request', sandbox.x.createCount(text) === 1);
      await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '承認待ち');
      await sandbox.waitFor(() => sandbox.slack.as(staffA).ephemerals(SHINAGAWA).length > 0);
      const doctor = await examine(office, app.dataFolder);
      check(`the doctor finds nothing: ${doctor}`, !doctor.includes('✗') && doctor.includes('WebSocket'));
      const hosts = await network.proxy.hosts();
      for (const host of ['slack.com:443', 'wss-primary.slack.com:443', 'api.x.com:443', `${SITE}:443`])
        check(`${host} in the log: ${hosts.join(' ')}`, hosts.includes(host));
      check('no mistake', sandbox.slack.mistakes().length === 0);
      await app.stop();
      checkSecret(app);
    },
  },
  {
    name: 'the proxy is killed while X carries a request out: 結果不明, found on the timeline, nothing twice',
    async play(office) {
      const { network, people } = office;
      const { sandbox, proxy } = network;
      await office.open();
      const text = 'プロキシが落ちても、二度は出ません。';
      const card = await people.post(staffA, SHINAGAWA, text);
      sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'noAnswer', handled: true } });
      await people.approve(prManager, card);
      await sandbox.waitFor(() => sandbox.x.posts().find((post) => post.text === text));
      await proxy.kill();
      await proxy.start();
      await sandbox.waitFor(() => sandbox.slack.connections() > 0, { what: 'the connection after the proxy is back' });
      await people.cardSays(card, '公開済み');
      check('one request', sandbox.x.createCount(text) === 1);
    },
  },
  {
    name: 'the proxy freezes while X carries a request out: 結果不明, found on the timeline, nothing twice',
    async play(office) {
      const { network, people } = office;
      const { sandbox, proxy } = network;
      const app = await office.open();
      const text = 'プロキシが固まっても、二度は出ません。';
      const card = await people.post(staffA, SHINAGAWA, text);
      sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'noAnswer', handled: true } });
      await people.approve(prManager, card);
      await sandbox.waitFor(() => sandbox.x.posts().find((post) => post.text === text));
      proxy.freeze();
      await until(() => app.logs.some((line) => line.includes('OutcomeUnknown')), app.logs);
      proxy.thaw();
      await people.cardSays(card, '公開済み');
      check('one request', sandbox.x.createCount(text) === 1);
    },
  },
  {
    name: 'the proxy lets the app to Slack and not to X: 公開失敗 with its own word; sent once when it does',
    async play(office) {
      const { network, people } = office;
      const { sandbox, places } = network;
      let narrow = true;
      const proxy = await OwnProxy.start({ places, refuse: (host) => (narrow && host === 'api.x.com' ? 403 : null) });
      try {
        await office.open({ HTTPS_PROXY: proxy.url });
        const text = 'プロキシがXだけを断ります。';
        const card = await people.post(staffA, SHINAGAWA, text);
        await people.approve(prManager, card);
        check('its own word', (await people.cardSays(card, '公開失敗')).includes('プロキシ'));
        check('nothing was sent', sandbox.x.requests().length === 0);
        narrow = false;
        await people.press(prManager, card, 'retry');
        await people.cardSays(card, '公開済み');
        check('one request', sandbox.x.createCount(text) === 1);
      } finally {
        await proxy.stop();
      }
    },
  },
  {
    name: 'a wrong password, an unknown proxy, none that listens: the start and the doctor name it, with the remedy',
    async play(office) {
      const { proxy } = office.network;
      const wrong = new URL(proxy.url);
      wrong.password = 'wrong-0123';
      const port = await freePort();
      const cases = [
        [wrong.href, { proxy: `127.0.0.1:${proxy.port}`, why: '407', wants: 'Basic' }],
        ['proxy.invalid:3128', { proxy: 'proxy.invalid:3128', why: 'ENOTFOUND', wants: null }],
        [`http://127.0.0.1:${port}`, { proxy: `127.0.0.1:${port}`, why: 'ECONNREFUSED', wants: null }],
      ] as const;
      for (const [url, trouble] of cases) {
        const said = await refused(office, { HTTPS_PROXY: url });
        const expected = startText({ kind: 'proxy', host: 'slack.com', trouble }).replace(
          'ENOTFOUND',
          '(ENOTFOUND|EAI_AGAIN)',
        );
        check(`${expected}\nin ${said}`, includes(said, expected));
        check('no password', !said.includes('wrong-0123'));
        const doctor = await examine(office, null, { HTTPS_PROXY: url });
        check(
          `the doctor names it: ${doctor}`,
          doctor.includes('✗ 外への道（プロキシ）') && doctor.includes(trouble.proxy),
        );
      }
    },
  },
  {
    name: 'a proxy that lets no WebSocket through: the start and the doctor say so',
    async play(office) {
      const { network } = office;
      const proxy = await OwnProxy.start({
        places: network.places,
        refuse: (host) => (host.startsWith('wss-') ? 403 : null),
      });
      try {
        const env = { HTTPS_PROXY: proxy.url };
        const trouble = { proxy: `127.0.0.1:${proxy.port}`, why: '403', wants: null };
        const expected = startText({ kind: 'proxy', host: 'wss-primary.slack.com', trouble });
        const said = await refused(office, env);
        check(`${expected}\nin ${said}`, said.includes(expected));
        const doctor = await examine(office, null, env);
        check(`the doctor opens it: ${doctor}`, doctor.includes('✗ Slackとの接続'));
      } finally {
        await proxy.stop();
      }
    },
  },
  {
    name: 'a certificate of the proxy’s own that the app was not told of: the start names NODE_EXTRA_CA_CERTS',
    async play(office) {
      const said = await refused(office, { NODE_EXTRA_CA_CERTS: '' });
      check(said, said.includes('NODE_EXTRA_CA_CERTS'));
    },
  },
];

/** Plays one story in a network of its own. @returns the hosts that the proxy was asked for. */
export async function playStory(story: ProxyStory, node: string): Promise<readonly string[]> {
  const network = await startOfficeNetwork();
  const apps: AppProcess[] = [];
  try {
    await story.play({
      network,
      node,
      people: new OfficePeople(network.sandbox),
      async open(env = {}) {
        const app = await AppProcess.start({ env: { ...network.env, ...env }, node });
        apps.push(app);
        return app;
      },
    });
    return await network.proxy.hosts();
  } finally {
    for (const app of apps) await app.kill();
    await network.stop();
  }
}

/** What the app says when it does not start. */
async function refused({ network, node }: OfficeBehindProxy, env: Readonly<Record<string, string>>): Promise<string> {
  const starting = AppProcess.start({ env: { ...network.env, ...env }, node });
  return starting.then(
    async (app) => {
      await app.kill();
      throw new Error('the app started');
    },
    (error: Error) => error.message,
  );
}

/** What `npm run doctor` says. */
async function examine(
  { network, node }: OfficeBehindProxy,
  dataFolder: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { doctor } = await buildApp();
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'kessai-doctor-')));
  const env = {
    PATH: process.env.PATH,
    KESSAI_OFFICE: 'office.example.yaml',
    KESSAI_DATA: folder,
    ...network.env,
    ...more,
  };
  try {
    return await new Promise((resolve) => {
      execFile(node, [doctor], { cwd: ROOT, env }, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
    });
  } finally {
    if (dataFolder === null) await rm(folder, { recursive: true, force: true });
  }
}

function checkSecret({ logs }: AppProcess): void {
  const said = logs.join('\n');
  for (const secret of [PROXY_USER.password, encodeURIComponent(PROXY_USER.password), TOKENS.bot, TOKENS.app])
    check('no secret in the log', !said.includes(secret));
}

function includes(said: string, expected: string): boolean {
  const [before = '', after] = expected.split('(ENOTFOUND|EAI_AGAIN)');
  return after === undefined ? said.includes(expected) : said.includes(before) && said.includes(after);
}

function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(`Not so: ${what}`);
}
