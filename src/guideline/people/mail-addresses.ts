import type { Searched } from '../matching/pattern.ts';
import { Pattern } from '../matching/pattern.ts';

/** A mail address of a text (normalised copy). */
export interface MailAddress {
  readonly start: number;
  readonly end: number;
  /** Where its domain begins. */
  readonly domainAt: number;
  /** Lower case, with a plain @. */
  readonly address: string;
}

const LOCAL = "(?<![A-Za-z0-9._%+/-])(?<local>[A-Za-z0-9._%+'-]{1,64})";
const DOMAIN = '(?<domain>[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6})(?![A-Za-z0-9@])';
const PLAIN = new Pattern(new RegExp(`${LOCAL}@${DOMAIN}`, 'gu'));
/** Written so that no robot collects it: taro(at)example.jp, taro★example.jp, taro @ example.jp. */
const VEILED = new Pattern(
  new RegExp(
    `${LOCAL}(?: ?[([<](?:at|アット(?:マーク)?|@)[)\\]>] ?| ?(?:アットマーク|[★☆■●◎]) ?| @ ?|@ )${DOMAIN}`,
    'giu',
  ),
);
/** With a blank or a star between them two words only make an address where the second is a usual domain. */
const USUAL = /\.(?:jp|com|net|org|me|info)$/iu;

/** Takes time linear in the length of the text. */
export function findAddresses(text: Searched): readonly MailAddress[] {
  const plain = PLAIN.matches(text);
  const veiled = VEILED.matches(text).filter(({ groups }) => USUAL.test(groups?.domain ?? ''));
  return [...plain, ...veiled].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    domainAt: match.index + match[0].length - (match.groups?.domain ?? '').length,
    address: `${match.groups?.local ?? ''}@${match.groups?.domain ?? ''}`.toLowerCase(),
  }));
}
