import twitter from 'twitter-text';
import { z } from 'zod';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const SIGN = /[#＃]/gu;
/** 相談窓口: #7119, #8000 … are dialled, not searched. */
const DIALLED = /^[#＃][789７８９][\d０-９]{3}(?![\d０-９])/u;
const LIST_NUMBER = /^[#＃][\d０-９]{1,2}(?![\p{L}\d０-９])/u;
const CUTTER = /^[-‐−–—－&＆+＋'’.．/／:：@＠×☆★♪!！?？"”~]/u;
const WORD = /[\p{L}\p{N}]/u;

/** A # that becomes no hashtag, or one that ends before its word does. X only. */
export const hashtagBroken = defineKind({
  codes: ['glued', 'digits', 'no-word', 'cut'],
  params: z.strictObject({}),
  detector:
    () =>
    (subject): readonly Hit[] => {
      const { text } = subject;
      if (!/[#＃]/u.test(text)) return [];
      // Without a dot twitter-text looks for no links, which would take quadratic time; links are known already.
      const tags = new Map(twitter.extractHashtagsWithIndices(text.replaceAll('.', ',')).map(({ indices }) => indices));
      const inLink = linkedSpots(subject);
      return [...text.matchAll(SIGN)].flatMap(({ index }): readonly Hit[] => {
        if (inLink(index)) return [];
        const end = tags.get(index);
        return end === undefined ? broken(text, index) : cut(text, index, end);
      });
    },
});

function linkedSpots({ links }: Subject): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while (next < links.length && (links[next]?.at.end ?? 0) <= at) next += 1;
    const link = links[next];
    return link !== undefined && link.at.start <= at && at < link.at.end;
  };
}

function broken(text: string, index: number): readonly Hit[] {
  const rest = text.slice(index, index + 40);
  if (DIALLED.test(rest) || LIST_NUMBER.test(rest) || /^[#＃]{2}/u.test(rest)) return [];
  const before = text.charAt(index - 1);
  const word = /^[#＃][\p{L}\p{N}\p{M}_]{1,39}/u.exec(rest)?.[0];
  if (word === undefined) {
    // C# and a lone sign are no attempts at a hashtag.
    if (/^[#＃](?:\s|$|[、。」』)）])/u.test(rest)) return [];
    return [{ code: 'no-word', at: { start: index, end: index + 1 } }];
  }
  // koho#2026 is no attempt at a hashtag.
  if (/[A-Za-z0-9]/u.test(before) && /^#[A-Za-z0-9_]+$/u.test(word)) return [];
  const at = { start: index, end: index + word.length };
  if (/^[#＃][\d０-９]+$/u.test(word)) return [{ code: 'digits', at, params: { tag: word } }];
  if (before !== '' && (WORD.test(before) || before === '&')) {
    if (/^(?:.*[^A-Za-z])?[CF]$/u.test(text.slice(Math.max(0, index - 2), index))) return [];
    return [{ code: 'glued', at, params: { tag: word }, replacement: ` ${word}` }];
  }
  return [];
}

function cut(text: string, index: number, end: number): readonly Hit[] {
  const rest = text.slice(end, end + 20);
  const sign = CUTTER.exec(rest)?.[0];
  const next = sign === undefined ? '' : rest.charAt(sign.length);
  if (sign === undefined || !WORD.test(next)) return [];
  // A sentence goes on after these; only a joined word is a tag cut short.
  if (/[!！?？:：]/u.test(sign)) return [];
  const tail = /^[\p{L}\p{N}\p{M}_]{1,19}/u.exec(rest.slice(sign.length))?.[0] ?? '';
  const tag = text.slice(index, end);
  return [{ code: 'cut', at: { start: index, end: end + sign.length + tail.length }, params: { tag } }];
}
