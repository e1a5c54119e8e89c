import { createHmac, timingSafeEqual } from 'node:crypto';
import { TOKENS } from '../seed.ts';

/** RFC 3986 encoding, as OAuth 1.0a asks for. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function headerParameters(header: string): ReadonlyMap<string, string> {
  const pairs = header
    .replace(/^OAuth\s+/i, '')
    .split(',')
    .map((part): [string, string] => {
      const [key = '', value = ''] = part.trim().split('=', 2);
      return [decodeURIComponent(key), decodeURIComponent(value.replace(/^"|"$/g, ''))];
    });
  return new Map(pairs);
}

/**
 * Is the request signed with the sandbox's keys? The library signs for the real host before a plugin sends it elsewhere, so that
 * both hosts are right.
 * @param url as it arrived here.
 * @param form parameters of a urlencoded body; other bodies are not signed.
 */
export function isSigned(method: string, url: URL, header: string | undefined, form: URLSearchParams): boolean {
  if (!header || !/^OAuth\s/i.test(header)) return false;
  const oauth = headerParameters(header);
  if (oauth.get('oauth_consumer_key') !== TOKENS.xKey || oauth.get('oauth_token') !== TOKENS.xToken) return false;
  const given = Buffer.from(oauth.get('oauth_signature') ?? '');
  const parameters = [
    ...url.searchParams,
    ...form,
    ...[...oauth].filter(([key]) => key !== 'oauth_signature' && key !== 'realm'),
  ]
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
  return [`https://api.x.com${url.pathname}`, `${url.origin}${url.pathname}`].some((address) => {
    const base = [method.toUpperCase(), encode(address), encode(parameters)].join('&');
    const key = `${encode(TOKENS.xSecret)}&${encode(TOKENS.xTokenSecret)}`;
    const expected = Buffer.from(createHmac('sha1', key).update(base).digest('base64'));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
