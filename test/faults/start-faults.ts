import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/app-build.ts';
import type { FaultyAppOptions } from './app.ts';
import { EX_CONFIG, EX_UNAVAILABLE } from './app.ts';
import { check, refusesToStart, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

/** What the app is started with, and each of the sentences that the operator then reads. */
interface Mistake {
  readonly env?: Readonly<Record<string, string>>;
  /** What office.yaml says instead. */
  readonly office?: (example: string) => string;
  readonly says: readonly RegExp[];
  readonly code?: number;
}

async function startsWith(office: TroubleOffice, mistake: Mistake): Promise<void> {
  const changes: { -readonly [K in keyof FaultyAppOptions]?: FaultyAppOptions[K] } = {
    env: { ...office.appOptions.env, ...mistake.env },
  };
  if (mistake.office !== undefined) {
    const example = await readFile(join(ROOT, 'office.example.yaml'), 'utf8');
    changes.office = join(office.dataFolder, 'office.yaml');
    await writeFile(changes.office, mistake.office(example));
  }
  const app = await office.alone(changes);
  await refusesToStart(app, mistake.says, mistake.code ?? EX_CONFIG);
  check('nothing was promised: it never said that it runs', !app.isRunning);
  check('nobody could be heard: there was no connection', office.sandbox.slack.connections() === 0);
}

const mistakes = (name: string, list: readonly Mistake[]): Scenario => ({
  name: `start: ${name}`,
  closed: true,
  async play(office) {
    for (const mistake of list) await startsWith(office, mistake);
    check('nothing was posted', office.sandbox.slack.core.state.channels.size > 0 && everyMessage(office) === 0);
  },
});

const everyMessage = ({ sandbox }: TroubleOffice): number =>
  [...sandbox.slack.core.state.channels.values()].reduce((sum, { messages }) => sum + messages.length, 0);

/** Whatever is wrong with the configuration is told before anybody can rely on the app. */
export const START_FAULTS: readonly Scenario[] = [
  mistakes('tokens and keys that are missing or of the wrong kind, all told at once', [
    {
      env: { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', X_API_KEY: '', X_ACCESS_SECRET: '' },
      says: [/直すところが4件/, /SLACK_BOT_TOKEN/, /つなぎ方が決まっていません/, /X_API_KEY/, /X_ACCESS_SECRET/],
    },
    {
      env: { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1', PORT: '99999', X_API_URL: 'https://api.x.com/2' },
      says: [
        /直すところが4件/,
        /ボットトークンの形/,
        /アプリレベルトークンの形/,
        /ポート番号では/,
        /末尾の \/2 を除いた/,
      ],
    },
  ]),
  mistakes('an office.yaml that is missing, empty, cut off, or names what does not exist, with line and remedy', [
    { env: { KESSAI_OFFICE: '/nowhere/office.yaml' }, says: [/ファイルがありません/] },
    { office: () => '', says: [/中身がありません/] },
    { office: (example) => example.slice(0, example.indexOf('publisher:') + 4), says: [/直すところが\d+件/, /\d+行/] },
    {
      office: (example) =>
        example
          .replace('guideline: shinagawa-x', 'guideline: shinagawa-y')
          .replace('users: [U0KUMIN100]', 'users: [職員D]'),
      says: [/直すところが2件/, /shinagawa-x/, /manager/],
    },
  ]),
  mistakes('Slack refuses the bot token, or the app token', [
    {
      env: { SLACK_BOT_TOKEN: 'xoxb-wrong' },
      says: [/断られました（invalid_auth）/, /コピーし直して/],
      code: EX_UNAVAILABLE,
    },
    {
      env: { SLACK_APP_TOKEN: 'xapp-wrong' },
      says: [/断られました（invalid_auth）/, /コピーし直して/],
      code: EX_UNAVAILABLE,
    },
  ]),
  mistakes('Slack cannot be reached: no such host, nobody there', [
    {
      env: { SLACK_API_URL: 'http://slack.invalid/api/' },
      says: [/Slackにつながりません/, /DNS/],
      code: EX_UNAVAILABLE,
    },
    { env: { SLACK_API_URL: 'http://127.0.0.1:1/api/' }, says: [/Slackにつながりません/], code: EX_UNAVAILABLE },
  ]),
];
