import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { dictionaryText } from '../text/config.ts';
import { readBytes } from './files.ts';
import { valueAt } from './office-checks.ts';
import { type ConfigProblem, pathText } from './problem.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** As prh reads it: what should be written, and what is written instead. */
const dictionarySchema = z.object({
  version: z.literal(1),
  rules: z.array(z.object({ expected: z.string().min(1) })).min(1),
});

/** Path of the office's own dictionary; null where textlint is off or has none. */
export function dictionaryFile(yaml: YamlFile): string | null {
  const written = valueAt(yaml.value, ['textlint', 'dictionary']);
  if (valueAt(yaml.value, ['textlint', 'enabled']) !== true || typeof written !== 'string') return null;
  return resolve(dirname(yaml.file), written.trim());
}

/** What is wrong with the dictionary that office.yaml names: told at the start, not by the first draft. */
export function dictionaryProblems(yaml: YamlFile): readonly ConfigProblem[] {
  const file = dictionaryFile(yaml);
  if (file === null) return [];
  const shown = join(dirname(yaml.file), String(valueAt(yaml.value, ['textlint', 'dictionary'])).trim());
  const asked = { file: yaml.file, line: yaml.lineOf(['textlint', 'dictionary']), path: 'textlint.dictionary' };
  const read = readBytes(file);
  if ('problem' in read) return [{ ...asked, ...dictionaryText.missing(shown) }];
  const result = readYaml(shown, read.bytes);
  if (!result.ok) return result.problems;
  const parsed = dictionarySchema.safeParse(result.yaml.value);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path }) => ({
    file: shown,
    line: result.yaml.lineOf(path),
    path: pathText(path),
    ...dictionaryText.shape(),
  }));
}
