import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

/** What one source file does that the house has rules about, read from its syntax tree. */
export interface SourceFacts {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Source lines of reads of process.env, in any spelling. */
  readonly env: readonly number[];
  /** Source lines that read the clock or draw a random number. */
  readonly clock: readonly number[];
  /** Source lines that reach the network by what Node gives everybody: fetch, WebSocket, an agent of its own. */
  readonly fetch: readonly number[];
  /** What is called, as the dotted names before the parenthesis: `parts.client.chat.update`. */
  readonly calls: readonly string[];
  /** Strings and templates (not comments, not regular expressions) with kana or kanji. */
  readonly japanese: readonly { readonly line: number; readonly text: string }[];
}

export interface Import {
  /** Path from the root for relative imports, else the package or node: name; null when it is computed. */
  readonly target: string | null;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** All TypeScript files below the folders, in the order of their paths. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => walkFolder(join(root, folder))).map((file) => relative(root, file));
}

function walkFolder(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return walkFolder(path);
      return /\.[cm]?tsx?$/.test(name) ? [path] : [];
    });
}

export function readFacts(root: string, file: string): SourceFacts {
  return sourceFacts(file, readFileSync(join(root, file), 'utf8'));
}

/** @throws when the file does not parse: a file that cannot be read must not count as clean. */
export function sourceFacts(file: string, source: string): SourceFacts {
  const parsed = parseSync(file, source);
  const [error] = parsed.errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const imports: Import[] = [];
  const env: number[] = [];
  const clock: number[] = [];
  const fetched: number[] = [];
  const calls: string[] = [];
  const japanese: { line: number; text: string }[] = [];
  const lineOf = (node: Tree): number => source.slice(0, Number(node.start)).split('\n').length;

  visit(parsed.program, (node) => {
    const line = lineOf(node);
    const found = importOf(node);
    if (found !== null) {
      const target = found.source?.startsWith('.')
        ? relative('/', resolve('/', dirname(file), found.source))
        : found.source;
      imports.push({ target, typeOnly: found.typeOnly, line });
    }
    if (readsEnv(node)) env.push(line);
    if (readsClock(node)) clock.push(line);
    if (goesOut(node)) fetched.push(line);
    const callee = node.type === 'CallExpression' ? dotted(node.callee) : null;
    if (callee !== null) calls.push(callee);
    const text = stringOf(node);
    if (text !== null && /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) {
      japanese.push({ line, text });
    }
  });
  return { file, lines: source.trimEnd().split('\n').length, imports, env, clock, fetch: fetched, calls, japanese };
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function visit(value: unknown, see: (node: Tree) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
  } else if (isTree(value)) {
    if (typeof value.type === 'string') see(value);
    for (const child of Object.values(value)) visit(child, see);
  }
}

function importOf(node: Tree): { source: string | null; typeOnly: boolean } | null {
  const source = isTree(node.source) ? stringOf(node.source) : null;
  switch (node.type) {
    case 'ImportDeclaration':
      return { source, typeOnly: node.importKind === 'type' || allTypes(node.specifiers, 'importKind') };
    case 'ExportNamedDeclaration':
      return isTree(node.source)
        ? { source, typeOnly: node.exportKind === 'type' || allTypes(node.specifiers, 'exportKind') }
        : null;
    case 'ExportAllDeclaration':
      return { source, typeOnly: node.exportKind === 'type' };
    case 'ImportExpression':
      return { source, typeOnly: false };
    case 'TSImportType':
      return { source, typeOnly: true };
    case 'CallExpression': {
      if (!isName(node.callee, 'require')) return null;
      const argument: unknown = Array.isArray(node.arguments) ? node.arguments[0] : undefined;
      return { source: isTree(argument) ? stringOf(argument) : null, typeOnly: false };
    }
    default:
      return null;
  }
}

/** An import for its side effects has no specifiers and is no type import. */
function allTypes(specifiers: unknown, kind: string): boolean {
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((specifier) => isTree(specifier) && specifier[kind] === 'type')
  );
}

function readsEnv(node: Tree): boolean {
  if (node.type === 'MemberExpression') return isName(node.object, 'process') && propertyOf(node) === 'env';
  if (node.type === 'VariableDeclarator') {
    const pattern = node.id;
    if (!isName(node.init, 'process') || !isTree(pattern) || !Array.isArray(pattern.properties)) return false;
    return pattern.properties.some((property) => isTree(property) && isName(property.key, 'env'));
  }
  return false;
}

function readsClock(node: Tree): boolean {
  const none = Array.isArray(node.arguments) && node.arguments.length === 0;
  if (node.type === 'NewExpression') return isName(node.callee, 'Date') && none;
  if (node.type === 'CallExpression' && isName(node.callee, 'Date')) return true;
  if (node.type !== 'MemberExpression') return false;
  const property = propertyOf(node);
  return (
    (isName(node.object, 'Date') && property === 'now') ||
    (isName(node.object, 'performance') && property === 'now') ||
    (isName(node.object, 'Math') && property === 'random')
  );
}

/** An own dispatcher, which a second argument brings along, is the way out's. */
function goesOut(node: Tree): boolean {
  const count = Array.isArray(node.arguments) ? node.arguments.length : 0;
  const callee = dotted(node.callee) ?? '';
  if (node.type === 'CallExpression') return /^(?:globalThis\.)?fetch$/u.test(callee);
  if (node.type !== 'NewExpression') return false;
  return (/^(?:globalThis\.)?(?:WebSocket|EventSource)$/u.test(callee) && count < 2) || /^https?\.Agent$/u.test(callee);
}

function propertyOf(node: Tree): string | null {
  const property = node.property;
  if (!isTree(property)) return null;
  return node.computed === true ? stringOf(property) : String(property.name);
}

function dotted(node: unknown): string | null {
  if (!isTree(node)) return null;
  if (node.type === 'Identifier') return String(node.name);
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression') return null;
  const object = dotted(node.object);
  const property = propertyOf(node);
  return object === null || property === null ? null : `${object}.${property}`;
}

function isName(node: unknown, name: string): boolean {
  return isTree(node) && node.type === 'Identifier' && node.name === name;
}

function stringOf(node: Tree): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TSLiteralType' && isTree(node.literal)) return stringOf(node.literal);
  if (node.type === 'TemplateElement' && isTree(node.value)) return String(node.value.cooked);
  return null;
}
