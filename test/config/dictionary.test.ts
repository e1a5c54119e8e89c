import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadOffice } from '../../src/config/load.ts';

const EXAMPLE = readFileSync(new URL('../../office.example.yaml', import.meta.url), 'utf8');

/** The office with these lines for textlint, and this dictionary beside it. */
function load(textlint: string, dictionary: string | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'kessai-dictionary-'));
  const file = join(folder, 'office.yaml');
  writeFileSync(file, `${EXAMPLE}\n${textlint}`);
  if (dictionary !== null) writeFileSync(join(folder, 'prh.yml'), dictionary);
  const loaded = loadOffice(file);
  return loaded.ok
    ? { textlint: loaded.office.textlint, folder }
    : { problems: loaded.problems.map((one) => `${one.file.replace(`${folder}/`, '')}:${one.line} ${one.path}`) };
}

const ON = 'textlint:\n  enabled: true\n  dictionary: ./prh.yml\n';
const GOOD = 'version: 1\nrules:\n  - expected: こども\n    pattern: 子供\n';

describe('the second look at the wording', () => {
  it('is off unless the office asks for it', () => {
    expect(load('')).toMatchObject({ textlint: null });
    expect(load('textlint:\n  enabled: false\n  dictionary: ./nowhere.yml\n')).toMatchObject({ textlint: null });
  });

  it('takes the dictionary beside office.yaml, or none', () => {
    const loaded = load(ON, GOOD);
    expect(loaded).toMatchObject({ textlint: { dictionary: join(loaded.folder ?? '', 'prh.yml') } });
    expect(load('textlint:\n  enabled: true\n')).toMatchObject({ textlint: { dictionary: null } });
  });

  it('does not start with a dictionary that is not there or cannot be read', () => {
    const line = EXAMPLE.split('\n').length + 3;
    expect(load(ON)).toEqual({ problems: [`office.yaml:${line} textlint.dictionary`] });
    expect(load(ON, 'version: 1\nrules: [')).toMatchObject({ problems: [expect.stringMatching(/^prh\.yml:/)] });
    expect(load(ON, 'version: 1\nrules:\n  - pattern: 子供\n')).toEqual({ problems: ['prh.yml:3 rules[0].expected'] });
  });
});
