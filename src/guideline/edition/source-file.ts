import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { IN_JAPANESE } from '../rules/rule-kind.ts';
import type { GuidelineFile } from './parse-editions.ts';
import type { Complain, EditionProblem } from './problem.ts';

/** A YAML file that was read, with a way to name a place in it. */
export interface SourceFile {
  readonly file: string;
  readonly source: string;
  readonly value: unknown;
  readonly complain: Complain;
}

/**
 * @param problems is added to: syntax errors now, everything else through `complain`.
 * @param known what the text says, where it has been read before; then it is only read to name a line of it.
 * @returns undefined when the file is not YAML at all.
 */
export function readSource(
  { file, source }: GuidelineFile,
  problems: EditionProblem[],
  known: unknown,
): SourceFile | undefined {
  const lines = new LineCounter();
  let read: Document.Parsed | undefined;
  const document = (): Document.Parsed => {
    read ??= parseDocument(source, { lineCounter: lines, uniqueKeys: true });
    return read;
  };
  const errors = known === undefined ? document().errors : [];
  for (const error of errors) {
    problems.push({
      file,
      line: lines.linePos(error.pos[0]).line,
      path: '',
      code: 'syntax',
      params: { detail: error.code },
    });
  }
  if (errors.length > 0) return undefined;

  /** Line of the deepest part of the path that is in the file. */
  const lineOf = (path: readonly (string | number)[]): number | null => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document().getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  return {
    file,
    source,
    value: known ?? document().toJS(),
    complain: (path, code, params = {}) => {
      problems.push({ file, line: lineOf(path), path: path.join('.'), code, params });
    },
  };
}

/** Holds a file against a schema; complains of everything that is not as it should be. */
export function shaped<Schema extends z.ZodType>(source: SourceFile, schema: Schema): z.output<Schema> | undefined {
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
