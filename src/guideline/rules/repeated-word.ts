import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { defineKind } from './rule-kind.ts';

/** Particles after a word. */
const DOUBLED = [
  /を(?<twice>を)/gu,
  // ところはは空けて, センターにもに置いて
  /(?<=ところ|もの|こと|とき|それ|これ|ほう|あと|場合|さん)は(?<x>は)(?!は)/gu,
  /(?<=[\p{Script=Han}ァ-ヶー])(?<word>にも)に(?=\p{Script=Han})/gu,
  // 皆さまのの声, but not ものの数
  /(?<=[ぁ-みむめやゆよら-ん])の(?<h>の)(?=\p{Script=Han})/gu,
  /(?<=[\p{Script=Han}ァ-ヶーA-Za-z0-9）)」])(?:は(?<a>は)(?!は)|が(?<b>が)|に(?<c>に)(?!ん|ぎ|こ)|で(?<d>で)(?!も|す|き|ん)|の(?<e>の)(?!び|し|ん|は)|へ(?<f>へ)|と(?<g>と)(?!も|の|り|い|お|く|ころ))/gu,
].map((pattern) => new Pattern(pattern));
/** Conjunctions, words that nobody says twice on purpose, and whole words again, at most twelve letters and a blank apart. */
const ECHOES = [
  /(?<word>及び|および|または|又は|並びに|ならびに|もしくは|かつ|さらに|しかし|なお|ただし|ください|下さい|について|により|として|ため|から|まで|です|ました|します|こと)[、 ]?\k<word>(?!こと)/gu,
  /(?<word>[ァ-ヶー]{4,12})[ ]?\k<word>/gu,
  /(?<word>(?![〇一二三四五六七八九十百千万各毎個別刻次色時代]|.々|.[人々])[\p{Script=Han}]{2,6})\k<word>/gu,
  /(?<word>[\p{Script=Han}ァ-ヶー]{2,8}[のをがにへで])\k<word>/gu,
  /(?<word>お知らせ|お願い|お申込み|申込み|申し込み|問い合わせ|受け付け|取り組み|開催の)\k<word>/gu,
].map((pattern) => new Pattern(pattern));
const FURTHEST = 13;
const FIRST_LETTER = '々'.charCodeAt(0);

/** A word written twice by a slip. Onomatopoeia and 人々 are not. */
export const repeatedWord = defineKind({
  codes: ['twice'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, text }) =>
      (hasEcho(normal.text) ? [...DOUBLED, ...ECHOES] : DOUBLED).flatMap((pattern) =>
        pattern.matches(normal).map((match) => {
          const at = normal.toWritten(match.index, match.index + match[0].length);
          const once = match.groups?.word ?? match[0].slice(0, match[0].length / 2);
          const asWritten = text.slice(at.start, at.end) === match[0];
          return { code: 'twice', at, params: { word: once }, ...(asWritten ? { replacement: once } : {}) };
        }),
      ),
});

/** For each pair of letters, by its slot, where it stood last; counted on from text to text, so that none need be cleared. */
const LAST = new Float64Array(1 << 10);
let counted = FURTHEST;

/** True when at least two letters come again right after themselves, or after one sign: what every echo has. */
function hasEcho(text: string): boolean {
  const base = counted;
  counted += text.length + FURTHEST;
  for (let at = 1; at < text.length; at += 1) {
    const slot = (text.charCodeAt(at - 1) * 31 + text.charCodeAt(at)) & (LAST.length - 1);
    // Neither signs nor digits are words.
    if (text.charCodeAt(at) < FIRST_LETTER || text.charCodeAt(at - 1) < FIRST_LETTER) continue;
    const near = base + at - (LAST[slot] ?? 0) <= FURTHEST;
    LAST[slot] = base + at;
    if (near && isEcho(text, at - 1)) return true;
  }
  return false;
}

/** True when the letters from here on are those that stand a little before. */
function isEcho(text: string, from: number): boolean {
  for (let distance = 2; distance <= Math.min(FURTHEST, from); distance += 1) {
    const wanted = Math.max(2, distance - 1);
    let same = 0;
    while (same < wanted && text.charCodeAt(from + same) === text.charCodeAt(from + same - distance)) same += 1;
    if (same === wanted) return true;
  }
  return false;
}
