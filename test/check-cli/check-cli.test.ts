import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../support/app-build.ts';

/** The command as it is run, with the shipped office. */

const ROOT = new URL('../../', import.meta.url).pathname;
const OFFICE = ['--office', 'office.example.yaml'];

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** @param program another build's than the tests' own */
async function run(args: readonly string[], input = '', program?: string): Promise<Ended> {
  const checkCli = program ?? (await buildApp()).checkCli;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [checkCli, ...args], { cwd: ROOT });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

const answer = z.looseObject({
  id: z.union([z.string(), z.number()]).nullable(),
  edition: z.string().optional(),
  error: z.string().optional(),
  findings: z
    .array(
      z.strictObject({
        rule: z.string(),
        level: z.enum(['block', 'waiver', 'warning', 'notice']),
        citation: z.string(),
        start: z.int().nullable(),
        end: z.int().nullable(),
        quote: z.string().nullable(),
        message: z.string(),
        suggestion: z.string(),
        replacement: z.string().optional(),
      }),
    )
    .optional(),
  notes: z.array(z.looseObject({ rule: z.string() })).optional(),
});

async function check(lines: readonly (object | string)[], args = OFFICE) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { code, out, err } = await run(args, input);
  if (code !== 0) throw new Error(err);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => answer.parse(JSON.parse(line)));
}

const KOHO = { dept: '戦略広報課' };

describe('npm run check, for programs', () => {
  it('answers each line with its findings, their provision and the words in the text', async () => {
    const text = '\u{1F338}○○課からお知らせします。';
    const [found] = await check([{ id: 'a', account: 'shinagawa-x', text, fields: KOHO }]);
    expect(found).toMatchObject({ id: 'a', edition: 'shinagawa-x-2026-04-01' });
    const [finding] = found?.findings ?? [];
    expect(finding).toMatchObject({ rule: 'placeholder', level: 'block', start: 2, end: 4, quote: '○○' });
    expect(finding?.citation).toContain('第5条第2項(4)');
    expect(text.slice(finding?.start ?? 0, finding?.end ?? 0)).toBe('○○');
  });

  it('a bad line gets an error of its own and stops nothing', async () => {
    const answers = await check([
      'nonsense',
      '',
      { id: 2, account: 'nobody', text: 'a' },
      { id: 3, account: '品川区公式X', text: '窓口は17時までです。', fields: KOHO },
      { id: 4, text: '行を\u2028分ける字', fields: KOHO },
    ]);
    expect(answers.map(({ id, error }) => [id, error !== undefined])).toEqual([
      [null, true],
      [2, true],
      [3, false],
      [4, false],
    ]);
    expect(answers[1]?.error).toContain('nobody');
  });

  it('holds each draft against the guideline of its account, on the day of publication', async () => {
    const text = '桜が咲きました。';
    const [shinagawa, toshima, before] = await check([
      { id: 1, account: 'shinagawa-x', text, fields: KOHO },
      { id: 2, account: 'toshima-piazza', text, fields: { dept: '区民活動推進課' } },
      { id: 3, account: 'toshima-piazza', today: '2020-01-01', text, fields: { dept: '区民活動推進課' } },
    ]);
    expect(shinagawa?.findings).toEqual([]);
    expect(toshima?.findings?.map(({ rule }) => rule)).toEqual(['content-category']);
    // Before the first edition was in force: the oldest there is, and the answer says which.
    expect(before?.edition).toBe('toshima-piazza-2022-02-24');
  });

  it('a finding of necessity on record turns the finding into a note', async () => {
    const outside = { dept: '防災課' };
    const answers = await check([
      { id: 1, account: 'shinagawa-x', text: '訓練を行います。', fields: outside },
      { id: 2, account: 'shinagawa-x', text: '訓練を行います。', fields: { ...outside, waivers: ['author-dept'] } },
      // What has to be mended cannot be excused.
      { id: 3, account: 'shinagawa-x', text: '○○訓練', fields: { ...KOHO, waivers: ['placeholder'] } },
    ]);
    expect(answers.map(({ findings }) => findings?.map(({ rule }) => rule))).toEqual([
      ['author-dept'],
      [],
      ['placeholder'],
    ]);
    expect(answers[1]?.notes?.map(({ rule }) => rule)).toEqual(['author-dept']);
  });

  it('streams ten thousand drafts, in order', async () => {
    const lines = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      account: 'shinagawa-x',
      text: `第${id}号`,
      fields: KOHO,
    }));
    const answers = await check(lines);
    expect(answers.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  }, 60_000);
});

describe('npm run check, for people', () => {
  it('shows the text with the words marked, and what to do by which provision', async () => {
    const { code, out } = await run([...OFFICE, '○○課からお知らせします。']);
    expect(code).toBe(0);
    expect(out).toContain('⟦○○⟧課からお知らせします。');
    expect(out).toContain('要修正 1件');
    expect(out).toMatch(/第5条第2項\(4\)「発信する情報は正確を期する/);
    expect(out).toContain('確かめていないこと');
  });

  it('leaves nothing in the text that could move the cursor or turn the reading direction', async () => {
    const { out } = await run([...OFFICE, 'a\u001b[2Jb\u202ec']);
    expect(out).not.toContain('\u001b[2J');
    expect(out).not.toContain('\u202e');
    expect(out).toContain('<U+001B>');
  });

  it('names what is wrong with the arguments or the settings', async () => {
    const option = await run(['--bogus']);
    expect([option.code, option.err]).toEqual([2, expect.stringContaining('使い方')]);
    const account = await run([...OFFICE, '--account', 'nobody', '本文']);
    expect([account.code, account.err]).toEqual([1, expect.stringContaining('nobody')]);
    const office = await run(['--office', 'no-such.yaml', '本文']);
    expect([office.code, office.err]).toEqual([1, expect.stringContaining('no-such.yaml')]);
  });
});

describe('a built app in which somebody changed a file by hand', () => {
  const TEXT = JSON.stringify({ id: 1, text: 'フォロバします。', dept: '戦略広報課' });

  async function changed(name: string, change: (bytes: Buffer) => Buffer | string): Promise<string> {
    const { folder, checkCli } = await buildApp();
    const copy = mkdtempSync(join(tmpdir(), 'kessai-changed-'));
    cpSync(folder, copy, { recursive: true });
    const file = join(copy, 'src/guideline/editions', name);
    writeFileSync(file, change(readFileSync(file)));
    return checkCli.replace(folder, copy);
  }

  it('gives the same answers where what was compiled is damaged', async () => {
    const damaged = await changed('compiled', (bytes) => bytes.subarray(0, bytes.length / 2));
    const answer = await run(OFFICE, TEXT, damaged);
    expect(answer).toEqual(await run(OFFICE, TEXT));
    expect(answer.out).toContain('"follow"');
  });

  it('is told of a guideline that does not do what its examples say', async () => {
    const edited = await changed('library-authorship.yaml', (bytes) =>
      bytes.toString().replace("pattern: 'フォロバ'", "pattern: 'ふぉろば'"),
    );
    const { code, err } = await run(OFFICE, TEXT, edited);
    expect(code).not.toBe(0);
    expect(err).toContain('library-authorship.yaml');
    expect(err).toContain('フォロバ');
  });
});
