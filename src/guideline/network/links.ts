import { Pattern } from '../matching/pattern.ts';
import { findAddresses } from '../people/mail-addresses.ts';
import type { Normalised } from '../text/normalise.ts';
import type { TextRange } from '../types.ts';
import { findLinks } from './tweet.ts';

/** An address of a text. */
export interface Link {
  /**
   * With or without a scheme. What the network makes a link of, as it stands in the text; where it makes none, what a reader
   * would take for the address, as in the normalised copy.
   */
  readonly url: string;
  /** Range of it in the text as written. */
  readonly at: TextRange;
  /** The network makes a link of just this. */
  readonly linked: boolean;
  /** What a reader would still take for the address, and the network does not: of 「…/防災/地図.html」 all behind the host. */
  readonly rest?: TextRange;
  /** Lower case, punycode, without user info and port; undefined when a browser could not read it. */
  readonly host: string | undefined;
}

const SCHEME = /^https?:\/\//iu;
/** Everything that begins with a scheme, whatever its host is made of: 日本語.jp, 10.1.2.3, intra. */
const WITH_SCHEME = new Pattern(
  /(?<![A-Za-z0-9])https?:\/\/(?!https?:)[^\s<>"'「」『』【】〔〕《》、。，．！？（）\u2026]{1,2000}/giu,
);
/** Behind a host whose link ends there: …tokyo.jp.evil.example, …tokyo.jp@example.com. A browser goes to another. */
const ANOTHER_HOST = /^[.@-]?[A-Za-z0-9]/u;
const NO_PATH = /^https?:\/\/[^/?#]*$/iu;
const NOT_ASCII = /[^\t\n\r -~]+/g;
const TRAILING = /[.,;:!?)\]}]+$/u;

interface Spot extends TextRange {
  readonly url: string;
  readonly linked: boolean;
}

/**
 * Links of a text: those that the network will make, exactly as it makes them, and beside them what a reader or a browser
 * would take for an address all the same, with Japanese right before it or whatever its host is.
 */
export function readLinks(written: string, normal: Normalised): readonly Link[] {
  const { text } = normal;
  const made = written.includes('.') ? findLinks(written) : [];
  const madeAt = new Map(made.map((link) => [link.start, link]));
  const spots: Spot[] = [];
  for (const match of WITH_SCHEME.matches(normal)) {
    const url = withoutTrailing(match[0]);
    if (!/^https?:\/\/[^/]*[\p{L}\p{N}]/iu.test(url)) continue;
    const at = normal.toWritten(match.index, match.index + url.length);
    const link = madeAt.get(at.start);
    const elsewhere =
      link !== undefined && NO_PATH.test(link.url) && ANOTHER_HOST.test(written.slice(link.end, at.end));
    spots.push(link === undefined || elsewhere ? { ...at, url, linked: false } : { ...link, linked: true });
  }
  if (text.includes('.')) {
    // Neither the host nor the name of taro.photo(at)example.jp is a link.
    const addresses = findAddresses(normal)
      .map(({ start, end }) => normal.toWritten(start, end))
      .sort((a, b) => a.start - b.start);
    const bare = findLinks(text.replace(NOT_ASCII, (run) => ' '.repeat(run.length))).map(({ url, start, end }) => ({
      ...normal.toWritten(start, end),
      url,
    }));
    const known = [...spots].sort((a, b) => a.start - b.start);
    const others = [
      ...made.map((link) => ({ ...link, linked: true })),
      ...bare.map((link) => ({ ...link, linked: false })),
    ];
    for (const link of others.sort((a, b) => a.start - b.start || Number(b.linked) - Number(a.linked))) {
      const { start, end } = link;
      if (overlaps(addresses, start, end) || overlaps(known, start, end)) continue;
      const before = spots.at(-1);
      if (before !== undefined && before.start < end && start < before.end) continue;
      spots.push(link);
    }
  }
  spots.sort((a, b) => a.start - b.start);
  return spots.map(({ url, linked, start, end }, index) => {
    const rest =
      linked && SCHEME.test(url) ? restOf(written, end, spots[index + 1]?.start ?? written.length) : undefined;
    return { url, linked, at: { start, end }, host: hostOf(url), ...(rest === undefined ? {} : { rest }) };
  });
}

