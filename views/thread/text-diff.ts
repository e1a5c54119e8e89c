import type { RichTextText } from '@slack/types';
import { diffArrays } from 'diff';
import { threadText } from '../../src/text/thread.ts';
import { jsonLength } from '../kit/limits.ts';
import { runs } from '../kit/rich.ts';
import { jsonCost, splitText } from '../kit/split-text.ts';

/** Unchanged lines kept on either side of a change, so that a reader finds the place. */
const CONTEXT = 2;

interface DiffLine {
  readonly kind: 'removed' | 'added' | 'kept';
  readonly text: string;
}

/**
 * Lines removed and added beyond which two texts are rather read than compared; what comparing takes grows with the square
 * of it. Counted and not timed: the same event has to give the same messages again.
 */
const MOST_LINES = 200;

/**
 * What changed, line by line: every removed and added line in full, longer unchanged stretches as a count.
 * @param budget JSON characters of one group.
 * @returns groups of text elements, one a message; none when nothing changed; null when too much did.
 */
export function diffRuns(before: string, after: string, budget: number): RichTextText[][] | null {
  if (before === after) return [];
  const changes = diffArrays(before.split('\n'), after.split('\n'), { maxEditLength: MOST_LINES });
  if (changes === undefined) return null;
  const lines = changes.map(({ value, added, removed }) => ({
    kind: added === true ? ('added' as const) : removed === true ? ('removed' as const) : ('kept' as const),
    value,
  }));
  const shown = lines.flatMap(({ kind, value }, index) =>
    kind === 'kept'
      ? collapsed(value, index === 0, index === lines.length - 1)
      : value.flatMap((text) => lineRuns({ kind, text }, budget)),
  );
  return group(withoutLastBreak(shown), budget);
}

/** A line break after the last line would show as an empty one. */
function withoutLastBreak(elements: readonly RichTextText[]): RichTextText[] {
  const last = elements.at(-1);
  if (last === undefined || !last.text.endsWith('\n')) return [...elements];
  const text = last.text.slice(0, -1);
  return [...elements.slice(0, -1), ...(text === '' ? [] : [{ ...last, text }])];
}

function collapsed(lines: readonly string[], first: boolean, last: boolean): RichTextText[] {
  const before = first ? 0 : CONTEXT;
  const after = last ? 0 : CONTEXT;
  const hidden = lines.length - before - after;
  const kept = (texts: readonly string[]) => texts.flatMap((text) => runs(`${threadText.kept}${text}\n`));
  if (hidden <= 1) return kept(lines);
  return [
    ...kept(lines.slice(0, before)),
    ...runs(`${threadText.same(hidden)}\n`, { italic: true }),
    ...kept(lines.slice(lines.length - after)),
  ];
}

function lineRuns({ kind, text }: DiffLine, budget: number): RichTextText[] {
  const [sign, style] =
    kind === 'added'
      ? ([threadText.added, { bold: true }] as const)
      : ([threadText.removed, { strike: true }] as const);
  const pieces = splitText(text, Math.floor(budget / 2), (start, end) => jsonCost(text.slice(start, end)));
  return [...runs(sign), ...pieces.flatMap(({ start, end }) => runs(text.slice(start, end), style)), ...runs('\n')];
}

function group(elements: readonly RichTextText[], budget: number): RichTextText[][] {
  const groups: RichTextText[][] = [[]];
  let spent = 0;
  for (const element of elements) {
    const price = jsonLength(element) + 1;
    if (spent + price > budget && spent > 0) {
      groups.push([]);
      spent = 0;
    }
    groups.at(-1)?.push(element);
    spent += price;
  }
  return groups;
}
