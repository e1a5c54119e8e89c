import fc from 'fast-check';
import type { Finding } from '../../src/guideline/types.ts';
import { finding } from './office.ts';

/** Pieces that break naive message builders, beside any Unicode at all. */
const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<@U0KOHO100>',
  '<!subteam^S0KOHOKACHO>',
  '<https://example.com|見る>',
  '*太い* _斜め_ ~消す~ `符号` ```塊```',
  ':warning: :+1:',
  '&amp; & < >',
  '"\\',
  '\u202e逆さ\u202c',
  '\u200f\u200b',
  '👨‍👩‍👧🇯🇵👍🏽',
  '\n\n\n',
  '\r\n',
  '・\n'.repeat(700),
  '\u2028',
  '\u0000\u0007',
  '\ud800',
  'か\u3099'.repeat(3),
  '葛\u{e0100}飾区',
  'https://www.city.shinagawa.tokyo.jp/',
  '090-1234-5678',
  'あ'.repeat(3_000),
  '🎉'.repeat(400),
];

export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 60 }) },
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');

const RULES = ['placeholder', 'date-weekday', 'pii-mobile', 'reply', 'mention', 'invisible-char', 'author-dept'];

/** A text with findings anywhere in it: overlapping, touching, equal, about no place. */
export const anyScene: fc.Arbitrary<{ text: string; findings: Finding[] }> = anyText.chain((text) =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom('block', 'waiver', 'warning', 'notice'),
        fc.constantFrom(...RULES),
        fc.option(fc.tuple(fc.nat(text.length), fc.nat(40)), { nil: null, freq: 5 }),
      ),
      { maxLength: 60 },
    )
    .map((drawn) => ({
      text,
      findings: drawn.map(([level, ruleId, place]) =>
        finding(level, ruleId, place === null ? null : [place[0], Math.min(text.length, place[0] + place[1])], text),
      ),
    })),
);
