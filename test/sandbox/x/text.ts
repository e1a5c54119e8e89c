import { createHash } from 'node:crypto';
import twitterText from 'twitter-text';
import { escaped } from '../slack/blocks/stored.ts';
import type { UrlEntity } from './state.ts';

/** Weighted length: 2 for CJK and emoji, 23 for each URL. */
export function weightedLength(text: string): number {
  return twitterText.parseTweet(text).weightedLength;
}

/** What X makes of a text: NFC, links through t.co, `&`, `<`, `>` as entities; offsets in code points of the result. */
export function returned(sent: string): { readonly text: string; readonly urls: readonly UrlEntity[] } {
  const text = sent.normalize('NFC');
  const urls: UrlEntity[] = [];
  let result = '';
  let done = 0;
  for (const { url, indices } of twitterText.extractUrlsWithIndices(text)) {
    const [from, to] = indices;
    result += escaped(text.slice(done, from));
    const short = `https://t.co/${createHash('sha256').update(url).digest('base64url').replace(/[-_]/g, 'x').slice(0, 10)}`;
    const expanded = /^https?:\/\//i.test(url) ? url : `http://${url}`;
    const start = [...result].length;
    const display = expanded.replace(/^https?:\/\/(?:www\.)?/i, '');
    urls.push({
      start,
      end: start + short.length,
      url: short,
      expanded_url: expanded,
      display_url: display.length > 26 ? `${display.slice(0, 26)}…` : display,
    });
    result += short;
    done = to;
  }
  return { text: result + escaped(text.slice(done)), urls };
}

/** Is somebody named in it? An app with ordinary access may answer those who named its account. */
export function names(text: string, username: string): boolean {
  return twitterText.extractMentions(text).some((name) => name.toLowerCase() === username.toLowerCase());
}

/** Two texts that X takes for the same post. */
export function sameContent(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim();
  return plain(one) === plain(other);
}
