import { z } from 'zod';
import { buildRules } from './build-rules.ts';
import { readCoverage } from './coverage.ts';
import type { Edition } from './edition.ts';
import { runExamples } from './examples.ts';
import type { EditionProblem } from './problem.ts';
import { listProvisions } from './provisions.ts';
import type { EditionFile, SharedRule } from './schema.ts';
import { editionSchema, librarySchema } from './schema.ts';
import type { SourceFile } from './source-file.ts';
import { readSource } from './source-file.ts';

export interface GuidelineFile {
  /** Name as it is to appear in messages. */
  readonly file: string;
  /** The file's text (YAML). */
  readonly source: string;
}

export type ParsedEditions =
  | { readonly ok: true; readonly editions: readonly Edition[] }
  | { readonly ok: false; readonly problems: readonly EditionProblem[] };

/**
 * Reads guideline files: editions, and libraries of rules that several editions share (files with a `library:` key).
 * Every rule's examples are run and every provision must be accounted for.
 * @returns all editions, or every problem of all files at once.
 */
export function parseEditions(files: readonly GuidelineFile[]): ParsedEditions {
  const problems: EditionProblem[] = [];
  const sources = files.flatMap(({ file, source }) => readSource(file, source, problems) ?? []);
  const [libraries, guidelines] = partition(sources, isLibrary);
  const shared = readLibraries(libraries);
  const editions: Edition[] = [];
  const examples: (() => void)[] = [];
  for (const source of guidelines) {
    const read = readEdition(source, shared);
    if (read === undefined) continue;
    const { edition } = read;
    if (editions.some(({ id }) => id === edition.id)) source.complain(['id'], 'duplicate-edition', { id: edition.id });
    editions.push(edition);
    examples.push(read.runExamples);
  }
  // When all patterns are known: each new one would have the index of patterns made anew.
  for (const run of examples) run();
  if (problems.length > 0) return { ok: false, problems };
  if (editions.length === 0) {
    return { ok: false, problems: [{ file: '', line: null, path: '', code: 'no-edition', params: {} }] };
  }
  return { ok: true, editions };
}

function readLibraries(sources: readonly SourceFile[]): ReadonlyMap<string, SharedRule> {
  const shared = new Map<string, SharedRule>();
  for (const source of sources) {
    const library = shaped(source, librarySchema);
    for (const [index, rule] of (library?.rules ?? []).entries()) {
      if (shared.has(rule.id)) source.complain(['rules', index, 'id'], 'duplicate-rule', { rule: rule.id });
      shared.set(rule.id, rule);
    }
  }
  return shared;
}

interface Read {
  readonly edition: Edition;
  readonly runExamples: () => void;
}

function readEdition(source: SourceFile, shared: ReadonlyMap<string, SharedRule>): Read | undefined {
  const file = shaped(source, editionSchema);
  if (file === undefined) return undefined;
  const { complain } = source;
  const provisions = listProvisions(file);
  for (const [index, { at, text }] of file.sic.entries()) {
    const there = provisions.find(({ label }) => label === at)?.text.includes(text) === true;
    if (!there) complain(['sic', index], 'sic-missing', { at, text });
  }
  const built = buildRules(file.rules, shared, provisions, complain);
  const rules = built.map(({ rule }) => rule);
  const edition: Edition = {
    ...headOf(file),
    provisions,
    coverage: readCoverage(file.coverage, provisions, rules, complain),
    rules,
  };
  return { edition, runExamples: () => runExamples(edition, built, file.exampleOffice, complain) };
}

function headOf(file: EditionFile): Omit<Edition, 'provisions' | 'coverage' | 'rules'> {
  const { id, family, title, office, network, effectiveFrom, history, supplementary, account, form, notChecked } = file;
  return { id, family, title, office, network, effectiveFrom, history, supplementary, account, form, notChecked };
}

/** What zod says of a wrong value is read by whoever wrote the file. */
const IN_JAPANESE = { error: z.locales.ja().localeError };

function shaped<Schema extends z.ZodType>(source: SourceFile, schema: Schema): z.output<Schema> | undefined {
  if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value)) {
    source.complain([], 'no-settings', { list: Array.isArray(source.value) });
    return undefined;
  }
  const parsed = schema.safeParse(source.value, IN_JAPANESE);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    source.complain(path, 'shape', { detail: issue.message });
  }
  return undefined;
}

function isLibrary({ value }: SourceFile): boolean {
  return typeof value === 'object' && value !== null && 'library' in value;
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}
