import ExifReader from 'exifreader';
import type { Metadata } from 'sharp';
import type { MediaMarks } from '../draft/media.ts';

/** Characters of one line, and lines, that are kept of what a file says. */
const LONGEST = 200;
const MOST = 8;

/** Sources that say that generative AI had part in it: https://cv.iptc.org/newscodes/digitalsourcetype/ */
const AI_SOURCES = /digitalsourcetype\/(\w*(?:algorithmic|synthetic)\w*)/giu;
/** Text chunks in which generators store what they were asked. */
const GENERATORS = ['parameters', 'prompt', 'workflow', 'sd-metadata', 'invokeai_metadata', 'dream'];

/** Names of fields that say whose a picture is, in EXIF, IPTC and XMP. */
const RIGHTS_FIELDS = {
  exif: ['Copyright', 'Artist'],
  iptc: ['Copyright Notice', 'By-line', 'Credit', 'Source'],
  xmp: ['rights', 'creator', 'Credit', 'UsageTerms', 'Owner', 'CreditLine', 'CopyrightOwner', 'AttributionName'],
} as const;

/** Everything that is told to the approver of what a file says of itself, before that is taken off. Never throws. */
export function marksIn(bytes: Buffer, { xmpAsString = '', comments = [] }: Metadata): MediaMarks {
  const tags = read(bytes);
  const words = `${xmpAsString}\n${inBytes(bytes)}`;
  const sources = [...words.matchAll(AI_SOURCES)].map(([, source = '']) => source);
  const chunks = comments.map(({ keyword }) => keyword.toLowerCase());
  const written = Object.keys(tags.png ?? {}).map((name) => name.toLowerCase());
  const generators = GENERATORS.filter((name) => chunks.includes(name) || written.includes(name));
  return {
    ai: listed([...sources, ...generators]),
    rights: listed([
      ...RIGHTS_FIELDS.exif.flatMap((name) => wordsOf(tags.exif?.[name])),
      ...RIGHTS_FIELDS.iptc.flatMap((name) => wordsOf(tags.iptc?.[name])),
      ...RIGHTS_FIELDS.xmp.flatMap((name) => wordsOf(tags.xmp?.[name])),
      ...rightsInXmp(xmpAsString),
    ]),
    credentials: bytes.includes('c2pa') && (bytes.includes('jumb') || bytes.includes('caBX')),
    position: tags.gps !== undefined || /GPSLatitude/u.test(xmpAsString) || tags.exif?.GPSLatitude !== undefined,
  };
}

type Group = Readonly<Record<string, unknown>>;

function read(bytes: Buffer): { readonly [Name in 'exif' | 'iptc' | 'xmp' | 'png' | 'gps']?: Group | undefined } {
  try {
    const { exif, iptc, xmp, png, gps } = ExifReader.load(bytes, { expanded: true });
    return { exif: { ...exif }, iptc: { ...iptc }, xmp: { ...xmp }, png: { ...png }, gps: gps && { ...gps } };
  } catch {
    // There is nothing that it could read.
    return {};
  }
}

/** What stands around the name of a source, wherever in the file: also in a part that no reader knows. */
function inBytes(bytes: Buffer): string {
  const found: string[] = [];
  for (
    let at = bytes.indexOf('digitalsourcetype/');
    at !== -1 && found.length < MOST;
    at = bytes.indexOf('digitalsourcetype/', at + 1)
  )
    found.push(bytes.subarray(at, at + 80).toString('latin1'));
  return found.join('\n');
}

const RIGHTS_IN_XMP = /<(dc:rights|dc:creator|photoshop:Credit|xmpRights:UsageTerms)[^>]*>([\s\S]*?)<\/\1>/gu;

/** A file whose XMP the reader does not find, as in PNG. */
function rightsInXmp(xmp: string): string[] {
  return [...xmp.matchAll(RIGHTS_IN_XMP)].map(([, , inner = '']) => inner.replaceAll(/<[^>]*>/gu, ' '));
}

/** The text of one field: Japanese is stored as bytes of UTF-8, which the reader gives as single characters. */
function wordsOf(field: unknown): string[] {
  if (Array.isArray(field)) return field.flatMap(wordsOf);
  if (typeof field !== 'object' || field === null || !('description' in field)) return [];
  return typeof field.description === 'string' ? [asUtf8(field.description)] : [];
}

function asUtf8(text: string): string {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    return text;
  }
}

function listed(words: readonly string[]): string[] {
  const said = words
    .map((word) => word.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, LONGEST).join(''));
  return [...new Set(said)].slice(0, MOST);
}
