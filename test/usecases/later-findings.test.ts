import { describe, expect, it } from 'vitest';
import type { Revision } from '../../src/draft/state.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { wordingStillTrue } from '../../src/usecases/later-findings.ts';
import { review, staffA } from '../support/drafts.ts';

const text = '受付は本庁です。\n会場も本庁です（1階。\n問合せは戸籍係へ。';

function found(quote: string, after: number, replacement?: string): Finding {
  const start = text.indexOf(quote, after);
  const range = { start, end: start + quote.length };
  const found = { code: 'listed', level: 'notice', citations: [], params: {}, range, quote } as const;
  return replacement === undefined
    ? { ...found, ruleId: 'unmatched-pair' }
    : { ...found, ruleId: 'term-style', replacement };
}

const first = found('本庁', 0, '区役所本庁舎');
const second = found('本庁', 8, '区役所本庁舎');
const open = found('（', 0);
const koseki = found('戸籍係', 0, '住民係');

const revision: Revision = {
  number: 1,
  author: staffA,
  at: '2026-11-21T05:00:00.000Z',
  content: { accountId: 'shinagawa-x', text },
  fields: {},
  review: review(),
  style: [first, second, open, koseki],
};

/** What is still said of the edited text, as the words at the places that are marked. */
const said = (edited: string) =>
  wordingStillTrue(revision, edited).map(({ range }) => edited.slice(range?.start, range?.end));

describe('後から付いた書き方の指摘を、編集の画面で', () => {
  it('stands where it stood while the text is as it was', () => {
    expect(wordingStillTrue(revision, text)).toEqual(revision.style);
  });

  it('goes along with its words when something is written before, between and after them', () => {
    const edited = `【📢お知らせ】${text.replace('会場も', '説明会の会場も')}ご来場ください。`;
    expect(said(edited)).toEqual(['本庁', '本庁', '戸籍係']);
    expect(wordingStillTrue(revision, edited)[1]?.range?.start).toBe(edited.lastIndexOf('本庁'));
  });

  it('goes when its words are mended, and only then', () => {
    expect(said(text.replace('本庁', '区役所本庁舎'))).toEqual(['本庁', '（', '戸籍係']);
    expect(said(text.replace('戸籍係', '住民係'))).toEqual(['本庁', '本庁', '（']);
  });

  it('about a bracket goes when it is closed further on', () => {
    expect(said(text.replace('1階。', '1階）。'))).toEqual(['本庁', '本庁', '戸籍係']);
  });

  it('says nothing of another text, however long', () => {
    expect(said('')).toEqual([]);
    expect(said('別の文です。'.repeat(5_000))).toEqual([]);
  });
});
