import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { problemList } from '../../src/text/config.ts';
import { type OwnOffice, ownOffice, withGuidelines } from '../sandbox/own-office.ts';
import type { SeedOffice } from '../sandbox/seed.ts';
import { startOffice } from '../support/kessai.ts';

/** Somebody who sets Kessai up tries the own office.yaml and guideline in the demo, before there is any Slack. */

const EXAMPLE = 'office.example.yaml';
const THIRD = 'test/guideline/fixtures/mihon/office.yaml';
const STAFF = 'U0KOHO991';
const CHIEF = 'U0KOHO990';
const PRESS = 'C0MACHIKOHO';
const TOURISM = 'C0MACHIKANKO';

/** The example with ids of its own, and a second X account whose manager is a user group. */
async function twoAccountsOnX(credentials: string): Promise<string> {
  const example = await readFile(EXAMPLE, 'utf8');
  const own = example.replaceAll('U0KOHO001', STAFF).replaceAll('U0KOHO100', CHIEF).replace('C0SHINAGAWA', PRESS);
  const second = `
  - id: kanko-x
    name: 品川区 観光X
    network: X
    guideline: shinagawa-x
    channel: ${TOURISM}
    departments: [文化観光課]
    manager: { title: 文化観光課長, group: S0KANKO }
    publisher: { kind: x, username: shinagawa_kanko, credentials: ${credentials} }
    settings: { officialDomains: [kanko.example.jp] }
`;
  return inFolder(`${own}${second}`);
}

async function inFolder(office: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'kessai-')), 'office.yaml');
  await writeFile(file, office);
  return file;
}

function seedOf(read: OwnOffice): SeedOffice {
  if (!read.ok) throw new Error(problemList(read.problems));
  return read.seed;
}

async function open(file: string) {
  return startOffice({ office: file, seed: seedOf(ownOffice(file, new Date())) });
}

describe('an office of one’s own in the demo', () => {
  it('has its people, channels and X accounts, and each account’s posts go out with its own keys', async () => {
    const { people, sandbox } = await open(await twoAccountsOnX('KANKO'));
    const { channels, users } = sandbox.snapshot().slack;
    expect(channels.map(({ id, name }) => [id, name])).toContainEqual([TOURISM, '品川区-観光x']);
    expect(users.map(({ id, displayName, title }) => [id, displayName, title])).toEqual(
      expect.arrayContaining([
        [STAFF, '職員A', '戦略広報課'],
        ['U0KANKO', '文化観光課長', '決裁する人'],
      ]),
    );

    const text = '秋の街歩きの地図を置いています。 https://kanko.example.jp/map';
    const tourism = await people.post('U0BUNKA01', TOURISM, text);
    await people.cardSays(tourism, 'kanko.example.jpのページ');
    await people.approve('U0KANKO', tourism);
    await people.cardSays(tourism, '公開済み');
    const press = await people.post(STAFF, PRESS, '区報を発行しました。');
    await people.approve(CHIEF, press);
    await people.cardSays(press, '公開済み');

    expect(sandbox.x.posts('shinagawa_kanko').map((post) => post.text)).toEqual([text]);
    expect(sandbox.x.posts('shinagawacity').map((post) => post.text)).toEqual(['区報を発行しました。']);
    expect(sandbox.slack.mistakes()).toEqual([]);
  });

  it('shows what happens when an account is given another account’s keys: nothing is sent', async () => {
    const { people, sandbox } = await open(await twoAccountsOnX('X'));
    const card = await people.post('U0BUNKA01', TOURISM, '秋の街歩きの地図を置いています。');
    await people.approve('U0KANKO', card);
    await people.cardSays(card, '公開失敗');
    expect(sandbox.x.createCount()).toBe(0);
  });

  it('takes its guidelines from wherever they are', async () => {
    const office = await readFile(THIRD, 'utf8');
    const copy = await inFolder('');
    await withGuidelines(THIRD, 'test/guideline/fixtures/mihon/guidelines', copy);
    expect((await readFile(copy, 'utf8')).split('\n').slice(1)).toEqual(office.split('\n').slice(1));
    expect(seedOf(ownOffice(copy, new Date())).accounts).toMatchObject([{ network: 'LINE', username: null }]);

    await withGuidelines(
      await inFolder(office.replace(/^guidelines.*$/mu, '')),
      'test/guideline/fixtures/mihon/guidelines',
      copy,
    );
    expect(seedOf(ownOffice(copy, new Date())).accounts).toHaveLength(1);
  });

  it('is told what is wrong with its office.yaml in the app’s own words, with the line', async () => {
    const file = await inFolder((await readFile(EXAMPLE, 'utf8')).replace('users: [U0KUMIN100]', 'users: [課長]'));
    const read = ownOffice(file, new Date());
    expect(read.ok ? '' : problemList(read.problems)).toMatch(/office\.yaml \d+行目/u);
  });
});

describe('npm run demo -- --office', () => {
  it('leaves nothing in the temporary folder after Ctrl+C, however often it is pressed', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'kessai-'));
    const left = async () => (await readdir(temporary)).filter((name) => name.startsWith('kessai-'));
    const demo = demoOf(THIRD, temporary);
    for await (const chunk of demo.stdout) if (String(chunk).includes('Ctrl+C')) break;
    expect(await left()).toHaveLength(1);
    const pressing = setInterval(() => demo.kill('SIGINT'), 10);
    await once(demo, 'exit').finally(() => clearInterval(pressing));
    expect(await left()).toEqual([]);
  });

  it('ends with what the app says is wrong, and with 1', async () => {
    const file = await inFolder((await readFile(EXAMPLE, 'utf8')).replace('users: [U0KUMIN100]', 'users: [課長]'));
    const demo = demoOf(file, tmpdir());
    const [said, [code]] = await Promise.all([text(demo.stdout), once(demo, 'exit')]);
    expect(said).toContain(file);
    expect(said).toMatch(/office\.yaml \d+行目/u);
    expect(code).toBe(1);
  });
});

/** @param temporary folder for what the demo needs only while it runs. */
function demoOf(office: string, temporary: string) {
  return spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/demo.ts', '--office', office], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
