import { z } from 'zod';
import type { MediaFields } from '../types.ts';
import type { RuleKind } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** A position in the picture's data. */
export const mediaGps = mediaKind(['gps'], ({ gps }) => (gps === true ? 'gps' : undefined));

/** People who can be recognised, without their consent on record. Asked, never guessed from the picture. */
export const mediaPortrait = mediaKind(['unanswered', 'no-consent'], ({ people, consent }) => {
  if (people === undefined) return 'unanswered';
  return people && consent !== true ? 'no-consent' : undefined;
});

const EMPTY_ALT =
  /^(?:(?:画像|写真|イラスト|図|image|img|photo|picture|無題|untitled)[ _-]*\d*|[\w\s().-]+\.(?:jpe?g|png|gif|webp|heic|heif|avif|tiff?|bmp|svg|pdf|mov|mp4)|(?:IMG|DSC|DSCN|P|PXL|Screenshot)[_-]?\d[\w-]*)$/iu;

/** A text that says nothing to whoever cannot see the picture. */
export const mediaAlt = mediaKind(['missing', 'empty-words'], ({ alt, mime }) => {
  if (mime?.startsWith('video/') === true) return undefined;
  const text = alt?.normalize('NFKC').trim() ?? '';
  if (text === '') return 'missing';
  return EMPTY_ALT.test(text) ? 'empty-words' : undefined;
});

const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'];

/** A type that the network does not take. `mime` is read from the file's bytes, never from its name. */
export const mediaType = mediaKind(['type'], ({ mime }) =>
  mime === undefined || TYPES.includes(mime.toLowerCase()) ? undefined : 'type',
);

/** Whose picture it is, and by what right it is shown. */
export const mediaRights = mediaKind(['unanswered', 'no-credit', 'no-permission'], ({ rights, credit, permission }) => {
  const has = (text: string | undefined) => (text?.trim() ?? '') !== '';
  switch (rights) {
    case undefined:
      return 'unanswered';
    case 'own':
      return undefined;
    case 'licensed':
      // A credit line names who gave the permission.
      return has(permission) || has(credit) ? undefined : 'no-permission';
    case 'third-party':
      return has(credit) ? undefined : 'no-credit';
    case 'free':
      return has(permission) || has(credit) ? undefined : 'no-permission';
  }
});

function mediaKind(codes: readonly string[], judge: (media: MediaFields) => string | undefined): RuleKind {
  return defineKind({
    codes,
    params: z.strictObject({}),
    detector:
      () =>
      ({ fields }) => {
        const { media } = fields;
        if (media === undefined || media.length === 0) return [];
        return codes.flatMap((code) => {
          const numbers = media.flatMap((one, index) => (judge(one) === code ? [String(index + 1)] : []));
          return numbers.length === 0 ? [] : [{ code, params: { numbers } }];
        });
      },
  });
}
