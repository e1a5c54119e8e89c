import { yamlText } from '../text/config.ts';
import type { ConfigProblem } from './problem.ts';

/** Slips that break the structure of a YAML file. Each makes the parser complain in many places, none of which is the slip. */

/** How badly a source is broken. */
export interface Breakage {
  readonly errors: number;
  /** 1-based line of the first error. */
  readonly first: number;
}

/** Null: it can be read. */
type Judge = (source: string) => Breakage | null;

/** Each mending is tried by reading the file anew. */
const MOST = 20;
const LONGEST = 60_000;

const WIDE_INDENT = /^(?: *-)?[ \t\u3000]*[\t\u3000]+(?=[^\s#])/u;
/** A quotation mark where a value begins, and none that closes it on the line. */
const OPEN_QUOTE = /(?<=(?:[:,-] |\[|\{ ?|^) *)(["'])(?=(?:(?!\1).)*$)/u;

const OPEN_BRACKET = /(: \[[^\]#]*?)(\s*(?:#.*)?)$/u;

/**
 * The lines that are to blame for what cannot be read: what is taken for one is mended for trial, and is one when there is less
 * wrong then. Empty where none is found.
 */
export function structureSlips(file: string, source: string, judge: Judge): readonly ConfigProblem[] {
  if (source.length > LONGEST) return [];
  const found: ConfigProblem[] = [];
  const lines = source.split('\n');
  let tried = 0;
  for (const [at, line] of lines.entries()) {
    const before = judge(lines.join('\n'));
    if (before === null || tried > MOST) break;
    const mendings = mended(lines, at);
    if (mendings.length === 0) continue;
    tried += 1;
    const best = mendings
      .map((mending) => ({ mending, left: judge(lines.with(at, mending).join('\n')) }))
      .reduce((one, other) => (isBetter(other.left, one.left) ? other : one));
    if (!isBetter(best.left, before)) continue;
    lines[at] = best.mending;
    found.push({ file, line: at + 1, path: '', ...sentence(line) });
  }
  return found;
}

function sentence(line: string) {
  const indent = WIDE_INDENT.exec(line)?.[0];
  if (indent === undefined) return OPEN_QUOTE.test(line) ? yamlText.openQuote() : yamlText.openBracket();
  return indent.includes('\u3000') ? yamlText.wideBlank() : yamlText.syntax('TAB_AS_INDENT');
}

function isBetter(one: Breakage | null, other: Breakage | null): boolean {
  if (one === null || other === null) return one === null && other !== null;
  return one.first > other.first || (one.first === other.first && one.errors < other.errors);
}

/** What the line may have been meant to be. */
function mended(lines: readonly string[], at: number): readonly string[] {
  const line = lines[at] ?? '';
  const indent = WIDE_INDENT.exec(line)?.[0];
  if (indent === undefined) {
    if (OPEN_QUOTE.test(line)) return [line.replace(OPEN_QUOTE, '')];
    return OPEN_BRACKET.test(line) ? [line.replace(OPEN_BRACKET, '$1]$2')] : [];
  }
  const rest = line.slice(indent.length);
  const dash = indent.indexOf('-');
  if (dash >= 0) return [`${indent.slice(0, dash)}- ${rest}`];
  const above = indentOf(lines.slice(0, at).findLast(isClean));
  const below = indentOf(lines.slice(at + 1).find(isClean));
  return [...new Set([above, below, above + 2, below + 2])].map((width) => `${' '.repeat(width)}${rest}`);
}

const isClean = (line: string): boolean => /^ *[^\s#]/u.test(line);

/** Of what stands after the dash of a list, too: there the next key of the entry begins. */
const indentOf = (line = ''): number => /^ *(?:- )?/u.exec(line)?.[0].length ?? 0;
