import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adoptCompiled } from '../guideline/edition/compiled.ts';
import type { Edition } from '../guideline/edition/edition.ts';
import { type GuidelineFile, parseEditions } from '../guideline/edition/parse-editions.ts';
import type { EditionProblem } from '../guideline/edition/problem.ts';
import { editionProblemText } from '../text/edition-problems.ts';
import type { Office } from '../usecases/ports.ts';
import { readCompiled, SHIPPED } from './compiled-guidelines.ts';
import { dictionaryProblems } from './dictionary.ts';
import { type Env, type EnvSource, environment, isSet, officeFile, readEnv, readKeys } from './env.ts';
import { editionFiles, readBytes } from './files.ts';
import { guidelinesFolder, type KeyPlace, keysIn, parseOffice } from './office.ts';
import type { ConfigProblem } from './problem.ts';
import { readYaml, wideColons, type YamlFile } from './yaml.ts';

export type LoadedOffice =
  | { readonly ok: true; readonly office: Office; readonly editions: readonly Edition[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export type LoadedConfig =
  | { readonly ok: true; readonly env: Env; readonly office: Office; readonly editions: readonly Edition[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Everything the app needs to start, or the whole list of what keeps it from starting.
 * Reads the environment, `.env`, office.yaml and the editions; nothing else.
 * @param today day in Japan, `YYYY-MM-DD`; with it, a guideline that is not yet in force is a problem too.
 */
export function loadConfig(today: string | null = null, source: EnvSource = environment()): LoadedConfig {
  const env = readEnv(source);
  const { office, editions, problems: inFiles, keys: places } = readOffice(officeFile(source), today);
  // Of an .env that cannot be read it is not known what it lacks.
  const keys = source.unreadable === undefined ? places.map(({ kind, prefix }) => readKeys(source, kind, prefix)) : [];
  const problems = [
    ...(env.ok ? [] : env.problems),
    ...keys.flatMap((result) => (result.ok ? [] : result.problems)),
    ...inFiles,
  ];
  if (!env.ok || office === null || problems.length > 0) return { ok: false, problems };
  return { ok: true, env: env.env, office, editions };
}

/** The office that the environment names; where nothing was set up yet, the shipped example. */
export function officeOrExample(source: EnvSource = environment()): { file: string; isExample: boolean } {
  const file = officeFile(source);
  const example = fileURLToPath(new URL('../../office.example.yaml', import.meta.url));
  const isExample = !isSet(source, 'KESSAI_OFFICE') && !existsSync(file) && existsSync(example);
  return { file: isExample ? example : file, isExample };
}

/**
 * The office and the guidelines alone, for tools that need no Slack.
 * @param file path of office.yaml.
 * @param today as for loadConfig.
 */
export function loadOffice(file: string, today: string | null = null): LoadedOffice {
  const { office, editions, problems } = readOffice(file, today);
  return office === null || problems.length > 0 ? { ok: false, problems } : { ok: true, office, editions };
}

interface OfficeReading {
  readonly office: Office | null;
  readonly editions: readonly Edition[];
  readonly problems: readonly ConfigProblem[];
  /** As far as they could be read: they are looked for even when something else is wrong. */
  readonly keys: readonly KeyPlace[];
}

function readOffice(file: string, today: string | null): OfficeReading {
  const bytes = readBytes(file);
  const result = 'problem' in bytes ? null : readYaml(file, bytes.bytes);
  const yaml = result?.ok ? result.yaml : null;
  const { editions, problems } = readEditions(yaml);
  if (yaml === null) {
    const unreadable = 'problem' in bytes ? [bytes.problem] : result?.ok === false ? result.problems : [];
    return { office: null, editions, problems: [...unreadable, ...problems], keys: [] };
  }
  const rules = [...new Set(editions.flatMap((edition) => edition.rules.map(({ id }) => id)))];
  const known = { guidelines: firstDays(editions), rules, ownWords: ownWords(editions), today };
  const office = parseOffice(yaml, problems.length > 0 ? null : known);
  return {
    office: office.ok ? office.office : null,
    editions,
    problems: [...(office.ok ? [] : office.problems), ...dictionaryProblems(yaml), ...problems],
    keys: keysIn(yaml),
  };
}

/** The shipped editions, and those that the office keeps beside its office.yaml. */
function readEditions(yaml: YamlFile | null): Pick<OfficeReading, 'editions' | 'problems'> {
  const found = [editionFiles(SHIPPED, 'src/guideline/editions')];
  const own = yaml === null ? null : guidelinesFolder(yaml);
  if (yaml !== null && own !== null) {
    const base = dirname(yaml.file);
    const asked = { file: yaml.file, line: yaml.lineOf(['guidelines']) };
    found.push(editionFiles(resolve(base, own), join(base, own), asked));
  }
  const files = found.flatMap((each) => each.files);
  const compiled = readCompiled();
  const parsed = parseEditions(files, compiled === null ? undefined : adoptCompiled(compiled));
  return {
    editions: parsed.ok ? parsed.editions : [],
    problems: [...found.flatMap(({ problems }) => problems), ...(parsed.ok ? [] : inWords(parsed.problems, files))],
  };
}

/** Where a file cannot be read as YAML and has full-width colons, those are what has to be mended. */
function inWords(problems: readonly EditionProblem[], files: readonly GuidelineFile[]): readonly ConfigProblem[] {
  const broken = new Set(problems.flatMap(({ file, code }) => (code === 'syntax' ? [file] : [])));
  const wide = files.flatMap(({ file, source }) => (broken.has(file) ? wideColons(file, source) : []));
  const explained = new Set(wide.map(({ file }) => file));
  return [
    ...wide,
    ...problems
      .filter(({ file, code }) => code !== 'syntax' || !explained.has(file))
      .map((problem) => ({
        file: problem.file,
        line: problem.line,
        path: problem.path,
        ...editionProblemText(problem),
      })),
  ];
}

/** Each guideline family with the day from which any edition of it is in force. */
function firstDays(editions: readonly Edition[]): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const { family, effectiveFrom } of editions) {
    const known = days.get(family);
    if (known === undefined || effectiveFrom.date < known) days.set(family, effectiveFrom.date);
  }
  return days;
}

/** A rule may be of another kind in another edition: then what either looks at may be written. */
function ownWords(editions: readonly Edition[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const { id, ownWords } of editions.flatMap(({ rules }) => rules))
    lists.set(id, [...new Set([...(lists.get(id) ?? []), ...ownWords])]);
  return lists;
}
