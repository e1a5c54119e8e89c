import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { needlesOf } from '../../src/guideline/matching/needles.ts';
import { Pattern, Searched } from '../../src/guideline/matching/pattern.ts';
import { labelledDrafts } from '../accuracy/labelled.ts';

const EDITIONS = new URL('../../src/guideline/editions/', import.meta.url);

/** Everything in the editions that is a pattern, wherever it stands. */
function patternsOf(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string')
    return ['pattern', 'except', 'unless', 'signs', 'calls', 'ways'].includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => patternsOf(one, key));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => patternsOf(one, name));
}

const LISTED = readdirSync(EDITIONS)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => patternsOf(parse(readFileSync(new URL(file, EDITIONS), 'utf8'))));

/** Letters with the traps of case, width and composition. */
const LETTERS = [
  'a',
  'A',
  'k',
  '\u212a',
  's',
  'ſ',
  'Σ',
  'ς',
  'ａ',
  'Ａ',
  '1',
  '9',
  'あ',
  '区',
  '長',
  '😀',
  ' ',
  '\n',
] as const;
const letter = fc.constantFrom(...LETTERS);

/** Small patterns of every form that the editions may use. */
const source = fc.letrec<{ whole: string; sequence: string; element: string }>((tie) => ({
  whole: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((ways) => ways.join('|')),
  sequence: fc.array(tie('element'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  element: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    letter,
    fc.constantFrom('\\d', '.', '\\p{Script=Han}', '[^a]', '[0-9あ]', '[\\s区]', '[a-c長]'),
    fc.array(letter, { minLength: 1, maxLength: 3 }).map((letters) => `[${letters.join('')}]`),
    tie('whole').map((inner) => `(?:${inner})`),
    tie('whole').map((inner) => `(${inner})`),
    fc.tuple(tie('whole'), fc.constantFrom('(?=', '(?!', '(?<=', '(?<!')).map(([inner, open]) => `${open}${inner})`),
    fc
      .tuple(tie('whole'), fc.constantFrom('?', '{0,2}', '{1,2}', '{2}', '{2,3}', '??'))
      .map(([inner, times]) => `(?:${inner})${times}`),
  ),
})).whole;

describe('a pattern that is only run where it can match', () => {
  it('finds all that the plain pattern finds, whatever the pattern and the text', () => {
    const sought = fc.record({ pattern: source, folded: fc.boolean(), letters: fc.array(letter, { maxLength: 12 }) });
    // Many at a time: they are listed together, as those of an edition are, and the index is made anew for each lot.
    fc.assert(
      fc.property(fc.array(sought, { minLength: 75, maxLength: 75 }), (lot) => {
        const listed = lot.map(({ pattern, folded, letters }) => {
          const regexp = new RegExp(pattern, folded ? 'giu' : 'gu');
          return { regexp, pattern: new Pattern(regexp), text: letters.join('') };
        });
        for (const { regexp, pattern, text } of listed) {
          const found = pattern.matches(new Searched(text));
          expect(found.map(({ 0: match, index }) => [index, match])).toEqual(
            [...text.matchAll(regexp)].map(({ 0: match, index }) => [index, match]),
          );
          expect(pattern.occursIn(new Searched(text))).toBe(found.length > 0);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('finds every word of the editions’ lists in the labelled drafts', () => {
    // All are listed before a text is read: none that comes later would ever be ruled out.
    const listed = LISTED.map((source) => {
      const plain = new RegExp(source, 'giu');
      return { plain, pattern: new Pattern(plain) };
    });
    const drafts = labelledDrafts()
      .filter((_, index) => index % 50 === 0)
      .map(({ line }) => new Searched(line));
    const missed = listed.flatMap(({ plain, pattern }) =>
      drafts.filter(({ text }) => text.search(plain) >= 0).filter((draft) => !pattern.occursIn(draft)),
    );
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  it('is spared most drafts: for nearly every listed pattern it is known what a text must hold', () => {
    const always = LISTED.filter((source) => needlesOf(new RegExp(source, 'giu')).length === 0);
    expect(LISTED.length).toBeGreaterThan(300);
    expect(always.length / LISTED.length).toBeLessThan(0.03);
  });
});