/** What ends an address for whoever reads it, in any width. */
const RUN = /^[^\s、。「」『』【】〈〉《》〔〕（）()<>＜＞"“”…！!|｜]{1,200}/u;
/** Another address, of a page or of a mailbox, begins there. */
const ANOTHER = /https?:|www\.|[\w.+-]{1,64}@/iu;
const PARTICLE = /^(?:を|に|へ|で|から|まで|より|の|は|が|と|も|や|または|及び|および|です|でも|にて)/u;
const FILE_ENDING = /\.(?:html?|pdf|php|aspx?|jsp|cgi|xlsx?|docx?|jpe?g|png|zip)(?![A-Za-z0-9])/iu;
/** Behind these an address goes on. */
const OPEN_END = /[/=?&#%_-]$/u;

/**
 * The part behind a link that belongs to the address as it is written. Not the sentence that goes on behind it without a
 * blank: 「…/bousai.htmlをご覧ください」.
 * @param limit where the next link begins.
 */
function restOf(written: string, from: number, limit: number): TextRange | undefined {
  const after = written.slice(from, Math.min(limit, from + 200));
  const before = written.slice(Math.max(0, from - 12), from);
  const run = RUN.exec(after)?.[0] ?? '';
  if (run === '') return tornRest(after, from, before);
  const another = ANOTHER.exec(run.normalize('NFKC'))?.index;
  // Folding changes no length here but for signs that no address has.
  const own = another === undefined ? run : run.slice(0, another);
  return goesOn(own.normalize('NFKC'), before) ? { start: from, end: from + own.length } : undefined;
}

function goesOn(rest: string, before: string): boolean {
  const first = rest.charAt(0);
  if (rest === '' || /^[?.,;:~-]+$/u.test(rest)) return false;
  if (PARTICLE.test(rest)) return /^[^\d][^?=&#]*\/[A-Za-z]/u.test(rest) || FILE_ENDING.test(rest);
  // Wide letters and signs: ／ｂｏｕｓａｉ
  if (/[/.?=&#%_~-]/u.test(first)) return /^.[^A-Za-z]{0,20}[A-Za-z]/u.test(rest);
  if (/[A-Za-z0-9]/u.test(first)) return OPEN_END.test(before);
  if (/[/.=&?#][A-Za-z0-9%]/u.test(rest)) return true;
  if (/[=#_-]$/u.test(before)) return /^[\p{L}\p{N}]/u.test(rest);
  // A name, as folders and pages have it, and no sentence.
  return before.endsWith('/') && /^[\p{L}\p{N}]/u.test(rest) && (rest.match(/\p{Script=Hiragana}/gu) ?? []).length < 3;
}

/** A blank or a line break got into the address: 「https://…/ bousai.html」. */
function tornRest(after: string, from: number, before: string): TextRange | undefined {
  const [whole, gap, token] = /^([ \u3000]{1,3}|[ \u3000]?\r?\n)([^\s、。「」（）()]{1,100})/u.exec(after) ?? [];
  if (whole === undefined || gap === undefined || token === undefined) return undefined;
  const plain = token.normalize('NFKC');
  if (ANOTHER.test(plain) || FILE_ENDING.test(before)) return undefined;
  const torn = OPEN_END.test(before)
    ? /^[\w%~.-]*[A-Za-z][\w%~.-]*(?:\/|\.[a-z]{2,5}$)/iu.test(plain) || FILE_ENDING.test(plain)
    : /^\/[A-Za-z]/u.test(plain) || (!gap.includes('\n') && /^[\w%~./-]*$/u.test(plain) && FILE_ENDING.test(plain));
  return torn ? { start: from, end: from + whole.length } : undefined;
}

/** They come in order, so the one that could overlap is the last that starts before `end`. */
function overlaps(others: readonly TextRange[], start: number, end: number): boolean {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const before = others[low - 1];
  return before !== undefined && before.end > start;
}

/** True for places of the text as written that lie within an address, linked or not. Takes time logarithmic in the number of links. */
export function linkedAt(links: readonly Link[]): (at: number) => boolean {
  return (at) => {
    let low = 0;
    let high = links.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((links[middle]?.at.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const link = links[low - 1];
    return at < (link?.rest?.end ?? link?.at.end ?? 0);
  };
}

/** A closing bracket belongs to the address only where the address opened one. */
function withoutTrailing(written: string): string {
  const url = beforeUnopened(written);
  const bare = url.replace(TRAILING, '');
  const rest = url.slice(bare.length);
  return bare.includes('(') && rest.startsWith(')') ? `${bare})` : bare;
}

/** (https://www.example.jp/)から: a bracket that the address did not open ends it. */
function beforeUnopened(url: string): string {
  let open = 0;
  for (let at = 0; at < url.length; at += 1) {
    const sign = url.charAt(at);
    if (sign === '(') open += 1;
    else if (sign === ')') open -= 1;
    if (open < 0) return url.slice(0, at);
  }
  return url;
}

/**
 * Host of a link as a browser would reach it: lower case, punycode, without user info and port.
 * @returns undefined when a browser could not read the link.
 */
function hostOf(url: string): string | undefined {
  const address = SCHEME.test(url) ? url : `https://${url}`;
  if (!URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/\.$/u, '');
}

/** True for the domain itself and everything below it; never for a name that only ends in the same letters. */
export function isWithin(host: string, domain: string): boolean {
  const suffix = domain.toLowerCase();
  return host === suffix || host.endsWith(`.${suffix}`);
}
