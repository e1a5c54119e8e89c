import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Pictures of every kind, made by the tests: each is red above and blue below, so that it shows which way is up. */

export interface Wanted {
  readonly width?: number;
  readonly height?: number;
  readonly type?: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff' | 'heic-like';
  /** EXIF orientation, 1 to 8. */
  readonly orientation?: number;
  readonly xmp?: string;
  readonly exif?: Parameters<Sharp['withExif']>[0];
  /** Nothing in it repeats, so that it is heavy. */
  readonly noise?: boolean;
  readonly alpha?: boolean;
  readonly cmyk?: boolean;
  readonly displayP3?: boolean;
  readonly quality?: number;
}

export async function picture(wanted: Wanted = {}): Promise<Buffer> {
  const { type = 'jpeg', orientation, xmp, exif, cmyk = false, displayP3 = false, quality = 90 } = wanted;
  let drawn = await drawing(wanted);
  if (exif !== undefined) drawn = drawn.withExif(exif);
  if (orientation !== undefined) drawn = drawn.withMetadata({ orientation });
  if (displayP3) drawn = drawn.withIccProfile('p3');
  if (cmyk) drawn = drawn.toColourspace('cmyk').withIccProfile('cmyk');
  if (xmp !== undefined) drawn = drawn.withXmp(xmp);
  switch (type) {
    case 'jpeg':
      return drawn.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'png':
      return drawn.png().toBuffer();
    case 'webp':
      return drawn.webp({ quality }).toBuffer();
    case 'avif':
      return drawn.avif({ quality: 80 }).toBuffer();
    case 'gif':
      return drawn.gif().toBuffer();
    case 'tiff':
      return drawn.tiff().toBuffer();
    case 'heic-like':
      return heicLike();
  }
}

async function drawing({ width = 120, height = 80, noise = false, alpha = false }: Wanted): Promise<Sharp> {
  if (noise)
    return sharp({
      create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    });
  const half = Math.floor(height / 2);
  const lower = await sharp({ create: { width, height: height - half, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer();
  const whole = await sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: lower, left: 0, top: half }])
    .png()
    .toBuffer();
  return alpha ? sharp(await sharp(whole).ensureAlpha(0.5).png().toBuffer()) : sharp(whole);
}

/** A GIF of this many frames, each of another colour. */
export async function movingGif(frames: number, width = 40, height = 30): Promise<Buffer> {
  const pages = await Promise.all(
    Array.from({ length: frames }, (_, index) =>
      sharp({
        create: { width, height, channels: 3, background: { r: (index * 37) % 256, g: (index * 91) % 256, b: 40 } },
      })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pages, { join: { animated: true } })
    .gif({ delay: 100, loop: 0 })
    .toBuffer();
}

/** XMP as programs write it. @param source last part of a DigitalSourceType; @param rights who has them. */
export function xmpOf({ source = '', rights = '', creator = '' }): string {
  const attribute =
    source === '' ? '' : ` Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${source}"`;
  return [
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    `${attribute}>`,
    rights === '' ? '' : `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${rights}</rdf:li></rdf:Alt></dc:rights>`,
    creator === '' ? '' : `<dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');
}

/** Puts segments right behind the beginning of a JPEG. */
export function withSegments(
  jpeg: Buffer,
  ...segments: readonly { readonly marker: number; readonly data: Buffer }[]
): Buffer {
  const written = segments.map(({ marker, data }) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...written, jpeg.subarray(2)]);
}

/** Content credentials, as far as anybody looks who only asks whether there are any. */
export const credentialsSegment = {
  marker: 0xeb,
  data: Buffer.from('JP\0\0\0\0\0\u0020jumb\0\0\0\u001fjumdc2pa\0c2pa', 'latin1'),
};

/** A text chunk right behind the header of a PNG. */
export const withText = (png: Buffer, keyword: string, text: string): Buffer =>
  withChunk(png, 'tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'));

/** XMP in the chunk that its own specification names (part 3, PNG), compressed or not. */
export function withXmpChunk(png: Buffer, xmp: string, compressed: boolean): Buffer {
  const words = compressed ? deflateSync(Buffer.from(xmp)) : Buffer.from(xmp);
  return withChunk(
    png,
    'iTXt',
    Buffer.concat([Buffer.from('XML:com.adobe.xmp\0'), Buffer.from([compressed ? 1 : 0, 0, 0, 0]), words]),
  );
}

function withChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length, 0);
  chunk.writeUInt32BE(crc(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** The beginning of a HEIC file: what it is, and no picture. */
const heicLike = (): Buffer => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic\0\0\0\u0008mdat', 'latin1');

/** Colour in the middle of the upper and of the lower half. */
export async function halves(bytes: Uint8Array): Promise<{ readonly upper: number[]; readonly lower: number[] }> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)];
  const x = Math.floor(info.width / 2);
  return { upper: at(x, Math.floor(info.height / 4)), lower: at(x, Math.floor((info.height * 3) / 4)) };
}
