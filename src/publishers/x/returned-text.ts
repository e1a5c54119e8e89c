/** A post's text as X gives it back: shortened links in place of the written ones, three characters escaped. */
export interface ReturnedText {
  readonly text: string;
  readonly urls: readonly ReturnedUrl[];
}

export interface ReturnedUrl {
  /** The `https://t.co/…` that stands in the text. */
  readonly url: string;
  readonly expandedUrl: string | null;
  /** X appended it for a picture or a film; nobody wrote it. */
  readonly media: boolean;
}

/** It as it was written, for people. */
export function asWritten(returned: ReturnedText): string {
  return piecesOf(withoutMedia(returned))
    .map((piece) => ('link' in piece ? piece.link : piece.literal))
    .join('');
}

type Piece = { readonly literal: string } | { readonly link: string };

/** Is this post what was sent? Compared as X stores it: NFC, trimmed, links in any spelling of the same address. */
export function isSameText(sent: string, returned: ReturnedText): boolean {
  const wanted = normal(sent);
  // A link to a picture's page may also have been written by hand: both readings are tried.
  return [returned, withoutMedia(returned)].some(({ text, urls }) =>
    matches(wanted, 0, piecesOf({ text: text.trim(), urls })),
  );
}

/** X knows no CR, stores NFC and drops what is blank at either end. */
function normal(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

function withoutMedia({ text, urls }: ReturnedText): ReturnedText {
  let rest = text.trimEnd();
  for (let again = true; again; ) {
    const media = urls.find((each) => each.media && rest.endsWith(each.url));
    again = media !== undefined;
    if (media !== undefined) rest = rest.slice(0, -media.url.length).trimEnd();
  }
  return { text: rest, urls };
}

function piecesOf({ text, urls }: ReturnedText): readonly Piece[] {
  const expanded = new Map(urls.flatMap(({ url, expandedUrl }) => (expandedUrl === null ? [] : [[url, expandedUrl]])));
  return text.split(/(https?:\/\/t\.co\/\w+)/).map((part) => {
    const link = expanded.get(part);
    return link === undefined ? { literal: unescapeHtml(part).replace(/\r\n?/g, '\n').normalize('NFC') } : { link };
  });
}

/** In one pass, so that a written `&lt;` (returned as `&amp;lt;`) stays what it was. */
function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

function matches(wanted: string, from: number, [piece, ...rest]: readonly Piece[]): boolean {
  if (piece === undefined) return from === wanted.length;
  if ('literal' in piece)
    return wanted.startsWith(piece.literal, from) && matches(wanted, from + piece.literal.length, rest);
  // Where the written address ended is known only from what it must be equal to.
  const target = new Set([canonical(piece.link), canonical(unescapeHtml(piece.link))]);
  const run = /^\S*/.exec(wanted.slice(from, from + 3 * piece.link.length + 20))?.[0] ?? '';
  for (let end = run.length; end > 0; end -= 1)
    if (target.has(canonical(run.slice(0, end))) && matches(wanted, from + end, rest)) return true;
  return false;
}

/** One spelling for an address that may be written with or without scheme, percent-encoding, Punycode or last slash. */
function canonical(address: string): string {
  const bare = address.normalize('NFC').replace(/^https?:\/\//i, '');
  try {
    const { host, pathname, search, hash } = new URL(`http://${bare}`);
    const path = `${pathname}${search}${hash}`.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
    return `${host}${path.replace(/\/$/, '')}`;
  } catch {
    return bare;
  }
}
