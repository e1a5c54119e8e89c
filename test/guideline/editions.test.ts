import { describe, expect, it } from 'vitest';
import { citationKey, citationLabel, parseCitation } from '../../src/guideline/citation.ts';
import { provisionText } from '../../src/guideline/edition/edition.ts';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import type { EditionProblem } from '../../src/guideline/edition/problem.ts';
import { editionInForce } from '../../src/guideline/guidelines.ts';
import type { Citation } from '../../src/guideline/types.ts';
import { editionProblemText } from '../../src/text/edition-problems.ts';
import { shippedEdition, shippedEditions, shippedFiles } from './support.ts';

/**
 * The shipped files with one change, as somebody's slip would make it.
 * @param only that file alone, where the others say nothing of it
 */
function withChange(name: string, from: string, to: string, only = false) {
  const files = shippedFiles()
    .filter(({ file }) => !only || file.startsWith(name))
    .map(({ file, source }) => (file.startsWith(name) ? { file, source: source.replace(from, to) } : { file, source }));
  const parsed = parseEditions(files);
  return parsed.ok ? [] : parsed.problems;
}

function cite(written: string): Citation {
  const citation = parseCitation(written);
  if (citation === undefined) throw new Error(`${written} cannot be read`);
  return citation;
}

describe('the guidelines of the two offices', () => {
  it('load, with all their rules and examples', () => {
    const parsed = parseEditions(shippedFiles());
    expect(parsed.ok ? parsed.editions.map(({ id }) => id) : parsed.problems).toEqual([
      'shinagawa-x-2026-04-01',
      'toshima-piazza-2022-02-24',
    ]);
  });

  it('keep the words of the source, misprints included', () => {
    const shinagawa = shippedEdition('shinagawa-x');
    expect(provisionText(shinagawa, cite('第5条第3項'))).toBe(
      'リプライ、リツイート、フォローは行わない。ただし、運営管理者が必要と認めるものはこの限りでない。',
    );
    expect(provisionText(shinagawa, cite('第6条(6)'))).toContain('人種、試行、信条等');
    expect(provisionText(shippedEdition('toshima-piazza'), cite('第6条第1項ただし書'))).toMatch(
      /^ただし、公式ピアッザの特性/u,
    );
  });

  it('hold no citizens’ duty against a draft of staff', () => {
    const citations = shippedEdition('shinagawa-x').rules.flatMap(({ citations: cited }) => cited);
    const citizens = citations.filter((citation) => citation.kind === 'provision' && citation.article === '6');
    expect(citizens.every((citation) => citation.kind === 'provision' && citation.reference === true)).toBe(true);
  });

  it('are in force from their day on', () => {
    expect(editionInForce(shippedEditions(), 'shinagawa-x', '2026-03-31')).toBeUndefined();
    expect(editionInForce(shippedEditions(), 'shinagawa-x', '2026-04-01')?.id).toBe('shinagawa-x-2026-04-01');
  });
});

describe('a citation', () => {
  it.each(['第5条第2項(4)', '第3条の2第1項', '第9条', '第2条(5)'])('%s is shown as it was read', (written) => {
    expect(citationLabel('要領', cite(written))).toBe(`要領 ${written}`);
  });

  it('names the proviso, the network and what is only for orientation', () => {
    expect(citationLabel('要領', cite('第6条第1項ただし書'))).toBe('要領 第6条第1項ただし書');
    expect(citationLabel('要領', cite('Xの仕様'))).toBe('Xの仕様');
    expect(citationLabel('要領', cite('参考 第6条(9)'))).toBe('要領 第6条(9)（参考）');
    expect([cite('第6条第1項ただし書'), cite('参考 第6条(9)'), cite('Xの仕様')].map(citationKey)).toEqual([
      '6.1.proviso',
      '6..9',
      'platform:X',
    ]);
  });

  it('that is not one is refused', () => {
    expect(parseCitation('五条')).toBeUndefined();
  });
});

