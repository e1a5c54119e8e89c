import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import { repeatsAmbiguously } from '../../src/guideline/matching/repetition.ts';
import { editionProblemText } from '../../src/text/edition-problems.ts';
import { shippedEditions, shippedFiles } from './support.ts';

describe('a pattern that would never come to an end', () => {
  it.each([
    '(a+)+$',
    '(a|a)*b',
    String.raw`(\w*)*`,
    '(a{1,30}){1,30}$',
    '(a|a){1,30}b',
    String.raw`(\w{1,20}){1,20}$`,
    String.raw`(\w{0,30}){0,30}-`,
    '(?:あ|ああ){1,40}い',
    '(?:[ぁ-ん]{1,10}、?){1,20}。',
    '(.{1,50}){1,50}x',
    '(?:(?:a{0,9}){0,9}){0,9}b',
    '(a?){30}a{30}',
    '(?:a?b?){1,30}c',
    '(x{1,10}y?){1,10}z',
    String.raw`(?:\d{1,5}-?){1,20}円`,
    '((ab?){1,9}){1,9}c',
    String.raw`(\s{1,20}|\t){1,20}$`,
    '(?:a|A){1,20}b',
    String.raw`(?:\p{Script=Han}{1,3}|区){1,20}$`,
    '(?:[^。]{0,20}、){1,20}。',
    '(?=(?:a{1,9}){1,9}b)a',
    '(?:東京|東|京){1,30}都',
  ])('%s is recognised', (pattern) => {
    expect(repeatsAmbiguously(pattern)).toBe(true);
  });

  it.each([
    '可及的(?:速やか)?に',
    '[^。\\n]{0,40}課',
    String.raw`(?:\d{1,4}[年月日]){1,9}`,
    String.raw`第\d{1,3}条(?:の\d{1,2}){0,9}`,
    '(?:区|市){1,20}民',
    String.raw`(?:\d{4}-?){1,8}`,
    String.raw`(?:\d{1,5}-){1,20}円`,
    '(?:[ァ-ヶー]{2,12}・){1,9}[ァ-ヶー]{1,12}さん',
    '[A-Za-z0-9._-]{1,64}@[a-z0-9.-]{1,200}',
    '(?:お知らせ|お願い|ご案内|ご注意){1,20}',
    '(?:東京|京都|大阪){1,30}',
    '(?:あ[いう]?){1,20}',
  ])('%s is left alone', (pattern) => {
    expect(repeatsAmbiguously(pattern)).toBe(false);
  });

  it('is in none of the lists that come with the app', () => {
    expect(shippedEditions().length).toBeGreaterThan(1);
  });

  it('is refused when the office’s guideline is read, with its line and what to write instead', () => {
    const file = 'mihon-line-2025-10-01.yaml';
    const written = readFileSync(new URL(`fixtures/mihon/guidelines/${file}`, import.meta.url), 'utf8');
    const source = written.replace("'可及的速やかに'", "'(?:あ|ああ){1,40}い'");
    const line = source.split('\n').findIndex((text) => text.includes('{1,40}')) + 1;
    const read = parseEditions([...shippedFiles(), { file, source }]);
    const problems = read.ok ? [] : read.problems.filter(({ code }) => code === 'pattern');
    expect(problems).toMatchObject([{ file, line, params: { detail: 'pattern-ambiguous' } }]);
    const [problem] = problems;
    const { message, remedy } = problem === undefined ? { message: '', remedy: '' } : editionProblemText(problem);
    expect(message).toContain('くり返しの中に');
    expect(remedy).toContain('「あ{1,80}」');
  });
});
