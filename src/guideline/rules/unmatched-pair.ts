import { z } from 'zod';
import { allMatches } from '../matching/pattern.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
  ['【', '】'],
  ['〔', '〕'],
  ['《', '》'],
  ['〈', '〉'],
  ['［', '］'],
  ['[', ']'],
  ['“', '”'],
];
const CLOSE_OF: ReadonlyMap<string, string> = new Map(PAIRS);
const OPEN_OF: ReadonlyMap<string, string> = new Map(PAIRS.map(([open, close]) => [close, open]));
const SIGNS = new RegExp(
  `[${PAIRS.flat()
    .join('')
    .replace(/[\]([]/gu, '\\$&')}]`,
  'gu',
);
const ROUND: ReadonlyMap<string, string> = new Map([
  ['（', ')'],
  ['(', '）'],
]);
/** 1) ア） at the beginning of a line or after a blank is a list, not a bracket left open. */
const LIST_MARK = /(?:^|[\s　、。※＊*])[0-9０-９a-zA-Zぁ-んァ-ヶ一-十①-⑳]{1,2}$/u;
/** (^^) ＼(^o^)／ (´・ω・｀) */
const FACE = /[\^´｀ω∀≧≦Д▽ﾟ;；]/u;

interface Open {
  readonly sign: string;
  readonly at: number;
}

/** Brackets that were opened and never closed, or the other way round. */
export const unmatchedPair = defineKind({
  codes: ['unclosed', 'unopened', 'mixed'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ text, links }): readonly Hit[] => {
      const hits: Hit[] = [];
      const stack: Open[] = [];
      let link = 0;
      for (const { index: at } of allMatches(SIGNS, text)) {
        while (link < links.length && (links[link]?.at.end ?? 0) <= at) link += 1;
        const inside = links[link];
        if (inside !== undefined && inside.at.start <= at) continue;
        const sign = text.charAt(at);
        if (CLOSE_OF.has(sign)) stack.push({ sign, at });
        else if (OPEN_OF.has(sign)) close(text, sign, at, stack, hits);
      }
      for (const open of stack) hits.push(unclosed(text, open));
      return hits.filter(({ at }) => at === undefined || !isFace(text, at.start));
    },
});

function close(text: string, sign: string, at: number, stack: Open[], hits: Hit[]): void {
  const top = stack.at(-1);
  if (top?.sign === OPEN_OF.get(sign)) {
    stack.pop();
    return;
  }
  if (top !== undefined && ROUND.get(top.sign) === sign) {
    stack.pop();
    const right = CLOSE_OF.get(top.sign) ?? sign;
    hits.push({ code: 'mixed', at: { start: at, end: at + 1 }, params: { sign, right }, replacement: right });
    return;
  }
  // Looking further down would be quadratic; a slip is seldom more than a few brackets deep.
  const depth = stack.slice(-8).findLastIndex((open) => open.sign === OPEN_OF.get(sign));
  if (depth < 0) {
    if ((sign === ')' || sign === '）') && LIST_MARK.test(text.slice(Math.max(0, at - 3), at))) return;
    hits.push({ code: 'unopened', at: { start: at, end: at + 1 }, params: { sign, right: OPEN_OF.get(sign) ?? '' } });
    return;
  }
  const from = Math.max(0, stack.length - 8) + depth;
  for (const open of stack.splice(from).slice(1)) hits.push(unclosed(text, open));
}

function unclosed(text: string, { sign, at }: Open): Hit {
  return {
    code: 'unclosed',
    at: { start: at, end: Math.min(text.length, at + 1) },
    params: { sign, right: CLOSE_OF.get(sign) ?? '' },
  };
}

function isFace(text: string, at: number): boolean {
  return FACE.test(text.slice(Math.max(0, at - 2), at + 3)) || /[:;=][-^]?$/u.test(text.slice(Math.max(0, at - 2), at));
}
