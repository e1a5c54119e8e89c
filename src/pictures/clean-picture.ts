import { createHash } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { MediaType } from '../draft/content.ts';
import type { MediaTrouble } from '../draft/media.ts';
import { bareJpeg } from './bare-jpeg.ts';
import { kindOf, type PictureKind } from './kind.ts';
import { marksIn } from './marks.ts';
import type { Cleaned } from './messages.ts';

/** X's limits in bytes, pixels and frames: https://docs.x.com/x-api/media/quickstart/best-practices */
const STILL_BYTES = 5_000_000;
const GIF = { bytes: 15_000_000, width: 1_280, height: 1_080, frames: 350, pixels: 300_000_000 };
/** More pixels than any phone's ordinary picture; beyond it a few bytes could ask for gigabytes. */
const MOST_PIXELS = 64_000_000;
const MOST_SIDE = 16_000;

const FINE = 95;
const QUALITIES = [FINE, 90, 85, 80];
/** Each step makes a picture smaller by this. */
const SMALLER = 0.85;
const STEPS = 16;

type Failed = { readonly ok: false; readonly trouble: MediaTrouble };
const refused = (trouble: MediaTrouble): Failed => ({ ok: false, trouble });

/**
 * What may go out of a file that somebody attached: the picture as it looked, upright, in sRGB, and nothing else.
 * Never throws for what is in the file.
 */
export async function cleanPicture(bytes: Buffer): Promise<Cleaned> {
  const kind = await kindOf(bytes);
  if (typeof kind !== 'string') return refused(kind);
  try {
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    const tooMuch =
      metadata.width * metadata.height > MOST_PIXELS || Math.max(metadata.width, metadata.height) > MOST_SIDE;
    if (tooMuch) return refused({ kind: 'too-large' });
    const frames = metadata.pages ?? 1;
    if (frames > 1 && kind !== 'gif')
      return refused({ kind: 'format', format: kind === 'webp' ? 'animated-webp' : 'other' });
    const marks = marksIn(bytes, metadata);
    const cleaned = frames > 1 ? await moving(bytes, metadata) : await still(bytes, kind, metadata);
    if ('trouble' in cleaned) return cleaned;
    const { data, mime, width, height, reduced } = cleaned;
    const hash = createHash('sha256').update(data).digest('hex');
    return {
      ok: true,
      made: { bytes: data, medium: { hash, mime, size: data.length, width, height }, marks, reduced },
    };
  } catch {
    // Whatever the decoder says of it, it is no whole picture.
    return refused({ kind: 'unreadable' });
  }
}

interface Made {
  readonly data: Buffer;
  readonly mime: MediaType;
  readonly width: number;
  readonly height: number;
  readonly reduced: boolean;
}

async function still(bytes: Buffer, kind: PictureKind, metadata: Metadata): Promise<Made> {
  if (kind === 'jpeg') {
    const bare = await untouched(bytes, metadata);
    if (bare !== null)
      return { data: bare, mime: 'image/jpeg', width: metadata.width, height: metadata.height, reduced: false };
  }
  // Drawings stay without loss; a photograph that was stored so may be too heavy for it.
  const drawing = kind === 'png' || kind === 'gif';
  const transparent = metadata.hasAlpha && !(await sharp(bytes).stats()).isOpaque;
  if (drawing || transparent) {
    const png = await upright(bytes).png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });
    if (png.data.length <= STILL_BYTES) return made(png, 'image/png', false);
    if (transparent) return smaller(bytes, 'image/png', metadata);
  }
  return fitting(bytes, metadata, drawing);
}

/** A JPEG that only needs to lose what stands beside the picture; null where the picture itself has to change. */
async function untouched(
  bytes: Buffer,
  { orientation = 1, space, icc, width, height }: Metadata,
): Promise<Buffer | null> {
  if (orientation !== 1 || (icc !== undefined && !isSrgb(icc)) || !['srgb', 'b-w'].includes(space)) return null;
  const bare = bareJpeg(bytes);
  if (bare === null || bare.length > STILL_BYTES) return null;
  const now = await sharp(bare).metadata();
  const clean = [now.exif, now.xmp, now.iptc, now.icc].every((one) => one === undefined);
  if (!clean || now.width !== width || now.height !== height) return null;
  // A file that was cut shows its lower part grey: the decoder complains only when it reads it all.
  await sharp(bare, { failOn: 'warning' }).stats();
  return bare;
}

const isSrgb = (profile: Buffer): boolean =>
  profile.includes('sRGB') || profile.includes(Buffer.from('sRGB', 'utf16le').swap16());

const upright = (bytes: Buffer): Sharp =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'warning' }).autoOrient().toColourspace('srgb');

/** As fine as the limit allows: first all its pixels with more compression, then fewer pixels. */
async function fitting(bytes: Buffer, metadata: Metadata, changed: boolean): Promise<Made> {
  for (const quality of QUALITIES) {
    const jpeg = await asJpeg(upright(bytes), quality);
    if (jpeg.data.length <= STILL_BYTES) return made(jpeg, 'image/jpeg', changed || quality < FINE);
  }
  return smaller(bytes, 'image/jpeg', metadata);
}

async function smaller(bytes: Buffer, mime: 'image/jpeg' | 'image/png', { width, height }: Metadata): Promise<Made> {
  let side = Math.max(width, height);
  for (let step = 0; step < STEPS; step += 1) {
    side = Math.floor(side * SMALLER);
    const sized = upright(bytes).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    const drawn =
      mime === 'image/jpeg'
        ? await asJpeg(sized, 85)
        : await sized.png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });
    if (drawn.data.length <= STILL_BYTES) return made(drawn, mime, true);
  }
  throw new Error('the picture cannot be made small enough');
}

/** Without the halving of colours that blurs red letters on posters. */
const asJpeg = (picture: Sharp, quality: number) =>
  picture
    .flatten({ background: '#ffffff' })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true });

type Drawn = { readonly data: Buffer; readonly info: { readonly width: number; readonly height: number } };

const made = ({ data, info: { width, height } }: Drawn, mime: MediaType, reduced: boolean): Made => ({
  data,
  mime,
  width,
  height,
  reduced,
});

/** A moving GIF stays as it moves; beyond X's limits it is refused, because fewer frames would be another picture. */
async function moving(bytes: Buffer, metadata: Metadata): Promise<Made | Failed> {
  const { width, pages = 1 } = metadata;
  const height = metadata.pageHeight ?? metadata.height;
  if (pages > GIF.frames) return refused({ kind: 'animation', limit: 'frames' });
  if (width > GIF.width || height > GIF.height || width * height * pages > GIF.pixels)
    return refused({ kind: 'animation', limit: 'pixels' });
  const { data } = await sharp(bytes, { animated: true, limitInputPixels: false, failOn: 'warning' })
    .gif()
    .toBuffer({ resolveWithObject: true });
  if (data.length > GIF.bytes) return refused({ kind: 'animation', limit: 'size' });
  return { data, mime: 'image/gif', width, height, reduced: false };
}