describe('a guideline file with a slip in it is not used', () => {
  it.each([
    ['a provision is not accounted for', '  第1条: informative\n', '', 'coverage-missing'],
    [
      'the rule that a provision was left to is gone',
      '  - { id: reply, cites: [第5条第3項, 第2条(5)] }\n',
      '',
      'coverage-missing',
    ],
    [
      'a provision with nothing to check is checked',
      '  第2条(8): informative\n',
      '  第2条(5): informative\n  第2条(8): informative\n',
      'informative-cited',
    ],
    [
      'a rule is cited under what binds the citizens',
      'cites: [第5条第3項, 第2条(5)]',
      'cites: [第6条(2)]',
      'citizens-cited',
    ],
    ['a provision does not exist', 'cites: [第5条第3項, 第2条(5)]', 'cites: [第5条第9項]', 'citation-unknown'],
    ['a rule does not exist', '- { id: follow,', '- { id: followww,', 'rule-incomplete'],
    ['a misprint was corrected', 'リプライ、リツイート、フォロー', 'リプライ、リポスト、フォロー', 'sic-missing'],
    ['an example is no longer flagged', 'department: 防災課', 'department: 戦略広報課', 'example-not-flagged'],
    [
      'a harmless example is flagged',
      'handle: shinagawacity\n  officialDomains',
      'handle: shinagawa\n  officialDomains',
      'example-flagged',
    ],
    ['a key is misspelt', 'network: X\n', 'netwrok: X\n', 'shape'],
    ['it is no YAML', 'network: X\n', 'network: [X\n', 'syntax'],
  ])('%s', (_, from, to, code) => {
    const problems = withChange('shinagawa-x', from, to);
    expect(problems.map((problem) => problem.code)).toContain(code);
    for (const problem of problems) {
      expect(problem.file).toMatch(/^shinagawa-x/u);
      expect(problem.line).toBeGreaterThan(0);
      expect(editionProblemText(problem).message).not.toBe('');
      expect(editionProblemText(problem).remedy).not.toBe('');
    }
  });

  it('says the line', () => {
    const source = shippedFiles().find(({ file }) => file.startsWith('shinagawa-x'))?.source ?? '';
    const line = source.slice(0, source.indexOf('id: mention')).split('\n').length;
    const problem = withChange('shinagawa-x', 'id: mention', 'id: mentoin').find(
      ({ code }) => code === 'rule-incomplete',
    );
    expect(problem?.line).toBe(line);
  });

  it('names every problem of all files at once', () => {
    const files = shippedFiles().map(({ file, source }) => ({
      file,
      source: source.replace('  第1条: informative\n', ''),
    }));
    const parsed = parseEditions(files);
    expect(parsed.ok ? [] : parsed.problems.map(({ file }) => file)).toEqual([
      'shinagawa-x-2026-04-01.yaml',
      'toshima-piazza-2022-02-24.yaml',
    ]);
  });
});

describe('a library of rules with a slip in it is told by itself', () => {
  const PATTERN = "pattern: 'フォロバ'";

  it.each([
    ['its kind is misspelt', 'library-conduct', 'kind: word-list', 'kind: word-lists', 'kind-unknown', 'kind'],
    ['it has no level', 'library-privacy', '    level: waiver\n', '', 'shape', 'level'],
    ['a key is misspelt', 'library-dates', 'examples:', 'exampels:', 'shape', 'rules'],
    ['a case does not exist', 'library-dates', '{ written: block }', '{ writen: block }', 'code-unknown', 'writen'],
    [
      'a parameter is missing',
      'library-correctness',
      '{ trusted: [lg.jp, go.jp, logoform.jp, elg-front.jp] }',
      '{}',
      'shape',
      'trusted',
    ],
    ['a pattern could take for ever', 'library-authorship', PATTERN, "pattern: '(フォロ)+バ'", 'pattern', 'pattern'],
    ['a repetition is none', 'library-authorship', PATTERN, "pattern: 'フ.(0, 14)バ'", 'pattern', 'pattern'],
    ['a word has two kinds', 'library-authorship', PATTERN, "word: あ, pattern: 'あ'", 'shape', 'words'],
    [
      'its example says nothing',
      'library-conduct',
      '        - 中の人は反対派です\n',
      '        - 反対\n',
      'example-not-flagged',
      'flagged',
    ],
    ['it flags what is harmless', 'library-media', 'alt: 装飾', 'alt: 画像', 'example-flagged', 'clean'],
    [
      'it has no example',
      'library-correctness',
      'clean: [がんばる, ごみ, ぱん]',
      'clean: []',
      'example-missing',
      'rules',
    ],
    [
      'no guideline has its rule',
      'library-network',
      'rules:\n',
      'rules:\n  - { id: word-list, level: notice, params: { words: [{ word: あ, reason: い }] }, examples: { flagged: [あ], clean: [い] } }\n',
      'rule-unused',
      'rules',
    ],
  ])('%s', (_, name, from, to, code, key) => {
    const problems = withChange(name, from, to, code !== 'rule-unused');
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    const [{ file, line, path, ...problem }] = problems as [EditionProblem];
    expect(file).toBe(`${name}.yaml`);
    expect(path).toContain(key);
    const { message, remedy } = editionProblemText({ file, line, path, ...problem });
    expect(message).toMatch(/[ぁ-ん].*。$/u);
    expect(remedy).toMatch(/[ぁ-ん].*。$/u);
    expect(message).not.toMatch(/invalid|expected|unrecognized/iu);
  });

  it('says the line of the very example', () => {
    const source = shippedFiles().find(({ file }) => file === 'library-media.yaml')?.source ?? '';
    const line = source.slice(0, source.indexOf('alt: 装飾')).split('\n').length;
    expect(withChange('library-media', 'alt: 装飾', 'alt: 画像', true)[0]?.line).toBe(line);
  });

  it('may keep a rule that no guideline has, and says why', () => {
    const rule =
      '{ id: word-list, level: notice, unused: 試しに置く。, params: { words: [{ word: あ, reason: い }] }, examples: { flagged: [あ], clean: [い] } }';
    expect(withChange('library-network', 'rules:\n', `rules:\n  - ${rule}\n`)).toEqual([]);
  });
});
