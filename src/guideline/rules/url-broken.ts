import { z } from 'zod';
import { allMatches } from '../matching/pattern.ts';
import type { Link } from '../network/links.ts';
import { isWithin } from '../network/links.ts';
import type { Subject } from '../subject.ts';
import { isNear } from '../text/distance.ts';
import type { Normalised } from '../text/normalise.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** Whatever stands before a host as a scheme would: https//, htps://, https;//, https:\\, https:// and a blank. */
const BEFORE_HOST =
  /(?<![A-Za-z0-9.@])(?<word>[A-Za-z]{2,12}) ?(?<sign>[:;.,]? ?[/\\¥]{1,4}|[:;])(?<gap>\s{0,3})(?<host>(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})(?![A-Za-z0-9@-])/gu;
/** One scheme after the other: https://https://, http://www.https:// */
const DOUBLED = /(?<![A-Za-z0-9])(?:https?[:;]?\/{0,3} ?(?:www\.)?){1,3}(?=https?:\/\/[^/\s])/giu;
/** A comma or two dots in the host. */
const HOST_SIGN = /^https?:\/\/(?:[A-Za-z0-9-]{1,63}[.,、]{1,2}){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])/iu;
/** httpswww.…, https www.…, httpscity.…: letters of a scheme without any sign; the host is for the detector to know. */
const GLUED_SCHEME =
  /(?<![A-Za-z0-9.@/:-])(?<word>h?t{1,3}ps?|https?s)(?<gap>[ .-]?)(?<host>(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})(?![A-Za-z0-9@-])/giu;
/** Written so that it becomes no link: a warning of a false site. */
const DEFUSED = /^hxx?ps?$/iu;
/** Where nothing of this stands beside addresses in good order, there is nothing to look for: most texts. */
const SIGNS = /[A-Za-z][:;.,]? ?[/\\¥]|[A-Za-z] ?[:;] ?www|tps?[ .-]?[a-z]/iu;
const IN_ORDER = /(?<![A-Za-z0-9@$#.])https?:\/\/(?=[A-Za-z0-9])[!-~]{0,300}/gu;

/** An address that becomes no link, or a link to less than what is written. */
export const urlBroken = defineKind({
  codes: ['scheme', 'doubled', 'torn', 'glued', 'wide', 'host', 'cut'],
  params: z.strictObject({}),
  detector: () => (subject) => {
    const { normal, links } = subject;
    const cut = links.flatMap((link) => shorter(link, subject) ?? []);
    const unmade = links.flatMap((link) => notLinked(link, subject) ?? []);
    if (unmade.length === 0 && !mayBeBroken(normal.text)) return cut;
    const doubled = doubles(normal);
    const inDoubled = (at: number) => doubled.some(({ at: range }) => range.start <= at && at < range.end);
    const broken = allMatches(BEFORE_HOST, normal.text).flatMap((match) => schemeHit(match, subject) ?? []);
    const glued = allMatches(GLUED_SCHEME, normal.text).flatMap((match) => gluedHit(match, subject) ?? []);
    return [...doubled, ...[...broken, ...glued, ...unmade].filter(({ at }) => !inDoubled(at?.start ?? -1)), ...cut];
  },
});

function mayBeBroken(text: string): boolean {
  if (!SIGNS.test(text)) return false;
  const others = text.replaceAll(IN_ORDER, (address) => (address.indexOf('http', 4) > 0 ? address : ' '));
  return SIGNS.test(others);
}

function shorter({ url, at, rest }: Link, { text, settings }: Subject): Hit | undefined {
  if (rest === undefined) return undefined;
  const params = { made: url, rest: text.slice(rest.start, rest.end).trim(), onX: settings.replies !== undefined };
  return { code: 'cut', at: { start: at.start, end: rest.end }, params };
}

function doubles(normal: Normalised): readonly (Hit & { readonly at: { start: number; end: number } })[] {
  return allMatches(DOUBLED, normal.text).map((match) => {
    const scheme = /^https?:\/\//iu.exec(normal.text.slice(match.index + match[0].length))?.[0] ?? '';
    const at = normal.toWritten(match.index, match.index + match[0].length + scheme.length);
    return { code: 'doubled', at, params: { scheme }, replacement: scheme };
  });
}

function schemeHit(match: RegExpExecArray, { normal, text }: Subject): Hit | undefined {
  const { word = '', sign = '', gap = '', host = '' } = match.groups ?? {};
  const lower = word.toLowerCase();
  const known = lower === 'http' || lower === 'https';
  const end = match.index + match[0].length;
  const right = `${lower.includes('s') ? 'https' : 'http'}://`;
  if (known && sign === '://') {
    // Without a blank it is an address in good order, or another case.
    return gap === '' ? undefined : mendable('torn', match.index, end, `${right}${host}`);
  }
  const glued = /^(?<before>.*[^htps].*?)(?<scheme>https?)$/iu.exec(lower)?.groups?.scheme;
  if (glued !== undefined && sign === '://' && gap === '') {
    const at = match.index + word.length - glued.length;
    return mendable('glued', at, end, ` ${normal.text.slice(at, end)}`);
  }
  if (DEFUSED.test(lower) || (!known && !isMistyped(lower))) return undefined;
  // 「https / www.example.jp」 in a list of words is none; a sign alone needs what can only be a host.
  if (/^[:;]$/u.test(sign) && !/^www\./iu.test(host) && !known) return undefined;
  return mendable('scheme', match.index, end, `${right}${host}`);

  function mendable(code: string, from: number, to: number, mended: string): Hit {
    const at = normal.toWritten(from, to);
    return text.slice(at.start, at.end) === mended ? { code, at } : { code, at, replacement: mended };
  }
}

/** Only before what is surely an address: www. or the office's own domain. */
function gluedHit(match: RegExpExecArray, { normal, settings }: Subject): Hit | undefined {
  const { word = '', host = '' } = match.groups ?? {};
  const lower = host.toLowerCase();
  const sure = lower.startsWith('www.') || settings.officialDomains.some((domain) => isWithin(lower, domain));
  if (!sure) return undefined;
  const at = normal.toWritten(match.index, match.index + match[0].length);
  return { code: 'scheme', at, replacement: `${/s/iu.test(word) ? 'https' : 'http'}://${host}` };
}

/** ttps, htps, htttps, hhtp, httos: one or two slips, and not another word or scheme. */
function isMistyped(word: string): boolean {
  if (/^(?:ftps?|sftp|html|shttp|steps?|tops?|taps?|tips?|stop|step|post|this|that|path|ports?)$/u.test(word))
    return false;
  const near = isNear(word, 'https', 1) || isNear(word, 'http', 1);
  return near || (/^[htps]+$/u.test(word) && (isNear(word, 'https', 2) || isNear(word, 'http', 2)));
}

/** With a good scheme, and still no link: wide signs in it, letters before it, or a comma in the host. */
function notLinked({ url, at, linked }: Link, { text }: Subject): Hit | undefined {
  if (linked || !/^https?:\/\//iu.test(url)) return undefined;
  const written = text.slice(at.start, at.end);
  if (HOST_SIGN.test(url.normalize('NFKC')) && /[,、]|\.\./u.test(url)) return { code: 'host', at };
  // https：//, ｈｔｔｐｓ：／／: a plain writing is all that is missing.
  if (written !== url && /^[ -~]+$/u.test(url)) return { code: 'wide', at, replacement: url };
  const before = text.slice(Math.max(0, at.start - 1), at.start);
  if (/[@＠#＃$_]/u.test(before)) return { code: 'glued', at, replacement: ` ${written}` };
  return undefined;
}
