import { fileTypeFromBuffer } from 'file-type';
import type { MediaTrouble } from '../draft/media.ts';

export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

const KINDS: Readonly<Record<string, PictureKind>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
};

type Format = Extract<MediaTrouble, { kind: 'format' }>['format'];

const OTHERS: Readonly<Record<string, Format>> = {
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/jxl': 'jpeg-xl',
  'application/pdf': 'pdf',
  'image/apng': 'animated-png',
  'image/tiff': 'tiff',
  'image/svg+xml': 'svg',
  'video/mp4': 'film',
  'video/quicktime': 'film',
  'video/x-m4v': 'film',
};

/** What the bytes are, whatever the file is called. */
export async function kindOf(bytes: Uint8Array): Promise<PictureKind | MediaTrouble> {
  if (bytes.length === 0) return { kind: 'unreadable' };
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mime = type?.mime ?? (isSvg(bytes) ? 'image/svg+xml' : '');
  return KINDS[mime] ?? { kind: 'format', format: OTHERS[mime] ?? 'other' };
}

/** A text; file-type knows it only by the declaration that many leave out. */
const isSvg = (bytes: Uint8Array): boolean =>
  /<svg[\s>]/iu.test(Buffer.from(bytes.subarray(0, 1_000)).toString('latin1'));
