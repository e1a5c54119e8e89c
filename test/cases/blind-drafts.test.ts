import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLine, EXACT_RULES, openDesk } from '../accuracy/measure.ts';

/**
 * Posts as offices write them, made from the guideline, the calendar and the law on holidays alone by somebody who had not
 * seen the rules: the one slip in each and the words it stands in, or null for a post in order, often the twin of one with a slip.
 * blind-drafts.jsonl has one a line: account, rule, words, text.
 */
type Row = readonly [account: 'shinagawa' | 'toshima', rule: string | null, words: string | null, text: string];

const ROWS = readFileSync(new URL('blind-drafts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const TODAY = '2026-11-30';
const SITE = 'https://www.city.toshima.lg.jp/';
const ACCOUNTS = {
  shinagawa: () => ({ account: 'shinagawa-x', dept: '戦略広報課' }),
  toshima: (text: string) => ({
    account: 'toshima-piazza',
    dept: '区民活動推進課',
    category: text.includes(SITE) ? '2' : '1',
  }),
};
const desk = openDesk('office.example.yaml');

/** Of dates, links, numbers and signs; whether a number is in the office's directory is nothing that a text can tell. */
const MECHANICAL = new Set(
  [
    ...EXACT_RULES,
    'url-broken',
    'url-lookalike',
    'url-shortener',
    'url-unofficial',
    'hashtag-broken',
    'paste-residue',
    'platform-char',
  ].filter((rule) => rule !== 'pii-phone-unlisted'),
);

function weighty([account, , , text]: Row) {
  const line = JSON.stringify({ id: 1, today: TODAY, text, ...ACCOUNTS[account](text) });
  return checkLine(line, desk, TODAY).findings.filter(
    ({ ruleId, level }) => level === 'block' || level === 'waiver' || MECHANICAL.has(ruleId),
  );
}

describe('規則を見ずに書かれた投稿', () => {
  it.each(ROWS.filter(([, rule]) => rule === null))('%s: a post in order passes: %4$s', (...row) => {
    expect(weighty(row).map(({ ruleId, quote }) => `${ruleId} ${quote ?? ''}`)).toEqual([]);
  });

  it.each(ROWS.filter(([, rule]) => rule !== null))('%s: %s is found in its words, %s', (...row) => {
    const [, rule, words] = row;
    const found = weighty(row);
    const spot = found.find(({ ruleId }) => ruleId === rule);
    expect(found.map(({ ruleId }) => ruleId)).toContain(rule);
    if (words !== null) expect([words.includes(spot?.quote ?? ' '), spot?.quote?.includes(words)]).toContain(true);
  });
});
