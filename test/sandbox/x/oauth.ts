import { createHmac, timingSafeEqual } from 'node:crypto';
import { keysBehind, type SeedOffice } from '../seed.ts';

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
 * With whose keys the request is signed. The library signs for the real host before a plugin sends it elsewhere, so that both
 * hosts are right.
 * @param known whose keys there are.
 * @param url as it arrived here.
 * @param form parameters of a urlencoded body; other bodies are not signed.
 * @returns the username for whom the keys were made; null when the signature is nobody's.
 */
export function signedBy(
  known: SeedOffice['keys'],
  method: string,
  url: URL,
  header: string | undefined,
  form: URLSearchParams,
): string | null {
  if (!header || !/^OAuth\s/i.test(header)) return null;
  const oauth = headerParameters(header);
  const given = Buffer.from(oauth.get('oauth_signature') ?? '');
  const parameters = [
    ...url.searchParams,
    ...form,
    ...[...oauth].filter(([key]) => key !== 'oauth_signature' && key !== 'realm'),
  ]
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
  const holder = known.find(({ prefix }) => {
    const { API_KEY, ACCESS_TOKEN } = keysBehind(prefix);
    return oauth.get('oauth_consumer_key') === API_KEY && oauth.get('oauth_token') === ACCESS_TOKEN;
  });
  if (holder === undefined) return null;
  const { API_SECRET, ACCESS_SECRET } = keysBehind(holder.prefix);
  const right = [`https://api.x.com${url.pathname}`, `${url.origin}${url.pathname}`].some((address) => {
    const base = [method.toUpperCase(), encode(address), encode(parameters)].join('&');
    const key = `${encode(API_SECRET)}&${encode(ACCESS_SECRET)}`;
    const expected = Buffer.from(createHmac('sha1', key).update(base).digest('base64'));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return right ? holder.username : null;
}
