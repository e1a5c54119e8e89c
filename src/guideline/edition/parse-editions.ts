import { buildRules } from './build-rules.ts';
import { readCoverage } from './coverage.ts';
import type { Edition } from './edition.ts';
import type { TriedRule } from './examples.ts';
import { runExamples } from './examples.ts';
import { Libraries } from './libraries.ts';
import type { EditionProblem } from './problem.ts';
import { listProvisions } from './provisions.ts';
import type { EditionFile } from './schema.ts';
import { editionSchema } from './schema.ts';
import type { SourceFile } from './source-file.ts';
import { readSource, shaped } from './source-file.ts';

export interface GuidelineFile {
  /** Name as it is to appear in messages. */
  readonly file: string;
  /** The file's text (YAML). */
  readonly source: string;
}

export type ParsedEditions =
  | { readonly ok: true; readonly editions: readonly Edition[] }
  | { readonly ok: false; readonly problems: readonly EditionProblem[] };

/** What an earlier reading found in the very same texts. */
export interface KnownSources {
  /** What a text says; undefined where it is not known. */
  valueOf(source: string): unknown;
  /** Whether the examples of an edition, the last of these texts, have passed with the libraries before it; or of those. */
  havePassed(sources: readonly string[]): boolean;
}

const NOTHING_KNOWN: KnownSources = { valueOf: () => undefined, havePassed: () => false };

/**
 * Reads guideline files: editions, and libraries of rules that several editions share (files with a `library:` key).
 * Every rule's examples are run and every provision must be accounted for.
 * @param known spares what need not be done again; without it the answer is the same.
 * @returns all editions, or every problem of all files at once.
 */
export function parseEditions(files: readonly GuidelineFile[], known: KnownSources = NOTHING_KNOWN): ParsedEditions {
  const problems: EditionProblem[] = [];
  const sources = files.flatMap((file) => readSource(file, problems, known.valueOf(file.source)) ?? []);
  const [shared, guidelines] = partition(sources, isLibrary);
  const libraries = new Libraries(shared, sources.length === files.length);
  const read = guidelines.map((source) => readEdition(source, libraries));
  const complete = read.flatMap((one) => one ?? []);
  const editions: Edition[] = [];
  for (const { edition, source } of complete) {
    if (editions.some(({ id }) => id === edition.id)) source.complain(['id'], 'duplicate-edition', { id: edition.id });
    editions.push(edition);
  }
  const allRead = sources.length === files.length && complete.length === read.length && complete.length > 0;
  if (allRead) libraries.expectUsed(new Set(complete.flatMap(({ listed }) => listed)));
  // When all patterns are known: each new one would have the index of patterns made anew.
  const texts = shared.map(({ source }) => source);
  if (!known.havePassed(texts)) libraries.runExamples();
  for (const { edition, source, tried, office } of complete) {
    if (!known.havePassed([...texts, source.source])) runExamples(tried, edition, office, source.complain);
  }
  if (problems.length > 0) return { ok: false, problems };
  if (editions.length === 0) {
    return { ok: false, problems: [{ file: '', line: null, path: '', code: 'no-edition', params: {} }] };
  }
  return { ok: true, editions };
}

interface Read {
  readonly source: SourceFile;
  readonly edition: Edition;
  /** Ids of all its rules, usable or not. */
  readonly listed: readonly string[];
  readonly tried: readonly TriedRule[];
  readonly office: EditionFile['exampleOffice'];
}

function readEdition(source: SourceFile, libraries: Libraries): Read | undefined {
  const file = shaped(source, editionSchema);
  if (file === undefined) return undefined;
  const { complain } = source;
  const provisions = listProvisions(file);
  for (const [index, { at, text }] of file.sic.entries()) {
    const there = provisions.find(({ label }) => label === at)?.text.includes(text) === true;
    if (!there) complain(['sic', index], 'sic-missing', { at, text });
  }
  const built = buildRules(file.rules, libraries, provisions, complain);
  const standing = built.map((one) => one.standing);
  const edition: Edition = {
    ...headOf(file),
    provisions,
    coverage: readCoverage(file.coverage, provisions, standing, complain),
    rules: built.flatMap(({ rule }) => rule ?? []),
  };
  const tried = built.flatMap((one) => one.tried ?? []);
  return { source, edition, listed: file.rules.map(({ id }) => id), tried, office: file.exampleOffice };
}

function headOf(file: EditionFile): Omit<Edition, 'provisions' | 'coverage' | 'rules'> {
  const { id, family, title, office, network, effectiveFrom, history, supplementary, account, form, notChecked } = file;
  return { id, family, title, office, network, effectiveFrom, history, supplementary, account, form, notChecked };
}

export function isLibrary({ value }: Pick<SourceFile, 'value'>): boolean {
  return typeof value === 'object' && value !== null && 'library' in value;
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}
