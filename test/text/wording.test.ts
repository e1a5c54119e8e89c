import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sentencesIn } from '../support/sentences.ts';
import { readFacts, sourceFiles } from '../support/source-facts.ts';

/**
 * The wording of everything that people read, a list a file: the only test that repeats a sentence. All others take it from
 * src/text. `npm run wording` writes the lists anew; what it changes is what the office will read.
 */

const ROOT = new URL('../..', import.meta.url).pathname;

const WORDING = join(ROOT, 'test/text/wording');
const FILES = sourceFiles(ROOT, ['src/acts', 'src/text']).flatMap((file) => {
  const sentences = sentencesIn(file, readFileSync(join(ROOT, file), 'utf8'));
  const lines = sentences.map(({ place, words }) => `${place}\n    ${words.replaceAll('\n', '⏎')}\n`);
  return lines.length === 0 ? [] : [{ file, list: `${file.replace('src/', '').replaceAll('/', '-')}.txt`, lines }];
});

it.each(FILES)('$file says what it said', async ({ list, lines }) => {
  await expect(lines.join('')).toMatchFileSnapshot(join(WORDING, list));
});

it('no list is left of a file that is gone', () => {
  const lists = FILES.map(({ list }) => list);
  expect(readdirSync(WORDING).filter((list) => !lists.includes(list))).toEqual([]);
});

/** What buttons and states are called is no sentence. */
const NAMES = readFacts(ROOT, 'src/text/words.ts').japanese.map(({ text }) => text);
/** Shorter ones are words that anybody might write. */
const SENTENCE = 12;

it('is not repeated by the tests of what the office sees', () => {
  const room = sourceFiles(ROOT, ['src/text']).flatMap((file) => readFacts(ROOT, file).japanese);
  const said = room.map(({ text }) => text).join('\n');
  const tests = sourceFiles(
    ROOT,
    ['views', 'commands', 'e2e', 'faults', 'slack', 'usecases'].map((room) => `test/${room}`),
  );
  const repeated = tests.flatMap((file) =>
    readFacts(ROOT, file)
      .japanese.map(({ line, text }) => ({ line, text: text.trim() }))
      .filter(({ text }) => text.length >= SENTENCE && !NAMES.includes(text) && said.includes(text))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(tests.length).toBeGreaterThan(60);
  expect(repeated).toEqual([]);
});

it('has every sentence whole, with what fills it, and says where it stands', () => {
  const source = [
    'export const cardText = {',
    "  approved: '承認されました。',",
    '  left: (count: number): string => `あと#{count}件#{count > 9 ? "も" : ""}あります。`,',
    '  why: (cause: Cause): string => {',
    '    switch (cause) {',
    "      case 'restart':",
    "        return '止まりました。';",
    '    }',
    '  },',
    '};',
  ]
    .join('\n')
    .replaceAll('#', '$');
  expect(sentencesIn('x.ts', source)).toEqual([
    { place: 'cardText.approved', words: '承認されました。' },
    { place: 'cardText.left', words: 'あと{count}件{count > 9 ? … : …}あります。' },
    { place: 'cardText.left', words: 'も' },
    { place: 'cardText.why: restart', words: '止まりました。' },
  ]);
});
