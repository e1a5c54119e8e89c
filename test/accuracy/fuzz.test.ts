import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJson } from '../../src/check-cli/as-json.ts';
import { checkDraft } from '../../src/check-cli/checker.ts';
import { readLine } from '../../src/check-cli/loose-draft.ts';
import { check } from '../../src/guideline/check.ts';
import type { DraftFields, Finding } from '../../src/guideline/types.ts';
import { openDesk } from './measure.ts';

/** Whatever is typed, pasted or sent: the checker answers, and what it points at is there. */

const { office, editions } = openDesk();

/** Pieces that the rules look at, so that random texts come near them. */
const PIECES = [
  '12月5日（土）',
  '１２月５日',
  '令和8年',
  'R8.12.5',
  '平成元年',
  '昭和100年',
  '2月29日',
  '〜',
  '・',
  '㈯',
  '（',
  '）',
  '「',
  '【',
  '】',
  '24:00',
  '午後13時',
  '25時',
  '090-1234-5678',
  '０９０',
  '03-3777-1111',
  '内線',
  '#',
  '＃子育て',
  '@',
  '＠a',
  'RT @',
  'https://',
  'http://',
  'www.city.shinagawa.tokyo.jp',
  'bit.ly/a',
  '.',
  '..',
  '/',
  '\\\\',
  '-',
  'ー',
  '－',
  '\u200b',
  '\u202e',
  '\u0301',
  '\u3099',
  'か\u3099',
  'ﾊﾟ',
  '👨‍👩‍👧',
  '🏴\u{e0067}\u{e007f}',
  '\ud800',
  '\udc00',
  '\u{e0100}',
  '葛',
  'さん',
  '様',
  '講師：',
  '氏名',
  'マイナンバー',
  '123456789018',
  '4242424242424242',
  '口座番号',
  'パスワード：',
  '募集',
  '申込み',
  '本日',
  '明日',
  '締切',
  '〇〇',
  '※',
  '\n',
  '\r\n',
  ' ',
  '　',
  '\t',
  '\0',
  '必ず',
  '絶対',
  '100%',
  'らしい',
  'xn--',
  'ああ',
  'をを',
  '下さい',
  '子ども',
  '食べれる',
  '＄',
  '$A',
  '１',
  '一',
  '十',
  '年',
  '月',
  '日',
  '時',
  '分',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 60 })
    .map((parts) => parts.join('')),
  // Halves of surrogate pairs, in any order.
  fc.array(fc.nat(0xffff), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
);
const today = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...PIECES, '2026-12-01T09:00', '2026-12-01T00:00:00Z'),
);
const fields: fc.Arbitrary<DraftFields> = fc.record(
  {
    department: words,
    categories: fc.array(words, { maxLength: 4 }),
    emergency: fc.boolean(),
    priorApproval: fc.boolean(),
    inReplyTo: words,
    quoteOf: words,
    scheduledAt: words,
    embargoUntil: words,
    correctionOf: fc.record({ url: words, deleted: fc.boolean() }, { requiredKeys: [] }),
    namedPersonsConsent: fc.boolean(),
    linkStatus: fc.dictionary(words, fc.oneof(fc.integer(), words), { maxKeys: 3 }),
    media: fc.array(
      fc.record(
        {
          mime: words,
          alt: words,
          gps: fc.boolean(),
          people: fc.boolean(),
          consent: fc.boolean(),
          rights: fc.constantFrom('own', 'licensed', 'third-party', 'free'),
          credit: words,
          permission: words,
        },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);

function isSound(findings: readonly Finding[], draft: string): void {
  for (const { ruleId, range, quote } of findings) {
    if (range === undefined) {
      expect(quote, ruleId).toBeUndefined();
      continue;
    }
    expect(range.start, ruleId).toBeGreaterThanOrEqual(0);
    expect(range.end, ruleId).toBeGreaterThan(range.start);
    expect(range.end, ruleId).toBeLessThanOrEqual(draft.length);
    expect(quote, ruleId).toBe(draft.slice(range.start, range.end));
  }
  const starts = findings.map(({ range }) => range?.start ?? -1);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
}

describe.each(office.accounts)('any text for $name', ({ settings, guideline }) => {
  const edition = editions.find(({ family }) => family === guideline);
  if (edition === undefined) throw new Error(`no edition of ${guideline}`);

  it('gets findings that lie in it and quote it, in the order of reading, and the same ones twice', () => {
    fc.assert(
      fc.property(text, fields, today, today, (draft, answers, day, draftedOn) => {
        const context = { today: day, draftedOn, settings };
        const first = check({ text: draft, fields: answers }, edition, context);
        isSound(first.findings, draft);
        expect(check({ text: draft, fields: answers }, edition, context)).toEqual(first);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('any line of a draft file', () => {
  it('gets an answer in words, whatever its fields hold', () => {
    const keys = [
      'today',
      'dept',
      'category',
      'scheduledAt',
      'embargoUntil',
      'correctionOf',
      'inReplyTo',
      'quoteOf',
      'linkStatus',
      'waivers',
      'media',
      'emergency',
    ];
    const answers = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(text, answers, fc.constantFrom(...office.accounts), (draft, given, account) => {
        const read = readLine(JSON.stringify({ id: 'a', text: draft, fields: given }));
        if (!read.ok) return;
        const answer: unknown = JSON.parse(asJson(read.draft, checkDraft(read.draft, account, editions, '2026-11-21')));
        expect(answer).toMatchObject({ id: 'a', findings: expect.any(Array) });
      }),
      { numRuns: 1000 },
    );
  });
});
