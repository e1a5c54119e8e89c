import { Pattern } from '../matching/pattern.ts';
import { findAddresses } from '../people/mail-addresses.ts';
import type { Normalised } from '../text/normalise.ts';
import type { TextRange } from '../types.ts';
import { findLinks } from './tweet.ts';

/** A link as a reader would follow it. */
export interface Link {
  /** As in the normalised copy, with or without a scheme. */
  readonly url: string;
  /** Range in the text as written. */
  readonly at: TextRange;
  /** Lower case, punycode, without user info and port; undefined when a browser could not read it. */
  readonly host: string | undefined;
}

const SCHEME = /^https?:\/\//iu;
/** Everything that begins with a scheme, whatever its host is made of: 日本語.jp, 10.1.2.3, intra. */
const WITH_SCHEME = new Pattern(
  /(?<![A-Za-z0-9])https?:\/\/[^\s<>"'「」『』【】〔〕《》、。，．！？（）\u2026]{1,2000}/giu,
);
const NOT_ASCII = /[^\t\n\r -~]+/g;
const TRAILING = /[.,;:!?)\]}]+$/u;

/**
 * Links of a text for the rules. Wider than what X links: Japanese right before or after a bare address does not hide
 * it, and addresses with a scheme count whatever their host is.
 */
export function readLinks(normal: Normalised): readonly Link[] {
  const { text } = normal;
  const found: { readonly url: string; readonly start: number }[] = [];
  for (const match of WITH_SCHEME.matches(normal)) {
    const url = withoutTrailing(match[0]);
    if (/^https?:\/\/[^/]*[\p{L}\p{N}]/iu.test(url)) found.push({ url, start: match.index });
  }
  if (text.includes('.')) {
    // Neither the host nor the name of taro.photo(at)example.jp is a link.
    const addresses = findAddresses(normal)
      .map(({ start, end }) => ({ url: text.slice(start, end), start }))
      .sort((a, b) => a.start - b.start);
    for (const { url, start, end } of findLinks(text.replace(NOT_ASCII, (run) => ' '.repeat(run.length)))) {
      if (overlaps(addresses, start, end)) continue;
      if (!overlaps(found, start, end)) found.push({ url, start });
    }
  }
  return found
    .map(({ url, start }) => ({ url, at: normal.toWritten(start, start + url.length), host: hostOf(url) }))
    .sort((a, b) => a.at.start - b.at.start);
}

/** They come in order, so the one that could overlap is the last that starts before `end`. */
function overlaps(
  others: readonly { readonly url: string; readonly start: number }[],
  start: number,
  end: number,
): boolean {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const before = others[low - 1];
  return before !== undefined && before.start + before.url.length > start;
}

/** True for places of the text as written that lie within a link. Takes time logarithmic in the number of links. */
export function linkedAt(links: readonly Link[]): (at: number) => boolean {
  return (at) => {
    let low = 0;
    let high = links.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((links[middle]?.at.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return at < (links[low - 1]?.at.end ?? 0);
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
