import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../guideline/edition.ts';
import { parseEditions } from '../guideline/parse-editions.ts';
import type { EditionProblem } from '../guideline/problem.ts';
import { fileText } from '../text/config.ts';
import { editionProblemText } from '../text/edition-problems.ts';
import type { Office } from '../usecases/ports.ts';
import { type Env, type EnvSource, environment, isSet, officeFile, readEnv, readXSecrets } from './env.ts';
import { guidelinesFolder, parseOffice } from './office.ts';
import type { ConfigProblem } from './problem.ts';
import { readYaml } from './yaml.ts';

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
  const loaded = loadOffice(officeFile(source), today);
  const problems = [
    ...(env.ok ? [] : env.problems),
    ...(loaded.ok ? missingSecrets(source, loaded.office) : loaded.problems),
  ];
  if (!env.ok || !loaded.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, env: env.env, office: loaded.office, editions: loaded.editions };
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
  const bytes = readBytes(file);
  const yaml = 'problem' in bytes ? null : readYaml(file, bytes.bytes);
  const own = yaml?.ok ? guidelinesFolder(yaml.yaml) : null;

  const shipped = editionFiles(
    fileURLToPath(new URL('../guideline/editions/', import.meta.url)),
    'src/guideline/editions',
  );
  const added =
    own === null || !yaml?.ok
      ? { files: [], problems: [] }
      : editionFiles(resolve(dirname(file), own), join(dirname(file), own), {
          file,
          line: yaml.yaml.lineOf(['guidelines']),
        });
  const parsed = parseEditions([...shipped.files, ...added.files]);
  const editions = parsed.ok ? parsed.editions : [];
  const wrong = parsed.ok ? [] : parsed.problems.map(inWords);
  const problems: ConfigProblem[] = [...shipped.problems, ...added.problems, ...wrong];

  if ('problem' in bytes) return { ok: false, problems: [bytes.problem, ...problems] };
  if (yaml === null || !yaml.ok) return { ok: false, problems: [...(yaml?.problems ?? []), ...problems] };
  const known = {
    guidelines: firstDays(editions),
    rules: [...new Set(editions.flatMap(ruleIds))],
    today,
  };
  const office = parseOffice(yaml.yaml, problems.length > 0 ? null : known);
  if (!office.ok) return { ok: false, problems: [...office.problems, ...problems] };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, office: office.office, editions };
}

function inWords(problem: EditionProblem): ConfigProblem {
  const { file, line, path } = problem;
  return { file, line, path, ...editionProblemText(problem) };
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

/** Planned rules are known by name: an office may set their levels before a later version brings them. */
function ruleIds(edition: Edition): string[] {
  return [
    ...edition.rules.map((rule) => rule.id),
    ...Object.values(edition.coverage).flatMap((coverage) => coverage.planned),
  ];
}

function missingSecrets(source: EnvSource, office: Office): ConfigProblem[] {
  const prefixes = new Set(
    office.accounts.flatMap(({ publisher }) => (publisher.kind === 'x' ? [publisher.credentials] : [])),
  );
  return [...prefixes].flatMap((prefix) => {
    const result = readXSecrets(source, prefix);
    return result.ok ? [] : result.problems;
  });
}

function readBytes(file: string): { bytes: Uint8Array } | { problem: ConfigProblem } {
  try {
    return { bytes: readFileSync(file) };
  } catch (cause) {
    const code = errorCode(cause);
    const sentence = code === 'ENOENT' ? fileText.missing() : fileText.unreadable(code);
    return { problem: { file, line: null, path: '', ...sentence } };
  }
}

interface EditionFiles {
  readonly files: readonly { file: string; source: string }[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * All `*.yaml` of a folder, in the order of their names.
 * @param shown how the folder is called in problems.
 * @param asked the setting that names the folder; a folder that the office asks for has to exist and hold something.
 */
function editionFiles(folder: string, shown: string, asked?: { file: string; line: number }): EditionFiles {
  let names: string[];
  try {
    names = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort();
  } catch (cause) {
    const code = errorCode(cause);
    const sentence = code === 'ENOENT' || code === 'ENOTDIR' ? fileText.noFolder() : fileText.unreadable(code);
    const where = asked ?? { file: shown, line: null };
    return { files: [], problems: [{ ...where, path: asked ? 'guidelines' : '', ...sentence }] };
  }
  if (names.length === 0) {
    const where = asked ?? { file: shown, line: null };
    return { files: [], problems: [{ ...where, path: asked ? 'guidelines' : '', ...fileText.noEditions() }] };
  }
  const files: { file: string; source: string }[] = [];
  const problems: ConfigProblem[] = [];
  for (const name of names) {
    const file = join(shown, name);
    const read = readBytes(join(folder, name));
    if ('problem' in read) {
      problems.push({ ...read.problem, file });
      continue;
    }
    try {
      files.push({ file, source: new TextDecoder('utf-8', { fatal: true }).decode(read.bytes) });
    } catch {
      problems.push({ file, line: null, path: '', ...fileText.notUtf8() });
    }
  }
  return { files, problems };
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
}
