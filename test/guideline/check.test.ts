import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/guideline/check.ts';
import { checkPiazza, checkX, only, SHINAGAWA, shippedEditions, TODAY, TOSHIMA } from './support.ts';

const JAPANESE = [
  ...'12月5日（土）〜090-１２３４／.@＠#:：○●△[]()「」\n\u200b\u202e🖕👨‍👩‍👧㊏㈮令和平成元年時分午後予算要求中内線口座番号様さん東京都品川区広町丁目番',
  'https://www.city.shinagawa.tokyo.jp/',
  'bit.ly/a',
  '070-1234-5678',
  'が゙',
  '\ud83d',
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...JAPANESE), { maxLength: 80 }).map((parts) => parts.join('')),
);

describe('checking any text at all', () => {
  it('never throws, names only what is there, and says the same again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const edition of shippedEditions()) {
          const settings = edition.family === 'shinagawa-x' ? SHINAGAWA : TOSHIMA;
          const { findings } = check({ text, fields: {} }, edition, { today: TODAY, settings });
          for (const { range, quote } of findings) {
            if (range === undefined) continue;
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(range.end).toBeLessThanOrEqual(text.length);
            expect(range.start).toBeLessThan(range.end);
            expect(quote).toBe(text.slice(range.start, range.end));
          }
          const starts = findings.map(({ range }) => range?.start ?? -1);
          expect(starts).toEqual([...starts].sort((a, b) => a - b));
          expect(check({ text, fields: {} }, edition, { today: TODAY, settings }).findings).toEqual(findings);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('takes any answers in the form', () => {
    const fields = fc.record(
      {
        department: fc.string(),
        categories: fc.array(fc.string(), { maxLength: 4 }),
        emergency: fc.boolean(),
        priorApproval: fc.boolean(),
        inReplyTo: fc.string(),
        quoteOf: fc.string(),
        scheduledAt: fc.string(),
        embargoUntil: fc.string(),
        correctionOf: fc.record({ url: fc.string(), deleted: fc.boolean() }, { requiredKeys: [] }),
        namedPersonsConsent: fc.boolean(),
        linkStatus: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string())),
        media: fc.array(
          fc.record(
            { mime: fc.string(), alt: fc.string(), gps: fc.boolean(), people: fc.boolean() },
            { requiredKeys: [] },
          ),
          { maxLength: 4 },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, (answers) => {
        for (const edition of shippedEditions()) {
          expect(() =>
            check({ text: '', fields: answers }, edition, { today: TODAY, settings: SHINAGAWA }),
          ).not.toThrow();
        }
      }),
    );
  });
});

describe('what the office sets for itself', () => {
  it('changes the level of a rule', () => {
    const findings = checkX('くわしくは bit.ly/3abc', { settings: { levels: { 'url-shortener': 'notice' } } });
    expect(only(findings, 'url-shortener')[0]?.level).toBe('notice');
  });

  it('switches a rule off', () => {
    expect(
      only(checkX('くわしくは bit.ly/3abc', { settings: { levels: { 'url-shortener': 'off' } } }), 'url-shortener'),
    ).toEqual([]);
  });

  it('adds a word to a list and takes one out', () => {
    const words = { 'confidential-marker': { add: ['議会筋'], except: ['解禁前'] } };
    const findings = only(checkX('議会筋の話。あゆ漁の解禁前です。', { settings: { words } }), 'confidential-marker');
    expect(findings.map(({ quote, code }) => [quote, code])).toEqual([['議会筋', 'own']]);
  });

  it('names its public mailboxes, allowed accounts and short links', () => {
    const settings = {
      publicMailboxes: ['bosai@city.shinagawa.tokyo.jp'],
      allowedMentions: ['tokyo_bousai'],
      allowedShorteners: ['lin.ee'],
    };
    expect(
      checkX('bosai@city.shinagawa.tokyo.jp 協力は @tokyo_bousai 登録は https://lin.ee/abc', { settings }),
    ).toEqual([]);
  });

  it('publishes an official mobile number', () => {
    expect(checkX('夜間は090-1234-5678へ', { settings: { publicPhones: ['090-1234-5678'] } })).toEqual([]);
  });
});

describe('who may write', () => {
  it('品川 has no exception for an emergency', () => {
    const fields = { department: '防災課', emergency: true, priorApproval: true };
    expect(only(checkX('避難所を開きました。', { fields }), 'author-dept')[0]?.level).toBe('waiver');
  });

  it('豊島 excuses an outsider in an emergency, and with a decision beforehand', () => {
    const outside = { department: '文化観光課' };
    expect(only(checkPiazza('避難所を開きました。', { fields: outside }), 'author-dept')).toHaveLength(1);
    expect(
      only(checkPiazza('避難所を開きました。', { fields: { ...outside, emergency: true } }), 'author-dept'),
    ).toEqual([]);
    expect(
      only(checkPiazza('町会の日程です。', { fields: { ...outside, priorApproval: true } }), 'author-dept'),
    ).toEqual([]);
  });
});

describe('what may be posted to 豊島のピアッツァ', () => {
  it('needs a category, and the manager’s finding for the third', () => {
    expect(checkPiazza('お知らせ', { fields: { categories: [] } })[0]).toMatchObject({
      ruleId: 'content-category',
      code: 'missing',
      level: 'block',
    });
    expect(checkPiazza('桜が咲きました', { fields: { categories: ['3'] } })[0]).toMatchObject({
      code: 'needs-finding',
      level: 'waiver',
    });
    expect(checkPiazza('桜が咲きました', { fields: { categories: ['1', '3'] } })).toEqual([]);
  });
});

describe('one spot, one finding', () => {
  it('a reply is not also a mention', () => {
    expect(checkX('@oimachi_taro 窓口は17時までです。').map(({ ruleId }) => ruleId)).toEqual(['reply']);
  });

  it('a date that does not exist has no wrong weekday', () => {
    expect(checkX('2月30日(火)に開催').map(({ ruleId }) => ruleId)).toEqual(['date-invalid']);
  });

  it('findings of different provisions on one spot are all kept', () => {
    expect(checkX('RT @tokyo_shoubou: 090-1234-5678').map(({ ruleId }) => ruleId)).toEqual(['repost', 'pii-mobile']);
  });
});
