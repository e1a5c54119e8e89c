import type { AST } from '@eslint-community/regexpp';
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { CharSet } from 'refa';
import { type ReadonlyFlags, toUnicodeSet } from 'regexp-ast-analysis';

/** Over and over: with fewer repetitions even many ways to divide a text among them are soon tried. */
const MANY = 5;
/** A part that comes an exact number of times is written out, up to this. */
const WRITTEN_OUT = 20;
const MOST_PLACES = 1_000;
/** Comparisons of two places. Whatever takes more is too complicated to be told harmless. */
const MOST_STEPS = 5_000_000;
const FLAGS: ReadonlyFlags = { unicode: true, ignoreCase: true, global: true };
const MAX_CHARACTER = 0x10ffff;

/**
 * True when a pattern repeats a part, at least five times, that can divide the same text among its repetitions in more than
 * one way: `(?:\d{1,5}-?){1,20}`, `(?:あ|ああ){1,40}`. On a text that nearly matches, every division is tried, and their number
 * doubles with each letter. Look-arounds and back references count as if they matched everything.
 * @param source of a regular expression that has been found to be one, with the flags `iu`.
 */
export function repeatsAmbiguously(source: string): boolean {
  const tree = new RegExpParser().parsePattern(source, 0, source.length, true);
  let found = false;
  visitRegExpAST(tree, {
    onQuantifierEnter(quantifier) {
      found ||= quantifier.max >= MANY && isAmbiguous(quantifier);
    },
  });
  return found;
}

function isAmbiguous({ element, min }: AST.Quantifier): boolean {
  if (element.type !== 'Group' && element.type !== 'CapturingGroup') return false;
  const places = new Places();
  const part = places.ofElement(element);
  places.link(part.last, part.first);
  // Which of thirty a? stay empty is a choice that nothing in the text makes.
  return (part.nullable && min >= MANY) || places.divideInTwoWays();
}

/** A part of a pattern: at which of its places a match of it can begin and end, and whether it can match nothing. */
interface Part {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const NOTHING: Part = { nullable: true, first: [], last: [] };

/**
 * The places of a pattern (Glushkov): each stands for one character that it can take, and leads to those that can come
 * next. A text is divided in two ways where two different ways through the places take the same characters.
 */
class Places {
  readonly #takes: CharSet[] = [];
  readonly #next: Set<number>[] = [];
  /** One place leads to another for two reasons: because the inner part goes on, and because the outer one begins anew. */
  #doubled = false;

  ofElement(element: AST.Element): Part {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.#ofAlternatives(element.alternatives);
      case 'Character':
      case 'CharacterClass':
      case 'CharacterSet':
        return this.#place(toUnicodeSet(element, FLAGS).chars);
      case 'Quantifier':
        return this.#ofQuantifier(element);
      case 'Backreference':
        return { ...this.#place(CharSet.all(MAX_CHARACTER)), nullable: true };
      case 'Assertion':
      case 'ExpressionCharacterClass':
        return NOTHING;
    }
  }

  link(from: readonly number[], to: readonly number[]): void {
    for (const place of from) {
      const next = this.#next[place];
      for (const after of to) {
        if (next?.has(after) === true) this.#doubled = true;
        next?.add(after);
      }
    }
  }

  /** Asked of a part that is repeated, so that from every place every other can be reached. */
  divideInTwoWays(): boolean {
    if (this.#doubled) return true;
    const count = this.#takes.length;
    const seen = new Set<number>();
    const waiting: (readonly [number, number])[] = this.#takes.map((_, place) => [place, place]);
    let steps = 0;
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      const [a, b] = pair;
      for (const x of this.#next[a] ?? []) {
        for (const y of this.#next[b] ?? []) {
          steps += 1;
          if (steps > MOST_STEPS) return true;
          // Two ways that parted, and meet.
          if (x === y && a !== b) return true;
          const key = Math.min(x, y) * count + Math.max(x, y);
          if (x === y || seen.has(key) || !this.#meet(x, y)) continue;
          seen.add(key);
          waiting.push([x, y]);
        }
      }
    }
    return false;
  }

  #meet(x: number, y: number): boolean {
    const [one, other] = [this.#takes[x], this.#takes[y]];
    return one !== undefined && other !== undefined && !one.isDisjointWith(other);
  }

  #place(takes: CharSet): Part {
    const place = this.#takes.push(takes) - 1;
    this.#next.push(new Set());
    return { nullable: false, first: [place], last: [place] };
  }

  #ofAlternatives(alternatives: readonly AST.Alternative[]): Part {
    const parts = alternatives.map(({ elements }) =>
      this.#sequence(elements.map((element) => this.ofElement(element))),
    );
    return {
      nullable: parts.some(({ nullable }) => nullable),
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
    };
  }

  #sequence(parts: readonly Part[]): Part {
    return parts.reduce((before, part) => {
      this.link(before.last, part.first);
      return {
        nullable: before.nullable && part.nullable,
        first: before.nullable ? [...before.first, ...part.first] : before.first,
        last: part.nullable ? [...before.last, ...part.last] : part.last,
      };
    }, NOTHING);
  }

  #ofQuantifier({ element, min, max }: AST.Quantifier): Part {
    if (max === 0) return NOTHING;
    const short = min === max && max <= WRITTEN_OUT && this.#takes.length <= MOST_PLACES;
    if (short) return this.#sequence(Array.from({ length: max }, () => this.ofElement(element)));
    const part = this.ofElement(element);
    if (max > 1) this.link(part.last, part.first);
    return { ...part, nullable: part.nullable || min === 0 };
  }
}
