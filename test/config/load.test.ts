import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, loadOffice } from '../../src/config/load.ts';
import { problemList } from '../../src/text/config.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const EXAMPLE = join(ROOT, 'office.example.yaml');
const TODAY = '2026-11-21';
const SECRETS = {
  SLACK_BOT_TOKEN: 'xoxb-sandbox',
  SLACK_APP_TOKEN: 'xapp-sandbox',
  X_API_KEY: 'key',
  X_API_SECRET: 'secret',
  X_ACCESS_TOKEN: 'token',
  X_ACCESS_SECRET: 'token-secret',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kessai-load-'));
});

function load(values: Record<string, string>) {
  return loadConfig(TODAY, { values, lines: {} });
}

/** `file path` of every problem; the folder of the test is cut off. */
function paths(result: ReturnType<typeof load> | ReturnType<typeof loadOffice>): string[] {
  if (result.ok) return [];
  return result.problems.map(({ file, path }) => `${file.replace(`${folder}/`, '')} ${path}`.trim());
}

function office(change: (source: string) => string): string {
  const file = join(folder, 'office.yaml');
  writeFileSync(file, change(readFileSync(EXAMPLE, 'utf8')));
  return file;
}

describe('starting', () => {
  it('with the example office and the tokens, everything is there', () => {
    const config = load({ ...SECRETS, KESSAI_OFFICE: EXAMPLE });
    if (!config.ok) throw new Error(problemList(config.problems));
    expect(config.office.accounts.map(({ id }) => id)).toEqual(['shinagawa-x', 'toshima-piazza']);
    expect(config.editions.map(({ family }) => family)).toEqual(
      expect.arrayContaining(['shinagawa-x', 'toshima-piazza']),
    );
    expect(config.env.keys('x', 'X')).toEqual({
      API_KEY: 'key',
      API_SECRET: 'secret',
      ACCESS_TOKEN: 'token',
      ACCESS_SECRET: 'token-secret',
    });
  });

  it('names what is wrong in every file at once', () => {
    const file = office((source) => source.replace('channel: C0TOSHIMA', 'channel: toshima'));
    const { X_API_KEY: _left, ...rest } = SECRETS;
    expect(paths(load({ ...rest, SLACK_BOT_TOKEN: 'wrong', KESSAI_OFFICE: file }))).toEqual([
      '.env SLACK_BOT_TOKEN',
      '.env X_API_KEY',
      'office.yaml accounts[1].channel',
    ]);
  });

  it('without office.yaml it says what to copy, and still lists the missing tokens', () => {
    const result = load({ KESSAI_OFFICE: join(folder, 'office.yaml') });
    expect(paths(result)).toEqual(['.env SLACK_BOT_TOKEN', '.env SLACK_APP_TOKEN', 'office.yaml']);
    expect(problemList(result.ok ? [] : result.problems)).toContain('office.example.yaml をコピーして');
  });

  it('a folder instead of a file is a problem with a sentence', () => {
    const loaded = loadOffice(folder);
    expect(paths(loaded)).toEqual([folder]);
    expect(problemList(loaded.ok ? [] : loaded.problems)).toMatch(/フォルダーです。\n {3}→ .*ファイルの名前まで書いて/);
  });

  it('refuses a guideline whose day has not come', () => {
    expect(paths(loadOffice(EXAMPLE, '2026-03-31'))).toEqual([`${EXAMPLE} accounts[0].guideline`]);
  });
});

describe("the office's own guidelines", () => {
  const own = (source: string): string => source.replace('# guidelines: ./guidelines', 'guidelines: ./guidelines');

  it('are read beside the shipped ones, relative to office.yaml', () => {
    const file = office((source) => own(source).replace('guideline: toshima-piazza', 'guideline: our-own'));
    mkdirSync(join(folder, 'guidelines'));
    const shipped = readFileSync(join(ROOT, 'src/guideline/editions/toshima-piazza-2022-02-24.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'guidelines', 'our-own.yaml'),
      shipped
        .replace('id: toshima-piazza-2022-02-24', 'id: our-own-2022')
        .replace('family: toshima-piazza', 'family: our-own'),
    );
    const loaded = loadOffice(file, TODAY);
    if (!loaded.ok) throw new Error(problemList(loaded.problems));
    expect(loaded.editions.map(({ id }) => id)).toContain('our-own-2022');
    expect(loaded.office.accounts[1]?.guideline).toBe('our-own');
  });

  it('a folder that is missing or empty is a problem of the line that names it', () => {
    const file = office(own);
    expect(paths(loadOffice(file))).toEqual(['office.yaml guidelines']);
    mkdirSync(join(folder, 'guidelines'));
    expect(paths(loadOffice(file))).toEqual(['office.yaml guidelines']);
  });

  it('a broken edition is named by its file, and no account is blamed for it', () => {
    const file = office(own);
    cpSync(
      join(ROOT, 'src/guideline/editions/toshima-piazza-2022-02-24.yaml'),
      join(folder, 'guidelines', 'copy.yaml'),
    );
    const found = paths(loadOffice(file));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((path) => path.startsWith('guidelines/copy.yaml'))).toBe(true);
    writeFileSync(join(folder, 'guidelines', 'copy.yaml'), '- id: our-own\n- title: 要領\n');
    const list = loadOffice(file);
    expect(paths(list)).toEqual(['guidelines/copy.yaml']);
    expect(problemList(list.ok ? [] : list.problems)).toMatch(/1行目[\s\S]*「- 」で始まる並び[\s\S]*→ 「id:」/);
    writeFileSync(join(folder, 'guidelines', 'copy.yaml'), 'id： our-own\ntitle: 要領\nnetwork：X\n');
    const wide = loadOffice(file);
    expect(paths(wide)).toEqual(['guidelines/copy.yaml id', 'guidelines/copy.yaml network']);
    expect(problemList(wide.ok ? [] : wide.problems)).toMatch(/copy\.yaml 1行目 id\n[\s\S]*「id: 値」/);
    writeFileSync(join(folder, 'guidelines', 'copy.yaml'), 'id: our-own\n');
    const short = loadOffice(file);
    expect(problemList(short.ok ? [] : short.problems)).not.toMatch(/Invalid|expected/);
    writeFileSync(join(folder, 'guidelines', 'copy.yaml'), Uint8Array.of(0x95, 0x69));
    expect(paths(loadOffice(file))).toEqual(['guidelines/copy.yaml']);
  });
});
