import twitter from 'twitter-text';
import type { Counting, TextRange, WeightedLength } from '../types.ts';

export interface CountedLink extends TextRange {
  /** As written, with or without a scheme. */
  readonly url: string;
}

export interface Mention extends TextRange {
  /** Without @. */
  readonly name: string;
}

/** Longest stretch without white space that is read at once; no host is longer than 253 characters. */
const WINDOW = 300;
/** X takes no address longer than this. */
const LONGEST_URL = 4096;
const HOST_AND_PATH = /[\p{L}\p{N}_-]\.[\p{L}\p{N}-]{2,}(?::\d{1,5})?[/?]/u;
/** What a link counts after X has replaced it by its own short one. */
const LINK_WEIGHT = 23;

const SPACES = /\s+/gu;
/** Blocks whose characters an address can hold, or that are half a character. Anything else ends an address. */
const ADDRESS_BLOCKS: readonly (readonly [number, number])[] = [
  [0x0000, 0x024f],
  [0x0300, 0x052f],
  [0x1e00, 0x1eff],
  [0x2013, 0x2013],
  [0xd800, 0xdfff],
];

/**
 * Links as twitter-text finds them. Its pattern takes quadratic time on long unbroken text, so it is given windows:
 * cut at white space, which changes nothing, and only in stretches of more than 300 characters without any
 * white space before a character that cannot be part of an address.
 */
export function findLinks(text: string): readonly CountedLink[] {
  if (!text.includes('.')) return [];
  const known = lately.get(text);
  if (known !== undefined) return known;
  const links = linksOf(text);
  lately.set(text, links);
  const [oldest] = lately.keys();
  if (lately.size > TEXTS_AT_ONCE && oldest !== undefined) lately.delete(oldest);
  return links;
}

/** A text is weighed and read for links several times in a row: for its bound, its length, its rules, its form. */
const lately = new Map<string, readonly CountedLink[]>();
const TEXTS_AT_ONCE = 8;

function linksOf(text: string): readonly CountedLink[] {
  const links: CountedLink[] = [];
  for (const { start, end } of windows(text)) {
    const part = text.slice(start, end);
    if (!part.includes('.')) continue;
    for (const found of twitter.extractUrlsWithIndices(part)) {
      links.push({ url: found.url, start: start + found.indices[0], end: start + found.indices[1] });
    }
  }
  return links;
}

/** Accounts that X would notify; an address of a mailbox is none. */
export function findMentions(text: string): readonly Mention[] {
  return twitter
    .extractMentionsWithIndices(text)
    .map(({ screenName, indices }) => ({ name: screenName, start: indices[0], end: indices[1] }));
}

/** What X makes hashtags of, with their sign; none within a link. */
export function findHashtags(text: string): readonly TextRange[] {
  if (!/[#＃]/u.test(text)) return [];
  if (lastTagged.text === text) return lastTagged.tags;
  const links = findLinks(text);
  // Without a dot twitter-text looks for no links, which would take quadratic time.
  const tags = twitter
    .extractHashtagsWithIndices(text.replaceAll('.', ','))
    .map(({ indices }) => ({ start: indices[0], end: indices[1] }))
    .filter((tag) => !links.some(({ start, end }) => start < tag.end && tag.start < end));
  lastTagged = { text, tags };
  return tags;
}

/** The length asks and the rule asks, one after the other. */
let lastTagged: { readonly text: string; readonly tags: readonly TextRange[] } = { text: '', tags: [] };

/** Names of shares and currencies with `$` before them, as X turns them into links. */
export function findCashtags(text: string): readonly TextRange[] {
  if (!text.includes('$')) return [];
  return twitter.extractCashtagsWithIndices(text).map(({ indices }) => ({ start: indices[0], end: indices[1] }));
}

function* windows(text: string): Generator<TextRange> {
  let start = 0;
  for (const space of text.matchAll(SPACES)) {
    yield* cut(text, start, space.index);
    // With the space before it: at the very beginning twitter-text takes a letter such as é for what goes before a link.
    start = space.index + space[0].length - 1;
  }
  yield* cut(text, start, text.length);
}

function* cut(text: string, from: number, to: number): Generator<TextRange> {
  let start = from;
  while (to - start > WINDOW) {
    const end = cutPoint(text, start, to);
    yield { start, end };
    start = end;
  }
  if (to > start) yield { start, end: to };
}

function cutPoint(text: string, start: number, to: number): number {
  for (let at = start + WINDOW; at > start; at -= 1) if (endsAddress(text.charCodeAt(at))) return at;
  // Only behind a host does an address go on and on; where it has none, what is left are dots and letters.
  const longest = HOST_AND_PATH.test(text.slice(start, start + WINDOW)) ? LONGEST_URL : WINDOW;
  const last = Math.min(to, start + longest);
  for (let at = start + WINDOW; at < last; at += 1) if (endsAddress(text.charCodeAt(at))) return at;
  return last;
}

function endsAddress(code: number): boolean {
  return !ADDRESS_BLOCKS.some(([from, to]) => from <= code && code <= to);
}

/**
 * Length as the network counts it, after NFC.
 * @param max the network's limit in the same unit.
 */
export function weigh(text: string, max: number, counting: Counting = 'weighted'): WeightedLength {
  const composed = text.normalize('NFC');
  const links = findLinks(composed);
  const rest: string[] = [];
  let at = 0;
  for (const link of links) {
    rest.push(composed.slice(at, link.start));
    at = link.end;
  }
  rest.push(composed.slice(at));
  // Without a dot twitter-text looks for no links; a comma and a line break weigh what a dot weighs.
  const others = rest.join('\n');
  const counted = counting === 'weighted' ? weightOf(others) : [...others].length;
  const weighted = counted + links.length * (LINK_WEIGHT - 1);
  return { weighted, max, urls: links.map(({ url }) => ({ url, counts: LINK_WEIGHT })) };
}

/** Weight of a text without links. */
function weightOf(text: string): number {
  let plain = 0;
  let others = '';
  let at = 0;
  while (at < text.length) {
    const weight = plainWeight(text.charCodeAt(at));
    if (weight > 0) {
      plain += weight;
      at += 1;
      continue;
    }
    const from = at;
    while (at < text.length && plainWeight(text.charCodeAt(at)) === 0) at += 1;
    // A digit before may be part of a keycap: 1️⃣. A line break keeps apart what stood apart.
    const begin = from > 0 && plainWeight(text.charCodeAt(from - 1)) === 1 ? from - 1 : from;
    others += `${text.slice(begin, at)}\n`;
    plain -= 1 + from - begin;
  }
  // Without a dot twitter-text looks for no links; a comma weighs what a dot weighs.
  return others === '' ? plain : plain + twitter.parseTweet(others.replaceAll('.', ',')).weightedLength;
}

/**
 * What a character weighs that is part of no emoji, but for digits before a keycap's sign; 0 for all others.
 * twitter-text looks at every character several times.
 */
function plainWeight(unit: number): 0 | 1 | 2 {
  if (unit < 0x80) return 1;
  const japanese =
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fc) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3000 && unit <= 0x3029) ||
    (unit >= 0xff01 && unit <= 0xff60);
  return japanese ? 2 : 0;
}
