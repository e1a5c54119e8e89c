import { parseSync } from 'oxc-parser';

/** A sentence as the source has it: `{…}` stands for what fills it. */
export interface Sentence {
  /** Names and cases on the way to it: `cardText.unknown: no-answer`. */
  readonly place: string;
  readonly words: string;
}

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

type Tree = Readonly<Record<string, unknown>>;

/** Every string and template with kana or kanji, in the order of the source. @throws when the file does not parse. */
export function sentencesIn(file: string, source: string): readonly Sentence[] {
  const { errors, program } = parseSync(file, source);
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const found: Sentence[] = [];
  const written = (node: Tree): string => source.slice(Number(node.start), Number(node.end));

  const filled = (node: Tree): string => {
    const quoted = list(node.quasis).map(({ value }) => (isTree(value) ? String(value.cooked) : ''));
    const between = list(node.expressions).map((each) => `{${gist(written(each))}}`);
    return quoted.map((part, index) => `${part}${between[index] ?? ''}`).join('');
  };

  const visit = (value: unknown, place: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, place);
    if (!isTree(value)) return;
    const words =
      value.type === 'Literal' && typeof value.value === 'string'
        ? value.value
        : value.type === 'TemplateLiteral'
          ? filled(value)
          : null;
    if (words !== null && JAPANESE.test(words)) found.push({ place, words });
    const here = placed(value, place, written);
    for (const child of Object.values(value)) visit(child, here);
  };

  visit(program, '');
  return found;
}

/** What stands in an expression, without the sentences in it: they are listed by themselves. */
function gist(expression: string): string {
  return expression
    .replaceAll(/(['"`])(?:(?!\1).)*\1/gsu, '…')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function placed(node: Tree, place: string, written: (node: Tree) => string): string {
  const name = node.type === 'Property' ? node.key : node.id;
  if (node.type === 'SwitchCase' && isTree(node.test)) return `${place}: ${written(node.test).replaceAll("'", '')}`;
  if (!['Property', 'VariableDeclarator', 'FunctionDeclaration'].includes(String(node.type)) || !isTree(name))
    return place;
  const own = written(name).replaceAll("'", '');
  return place === '' ? own : `${place}.${own}`;
}

function list(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
