import type { AST } from '@eslint-community/regexpp';
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** One of several ways, or something that may be left out, in a pattern. */
export interface Part {
  /** As it is written. */
  readonly source: string;
  /** A whole way of saying: one of the pattern's own alternatives, not one within brackets. */
  readonly way: boolean;
}

interface Place extends Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Tells which parts of a pattern a text makes use of: each stands in a group of its own, and a match says which took part.
 * What is only looked for in order to be absent takes part in no match and is left out.
 */
export class Parts {
  readonly all: readonly Part[];
  readonly #watching: RegExp;
  /** Number of each part's group. */
  readonly #groups: readonly number[];

  /** @param source of a regular expression with the flags `iu`. */
  constructor(source: string) {
    const tree = new RegExpParser().parsePattern(source, 0, source.length, true);
    const places = placesOf(tree);
    const captured = new Set<number>();
    visitRegExpAST(tree, { onCapturingGroupEnter: ({ start }) => captured.add(start) });
    const groups: number[] = [];
    let watching = '';
    let group = 0;
    for (let at = 0; at <= source.length; at += 1) {
      watching += ')'.repeat(places.filter(({ start, end }) => end === at && start < at).length);
      for (const [index, { start, end }] of places.entries()) {
        if (start !== at) continue;
        group += 1;
        groups[index] = group;
        watching += end === at ? '()' : '(';
      }
      if (captured.has(at)) group += 1;
      watching += source.charAt(at);
    }
    this.all = places;
    this.#groups = groups;
    this.#watching = new RegExp(watching, 'giu');
  }

  /** Adds the parts that take part in some match in the text. */
  addUsed(text: string, used: Set<Part>): void {
    for (const match of text.matchAll(this.#watching)) {
      for (const [index, group] of this.#groups.entries()) {
        const part = this.all[index];
        if (match[group] !== undefined && part !== undefined) used.add(part);
      }
    }
  }
}

/** Alternatives that stand a second time beside each other, and so can never be the ones that match. */
export function saidTwice(source: string): readonly string[] {
  const twice: string[] = [];
  visitRegExpAST(new RegExpParser().parsePattern(source, 0, source.length, true), {
    onAlternativeEnter: ({ raw, parent }) => {
      const same = parent.alternatives.filter((other) => other.raw === raw);
      if (same.length > 1 && !twice.includes(raw)) twice.push(raw);
    },
  });
  return twice;
}

/** The outer before what is within. */
function placesOf(tree: AST.Pattern): readonly Place[] {
  const places: Place[] = [];
  let absent = 0;
  const add = ({ start, end, raw }: AST.Node, way: boolean): void => {
    if (absent === 0) places.push({ start, end, source: raw, way });
  };
  const isAbsent = (node: AST.Assertion): boolean => 'negate' in node && node.negate && node.kind !== 'word';
  visitRegExpAST(tree, {
    onAssertionEnter: (node) => {
      if (isAbsent(node)) absent += 1;
    },
    onAssertionLeave: (node) => {
      if (isAbsent(node)) absent -= 1;
    },
    onAlternativeEnter: (node) => {
      if (node.parent.alternatives.length > 1) add(node, node.parent.type === 'Pattern');
    },
    onQuantifierEnter: ({ min, element }) => {
      if (min === 0) add(element, false);
    },
  });
  return places;
}
