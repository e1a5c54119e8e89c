import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadOffice } from '../../src/config/load.ts';
import { citationLabel } from '../../src/guideline/citation.ts';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { DraftFields } from '../../src/guideline/types.ts';
import { problemList } from '../../src/text/config.ts';
import { shippedFiles } from './support.ts';

/** docs/own-guideline.md, carried out: an office that nobody thought of when the code was written. */

const ROOT = new URL('../../', import.meta.url).pathname;
const OFFICE = join(ROOT, 'test/guideline/fixtures/mihon/office.yaml');

function open() {
  const loaded = loadOffice(OFFICE, '2026-11-21');
  if (!loaded.ok) throw new Error(problemList(loaded.problems));
  const [account] = loaded.office.accounts;
  if (account === undefined) throw new Error('the office has an account');
  return { account, guidelines: makeGuidelines(loaded.editions) };
}

async function check(text: string, fields: DraftFields = {}) {
  const { account, guidelines } = open();
  const own = { department: '総務課', categories: ['2'], ...fields };
  const { findings } = await guidelines.review(account, { accountId: account.id, text }, own, '2026-11-21');
  return findings.map(({ ruleId, level, citations }) => [
    ruleId,
    level,
    citations.map((one) => citationLabel('', one).trim()),
  ]);
}

describe('an office of its own', () => {
  it('is checked under its own guideline and nothing else', async () => {
    const { account, guidelines } = open();
    const edition = guidelines.edition(account, '2026-11-21');
    expect(edition.title).toBe('見本町公式LINE運用要綱');
    expect(await check('町民運動会を開きます。')).toEqual([]);
    expect(await check('説明会は12月5日（金）です。')).toEqual([['date-weekday', 'block', ['第3条第2項(2)']]]);
  });

  it('has its own articles, categories, excuses and levels', async () => {
    expect(await check('町民運動会です。', { categories: [] })).toEqual([['content-category', 'block', ['第2条の2']]]);
    expect(await check('桜が咲きました。', { categories: ['3'] })).toEqual([
      ['content-category', 'waiver', ['第2条の2']],
    ]);
    expect(await check('避難所です。', { department: '福祉課' })).toEqual([
      ['author-dept', 'waiver', ['第3条第1項', '第3条第1項ただし書']],
    ]);
    expect(await check('避難所です。', { department: '福祉課', emergency: true })).toEqual([]);
  });

  it('has rules and words that no other office has', async () => {
    expect(await check('資料を供覧します。')).toEqual([['own-jargon', 'warning', ['第3条第2項(3)']]]);
    expect(await check('回議のお知らせです。')).toEqual([['own-jargon', 'warning', ['第3条第2項(3)']]]);
    expect(await check('起債のお知らせです。')).toEqual([]);
  });

  it('switches off what it does not want', async () => {
    expect(await check('ﾔｷｭｳの大会です。')).toEqual([]);
  });

  it('is not asked about rules that its guideline does not have', async () => {
    expect(await check('@oimachi_taro さん、フォロバします。')).toEqual([]);
  });
});

describe('the rules that come with the product', () => {
  it('can all stand on another office’s provision', async () => {
    const shared = shippedFiles().flatMap(({ source }) => libraryIds(parse(source)));
    expect(shared.length).toBeGreaterThan(50);
    const source = readFileSync(
      join(ROOT, 'test/guideline/fixtures/mihon/guidelines/mihon-line-2025-10-01.yaml'),
      'utf8',
    );
    const edition: Loose = parse(source);
    edition.rules = shared.map((id) => ({ id, cites: ['第3条第2項(2)'] }));
    const others = ['第2条の2', '第3条第1項', '第3条第2項(1)', '第3条第2項(3)'];
    edition.coverage = { ...edition.coverage, ...Object.fromEntries(others.map((label) => [label, 'informative'])) };
    const parsed = parseEditions([...shippedFiles(), { file: 'mihon.yaml', source: stringify(edition) }]);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  });
});

interface Loose {
  rules: readonly object[];
  coverage: Record<string, unknown>;
}

function libraryIds({ library, rules }: { library?: string; rules: readonly { readonly id: string }[] }): string[] {
  return library === undefined ? [] : rules.map(({ id }) => id);
}

describe('the code', () => {
  it('names no office', async () => {
    const files = ['src', 'commands', 'views'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.startsWith('text/'))
        .map((name) => join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(150);
    const naming = files.filter((file) =>
      /品川|豊島|shinagawa|toshima/iu.test(withoutComments(readFileSync(join(ROOT, file), 'utf8'))),
    );
    expect(naming).toEqual([]);
  });
});

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/(^|\s)\/\/.*$/gmu, '');
}
