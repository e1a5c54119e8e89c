import { z } from 'zod';
import { findHashtags } from '../network/tweet.ts';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const SIGN = /[#＃]/gu;
/** 相談窓口: #7119, #8000 … are dialled, not searched. */
const DIALLED = /^[#＃][789７８９][\d０-９]{3}(?![\d０-９])/u;
const LIST_NUMBER = /^[#＃][\d０-９]{1,2}(?![\p{L}\d０-９])/u;
const CUTTER = /^[-‐−–—－&＆+＋'’.．/／:：@＠×☆★♪!！?？"”~]/u;
const WORD = /[\p{L}\p{N}]/u;
/** # 品川区 */
const SPACED = /^[#＃][ \u3000]{1,3}[\p{L}][\p{L}\p{N}\p{M}_]{0,30}/u;
/** #しながわ防災で検索してください: the sentence goes on within the tag. */
const SENTENCE =
  /.[ぁ-ん一-龠々ァ-ヶーA-Za-z0-9](?:(?:で|を|と)(?:検索|投稿|入力|付け|つけ|発信|つぶや|シェア|フォロー|ご?応募|ご?参加|応援|お送り|お寄せ|募集|開催|ご?紹介)|をご(?:覧|確認|利用)|(?:を|も|は|に|が|の)[^#]{0,14}(?:ください|下さい|ます|ました|ません|です|でした)|(?:ください|下さい|しています|します|しました|でした)(?:ね|よ)?$|(?:です|ます)(?:ので|が|から|よ|ね)?$)/u;

/** A # that becomes no hashtag, or one that ends before its word does. X only. */
export const hashtagBroken = defineKind({
  codes: ['glued', 'digits', 'no-word', 'spaced', 'cut', 'long'],
  params: z.strictObject({}),
  detector:
    () =>
    (subject): readonly Hit[] => {
      const { text } = subject;
      if (!/[#＃]/u.test(text)) return [];
      const tags = new Map(findHashtags(text).map(({ start, end }) => [start, end]));
      const inLink = linkedSpots(subject);
      return [...text.matchAll(SIGN)].flatMap(({ index }): readonly Hit[] => {
        if (inLink(index)) return [];
        const end = tags.get(index);
        return end === undefined ? broken(text, index) : [...cut(text, index, end), ...long(text, index, end)];
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
    const spaced = SPACED.exec(rest)?.[0];
    if (spaced !== undefined && (before === '' || /[\s。、！!）)」』】]/u.test(before)))
      return [{ code: 'spaced', at: { start: index, end: index + spaced.length } }];
    // C# and a lone sign are no attempts at a hashtag.
    if (/^[#＃](?:\s|$|[、。」』)）])/u.test(rest)) return [];
    return [{ code: 'no-word', at: { start: index, end: index + 1 } }];
  }
  // What Excel shows of a mistake is another rule's.
  if (/^#(?:REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/|N\/A)/u.test(rest)) return [];
  // koho#2026 is no attempt at a hashtag, nor is &#12539;
  if (before === '&' && /^#x?[0-9a-f]+$/iu.test(word)) return [];
  if (/[A-Za-z0-9]/u.test(before) && /^#[A-Za-z0-9_]+$/u.test(word)) return [];
  const at = { start: index, end: index + word.length };
  if (/^[#＃][\d０-９]+$/u.test(word)) return [{ code: 'digits', at, params: { tag: word } }];
  if (before !== '' && (WORD.test(before) || before === '&')) {
    if (/^(?:.*[^A-Za-z])?[CF]$/u.test(text.slice(Math.max(0, index - 2), index))) return [];
    return [{ code: 'glued', at, params: { tag: word }, replacement: ` ${word}` }];
  }
  return [];
}

function long(text: string, index: number, end: number): readonly Hit[] {
  if (DIALLED.test(text.slice(index, index + 40))) return [];
  return SENTENCE.test(text.slice(index + 1, end)) ? [{ code: 'long', at: { start: index, end } }] : [];
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
