import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LooseDraft, readLine } from '../../src/check-cli/loose-draft.ts';

function draft(line: object): LooseDraft {
  const read = readLine(JSON.stringify({ text: '本文', ...line }));
  if (!read.ok) throw new Error(read.error);
  return read.draft;
}

describe('a line of drafts', () => {
  it.each([
    ['(2)', ['2']],
    ['2', ['2']],
    [2, ['2']],
    ['（１）・（２）', ['1', '2']],
    [
      ['1', '(2)'],
      ['1', '2'],
    ],
    ['2,2', ['2']],
    ['その他', ['その他']],
    ['未選択', undefined],
    ['', undefined],
    [null, undefined],
  ])('takes the category %j', (category, expected) => {
    expect(draft({ fields: { category } }).fields.categories).toEqual(expected);
  });

  it.each([
    [true, true],
    ['はい', true],
    ['あり', true],
    [1, true],
    ['いいえ', false],
    [false, false],
    [null, undefined],
  ])('takes the answer %j to emergency and prior approval', (answer, expected) => {
    const { fields } = draft({ fields: { emergency: answer, priorApproval: answer } });
    expect([fields.emergency, fields.priorApproval]).toEqual([expected, expected]);
  });

  it('knows the post that is answered or quoted, in whatever form', () => {
    const { fields } = draft({ fields: { inReplyTo: { url: 'https://x.com/a/status/1' }, quoteOf: '123' } });
    expect(fields).toEqual({ inReplyTo: 'https://x.com/a/status/1', quoteOf: '123' });
    expect(draft({ fields: { inReplyTo: true } }).fields.inReplyTo).toBeDefined();
    expect(draft({ fields: { inReplyTo: '', quoteOf: false } }).fields).toEqual({});
  });

  it('takes the section under both names, and fields that stand beside the text', () => {
    expect(draft({ fields: { dept: ' 防災課 ' } }).fields.department).toBe('防災課');
    expect(draft({ department: '防災課' }).fields.department).toBe('防災課');
  });

  it('publishes on the day of the slot in Japan, else on the day that the line names', () => {
    expect(draft({ today: '2026-06-20' }).day).toBe('2026-06-20');
    expect(draft({ today: '2026-06-20', fields: { scheduledAt: '2026-07-01T09:00' } }).day).toBe('2026-07-01');
    expect(draft({ fields: { scheduledAt: '2026-06-30T15:00:00Z' } }).day).toBe('2026-07-01');
    expect(draft({ fields: { scheduledAt: '2026-07-01T09:00:00+09:00' } }).day).toBe('2026-07-01');
    expect(draft({}).day).toBeNull();
  });

  it('knows the day of writing of a post that goes out on another', () => {
    const { day, draftedOn, fields } = draft({ today: '2026-06-20', fields: { scheduledAt: '2026-07-01T09:00' } });
    expect([day, draftedOn, fields.scheduledAt]).toEqual(['2026-07-01', '2026-06-20', '2026-07-01T09:00']);
  });

  it('takes what is known of a correction, of an embargo, of consent and of links', () => {
    const given = {
      correctionOf: { url: 'https://x.com/a/status/1', deleted: 'はい' },
      embargoUntil: '2026-07-01T10:00',
    };
    const { fields } = draft({
      fields: { ...given, namedPersonsConsent: 'あり', linkStatus: { 'https://a.example/': 404 } },
    });
    expect(fields).toEqual({
      correctionOf: { url: 'https://x.com/a/status/1', deleted: true },
      embargoUntil: '2026-07-01T10:00',
      namedPersonsConsent: true,
      linkStatus: { 'https://a.example/': 404 },
    });
    expect(draft({ fields: { correctionOf: 'https://x.com/a/status/1' } }).fields.correctionOf).toEqual({
      url: 'https://x.com/a/status/1',
    });
    expect(draft({ text: '案内 https://a.example/b です。', fields: { linkStatus: 503 } }).fields.linkStatus).toEqual({
      'https://a.example/b': 503,
    });
  });

  it('takes pictures as they are described, and an absent answer as none', () => {
    const media = [
      {
        mime: 'image/jpeg',
        alt: '餅つき',
        gps: 'あり',
        people: true,
        consent: '済',
        rights: '許諾済',
        credit: '提供：区立小学校',
      },
    ];
    expect(draft({ fields: { media } }).fields.media).toEqual([
      {
        mime: 'image/jpeg',
        alt: '餅つき',
        gps: true,
        people: true,
        consent: true,
        rights: 'licensed',
        credit: '提供：区立小学校',
      },
    ]);
    expect(draft({ fields: { media: [{ alt: '', people: null, rights: '不明' }] } }).fields.media).toEqual([{}]);
    expect(draft({ fields: { media: [] } }).fields.media).toBeUndefined();
  });

  it('collects the waivers on record, the decision on category (3) among them', () => {
    expect(draft({ fields: { waivers: ['reply', { rule: 'repost' }] } }).waivers).toEqual(['reply', 'repost']);
    expect(draft({ fields: { managerApproved: true } }).waivers).toEqual(['content-category']);
    expect(draft({ fields: { managerApproved: false } }).waivers).toEqual([]);
  });

  it.each([
    ['nonsense', 'not-json', null],
    ['["a"]', 'not-object', null],
    ['{"id":7}', 'text-missing', 7],
    ['{"id":"a","text":null}', 'text-missing', 'a'],
    ['{"id":"a","text":"x","today":"2026-02-30"}', 'day-invalid', 'a'],
    ['{"text":"x","fields":{"scheduledAt":"あした"}}', 'day-invalid', null],
  ])('refuses %s', (line, error, id) => {
    expect(readLine(line)).toEqual({ ok: false, id, error });
  });

  it('never throws, whatever the line is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => typeof readLine(line).ok === 'boolean'));
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('today', 'scheduledAt', 'category', 'waivers', 'media', 'linkStatus', 'correctionOf'),
          fc.jsonValue(),
        ),
        (fields) => {
          readLine(JSON.stringify({ text: '', fields }));
        },
      ),
    );
  });
});
