import { expect, it } from 'vitest';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import { editionProblemText } from '../../src/text/edition-problems.ts';

/** Slips in a guideline that an office wrote for itself: each is told, where it stands, before anybody is checked by it. */

const EDITION = `
id: machi-2026-04-01
family: machi
title: 見本町公式LINE運用要綱
office: 見本町
network: LINE
effectiveFrom: { date: 2026-04-01, written: 令和8年4月1日 }
history: [{ date: 2026-04-01, written: 制定 令和8年4月1日 }]
supplementary: []
account: { manager: 総務課長, name: 見本町, handle: null }
articles:
  - article: '1'
    caption: 発信
    paragraphs:
      - text: 略称を用いない。
      - text: 所管課の定めた語に注意する。
  - article: '2'
    caption: 利用者
    paragraphs: [{ text: 利用者は広告を投稿してはならない。 }]
form: { categories: [], emergency: false, priorApproval: false }
notChecked: []
exampleOffice: { today: 2026-11-21 }
rules:
  - id: abbreviation
    cites: [第1条第1項]
    citesOf: { own: [第1条第2項] }
    kind: word-list
    level: notice
    params: { words: [{ word: 教委, reason: 略称です。 }, { word: 委, reason: 略称です。 }] }
    examples:
      flagged: [{ text: 教委です。, quote: 教委, code: listed }]
      clean: [教育員会です。]
coverage:
  第2条: citizens
`;

const RULE = '  - { id: term, level: notice, kind: word-list, ';
const SHARED = `
library: 見本
exampleOffice: { today: 2026-11-21 }
rules:
${RULE} unused: 見本です。, params: { words: [{ word: 庁内, reason: 内部の語です。 }] }, examples: { flagged: [庁内], clean: [町] } }
`;

function problemsOf(...sources: readonly string[]): readonly string[] {
  const parsed = parseEditions(sources.map((source, index) => ({ file: `${index}.yaml`, source })));
  const problems = parsed.ok ? [] : parsed.problems;
  for (const problem of problems) {
    expect(editionProblemText(problem)).toMatchObject({ message: /。$/u, remedy: /。$/u });
    expect(problem.line).toBeGreaterThan(0);
  }
  return problems.map(({ file, path, code }) => `${file} ${path} ${code}`);
}

function changed(from: string, to: string): string {
  expect(EDITION).toContain(from);
  return EDITION.replace(from, to);
}

it('without a slip it loads; what only single cases stand on is accounted for', () => {
  expect(problemsOf(EDITION, SHARED)).toEqual([]);
});

it('an edition of the same id twice', () => {
  expect(problemsOf(EDITION, EDITION)).toEqual(['1.yaml id duplicate-edition']);
});

it('a rule twice, in one guideline or in shared files', () => {
  const twice = changed(
    'coverage:',
    `${EDITION.slice(EDITION.indexOf('  - id: abbr'), EDITION.indexOf('coverage:'))}coverage:`,
  );
  expect(problemsOf(twice)).toEqual(['0.yaml rules.1.id duplicate-rule']);
  expect(problemsOf(EDITION, SHARED, SHARED)).toEqual(['2.yaml rules.0.id duplicate-rule']);
});

it.each([
  [
    'a provision that cannot be read',
    'cites: [第1条第1項]',
    'cites: [一条, 第1条第1項]',
    'rules.0.cites.0 citation-unreadable',
  ],
  [
    'a provision of a single case that cannot be read',
    '{ own: [第1条第2項] }',
    '{ own: [第1条第2項, 二項] }',
    'rules.0.citesOf.own.1 citation-unreadable',
  ],
  [
    'a provision of a single case that is not there',
    '{ own: [第1条第2項] }',
    '{ own: [第1条第2項, 第1条第3項] }',
    'rules.0.citesOf.own.1 citation-unknown',
  ],
  [
    'a single case held to what binds the citizens',
    '{ own: [第1条第2項] }',
    '{ own: [第1条第2項, 第2条] }',
    'coverage.第2条 citizens-cited',
  ],
  [
    'a provision that only a single case stood on',
    'citesOf: { own: [第1条第2項] }',
    'citesOf: {}',
    'coverage coverage-missing',
  ],
  [
    'a line for a provision that is not there',
    '第2条: citizens',
    '第2条: citizens\n  第3条: informative',
    'coverage.第3条 coverage-unknown',
  ],
  [
    'an example in which something else is flagged',
    'quote: 教委',
    'quote: 委員',
    'rules.0.examples.flagged.0 example-not-flagged',
  ],
  [
    'an example that is flagged as another case',
    'code: listed',
    'code: own',
    'rules.0.examples.flagged.0 example-not-flagged',
  ],
])('%s', (_what, from, to, told) => {
  expect(problemsOf(changed(from, to))).toEqual([`0.yaml ${told}`]);
});
