import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStyleChecker, type RunningStyleChecker } from '../../src/style/style-checker.ts';

const folder = mkdtempSync(join(tmpdir(), 'kessai-style-'));
const dictionary = join(folder, 'prh.yml');
writeFileSync(
  dictionary,
  [
    'version: 1',
    'rules:',
    '  - expected: 区役所本庁舎',
    '    pattern: 本庁',
    '    prh: 庁内の呼び名です',
    '  - expected: $1か所',
    '    pattern: /(\\d+)[ヶケ]所/',
  ].join('\n'),
);

let style: RunningStyleChecker;

beforeAll(() => {
  style = makeStyleChecker({ setup: { dictionary }, recycleAfter: 3, timeout: 60_000 });
});
afterAll(() => style.stop());

async function found(text: string) {
  const hits = await style.look(text);
  return hits.map(({ ruleId, range, replacement }) => [ruleId, text.slice(range.start, range.end), replacement]);
}

describe('the second look at the wording', { timeout: 120_000 }, () => {
  it('finds what the four rules look for, at the very words', async () => {
    expect(await found('「職務経歴書を添付。窓口はは1階です。')).toEqual([
      ['unmatched-pair', '「', undefined],
      ['repeated-word', 'はは', 'は'],
    ]);
    expect(await found('窓口で受けれます。')).toEqual([['ra-nuki', '受けれ', '受けられ']]);
    expect(await found('本庁の2ヶ所で配ります。')).toEqual([
      ['term-style', '本庁', '区役所本庁舎'],
      ['term-style', '2ヶ所', '2か所'],
    ]);
  });

  it('finds the words behind emoji and rare characters too', async () => {
    expect(await found('👨‍👩‍👧‍👦𠮷野さんと🎉窓口で食べれます。')).toEqual([['ra-nuki', '食べれ', '食べられ']]);
  });

  it('is not stopped by half an emoji, left over from a cut', async () => {
    expect(await found('お祭り\ud83d窓口で食べれます。\udc00')).toEqual([['ra-nuki', '食べれ', '食べられ']]);
  });

  it('leaves alone what is meant', async () => {
    expect(await found('楽しみに！！ ○○課 はいはい ますます 人々 一人一人にはがきを送ります。')).toEqual([]);
    expect(await found('帰れる、取れる、売れる、受けられます。*太字* #見出し')).toEqual([]);
  });

  it('goes on with a new thread after a number of texts, and takes several at once', async () => {
    const texts = Array.from({ length: 7 }, (_, number) => `${number}番は本庁です。`);
    const all = await Promise.all(texts.map((text) => found(text)));
    expect(all.every(([first]) => first?.[1] === '本庁')).toBe(true);
  });
});

describe('a thread that is in trouble', { timeout: 60_000 }, () => {
  it('rejects the text, and tries again with the next', async () => {
    const broken = makeStyleChecker({
      setup: { dictionary: join(folder, 'none.yml') },
      recycleAfter: 10,
      timeout: 30_000,
    });
    await expect(broken.look('本庁です。')).rejects.toThrow();
    await expect(broken.look('本庁です。')).rejects.toThrow();
    await broken.stop();
  });

  it('is given up when it takes too long', async () => {
    const slow = makeStyleChecker({ setup: { dictionary: null }, recycleAfter: 10, timeout: 1 });
    await expect(slow.look('本庁です。')).rejects.toThrow('no answer');
    await slow.stop();
  });
});
