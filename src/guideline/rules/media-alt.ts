import { mediaKind } from './media-kind.ts';

const EMPTY_ALT =
  /^(?:(?:画像|写真|イラスト|図|image|img|photo|picture|無題|untitled)[ _-]*\d*|[\w\s().-]+\.(?:jpe?g|png|gif|webp|heic|heif|avif|tiff?|bmp|svg|pdf|mov|mp4)|(?:IMG|DSC|DSCN|P|PXL|Screenshot)[_-]?\d[\w-]*)$/iu;

/** A text that says nothing to whoever cannot see the picture. */
export const mediaAlt = mediaKind(['missing', 'empty-words'], ({ alt, mime, altExempt }) => {
  if (mime?.startsWith('video/') === true) return undefined;
  const text = alt?.normalize('NFKC').trim() ?? '';
  if (text === '') return (altExempt?.trim() ?? '') === '' ? 'missing' : undefined;
  return EMPTY_ALT.test(text) ? 'empty-words' : undefined;
});
