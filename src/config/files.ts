import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileText, type Sentence } from '../text/config.ts';
import type { ConfigProblem } from './problem.ts';

/** @returns the file's bytes, or the problem to report about it. */
export function readBytes(file: string): { bytes: Uint8Array } | { problem: ConfigProblem } {
  try {
    return { bytes: readFileSync(file) };
  } catch (cause) {
    const code = errorCode(cause);
    return { problem: { file, line: null, path: '', ...unreadableText(code) } };
  }
}

/** What is told of a file that could not be read. */
export function unreadableText(code: string): Sentence {
  if (code === 'ENOENT') return fileText.missing();
  return code === 'EISDIR' ? fileText.folder() : fileText.unreadable(code);
}

/** May other users of the machine read the file? False too where there is none. */
export function openToOthers(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o007) !== 0;
}

export interface EditionFiles {
  readonly files: readonly { file: string; source: string }[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * All `*.yaml` of a folder, in the order of their names.
 * @param shown how the folder is called in problems.
 * @param asked the setting that names the folder; a folder that the office asks for has to exist and hold something.
 */
export function editionFiles(folder: string, shown: string, asked?: { file: string; line: number }): EditionFiles {
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

export function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
}
