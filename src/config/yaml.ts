import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { fileText, yamlText } from '../text/config.ts';
import type { ConfigProblem } from './problem.ts';
import { type Breakage, structureSlips } from './yaml-slips.ts';

/** A YAML file that could be read, with the way back from a value to its line. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** 1-based line of the value, or of the nearest thing around it where the value is missing. */
  lineOf(path: readonly PropertyKey[]): number;
  /** 1-based line of a key, for keys that should not be there. */
  lineOfKey(parent: readonly PropertyKey[], key: string): number;
}

export type YamlResult =
  | { readonly ok: true; readonly yaml: YamlFile }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const MAX_BYTES = 1024 * 1024;

/** Reads YAML 1.2 with nothing but plain data in it. A UTF-8 byte order mark is ignored. */
export function readYaml(file: string, bytes: Uint8Array): YamlResult {
  const refuse = (sentence: { message: string; remedy: string }, line: number | null = null): YamlResult => ({
    ok: false,
    problems: [{ file, line, path: '', ...sentence }],
  });
  if (bytes.length > MAX_BYTES) return refuse(fileText.tooLarge());
  const source = decode(bytes);
  if (source === null) return refuse(fileText.notUtf8(), firstBadLine(bytes));

  const { document, lines, wrong } = parsed(source);
  if (wrong.length > 0) {
    const wide = wideColons(file, source);
    // With these mended, what is left is wrong in itself and not for their sake.
    const narrow = wide.length === 0 ? source : source.replaceAll(WIDE_COLON, '$1$2: ');
    const slips = structureSlips(file, narrow, breakageOf);
    const problems = [...wide, ...(slips.length > 0 ? slips : syntaxProblems(file, narrow))];
    return { ok: false, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  }

  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    // The library's guard against aliases that unfold into gigabytes, and against a value that contains itself.
    if (cause instanceof ReferenceError) return refuse(yamlText.aliases());
    throw cause;
  }
  if (value === null || value === undefined) return refuse(fileText.empty());

  const lineAt = (offset: number | undefined): number => (offset === undefined ? 1 : lines.linePos(offset).line);
  const nodeAt = (path: readonly PropertyKey[]): Node | null => {
    for (let length = path.length; length > 0; length--) {
      const found = document.getIn(path.slice(0, length), true);
      if (isNode(found) && found.range) return found;
    }
    return document.contents;
  };
  return {
    ok: true,
    yaml: {
      file,
      value,
      lineOf: (path) => lineAt(nodeAt(path)?.range?.[0]),
      lineOfKey: (parent, key) => {
        const map = parent.length === 0 ? document.contents : document.getIn(parent, true);
        const pair = isMap(map) ? map.items.find(({ key: name }) => isScalar(name) && name.value === key) : undefined;
        return lineAt(isNode(pair?.key) ? pair.key.range?.[0] : nodeAt(parent)?.range?.[0]);
      },
    },
  };
}

function parsed(source: string) {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, stringKeys: true });
  return { document, lines, wrong: [...document.errors, ...document.warnings] };
}

function breakageOf(source: string): Breakage | null {
  const { lines, wrong } = parsed(source);
  const places = wrong.map(({ pos }) => lines.linePos(pos[0]).line);
  return places.length === 0 ? null : { errors: places.length, first: Math.min(...places) };
}

/** What follows the first thing that cannot be read is its echo; only a name written twice before it is wrong in itself. */
function syntaxProblems(file: string, source: string): readonly ConfigProblem[] {
  const { lines, wrong } = parsed(source);
  const errors = wrong.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const first = errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  return errors
    .slice(0, first < 0 ? undefined : first + 1)
    .map(({ code, pos }) => ({ file, line: lines.linePos(pos[0]).line, path: '', ...yamlText.syntax(code) }));
}

/** A key with a full-width colon, or with a full-width space after its colon: as a Japanese keyboard types them. */
const WIDE_COLON = /(^[ \t]*(?:- )?|[{,] *)([\w-]+)(?:：[ \u3000]*|:\u3000[ \u3000]*)/gmu;

/** One problem for each line whose key has one; to be asked of a file that is no YAML, where they are to blame. */
export function wideColons(file: string, source: string): readonly ConfigProblem[] {
  return [...source.matchAll(WIDE_COLON)].map(({ index, 2: key = '' }) => ({
    file,
    line: source.slice(0, index).split('\n').length,
    path: key,
    ...yamlText.wideColon(key),
  }));
}

/** The key at the beginning of what YAML took for a plain value, because of its full-width colon; null where there is none. */
export function wideColonKey(value: string): string | null {
  return /^([\w-]+)(?:：|:\u3000)/u.exec(value)?.[1] ?? null;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** No UTF-8 sequence contains a line feed byte, so each line stands alone. */
function firstBadLine(bytes: Uint8Array): number | null {
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    if (decode(bytes.subarray(start, end)) === null) return line;
    start = end + 1;
  }
  return null;
}
