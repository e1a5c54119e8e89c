import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cleanPicture } from '../../src/pictures/clean-picture.ts';
import {
  credentialsSegment,
  halves,
  movingGif,
  picture,
  type Wanted,
  withSegments,
  withText,
  withXmpChunk,
  xmpOf,
} from '../support/pictures.ts';

/** What becomes of the files that staff attach. */

async function cleaned(bytes: Buffer) {
  const result = await cleanPicture(bytes);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.trouble)}`);
  return { ...result.made, bytes: Buffer.from(result.made.bytes) };
}

const trouble = async (bytes: Buffer) => {
  const result = await cleanPicture(bytes);
  return result.ok ? null : result.trouble;
};

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];

/** Every channel within what a lossy format may change. */
function near(colour: readonly number[], wanted: readonly number[], by = 12): boolean {
  return colour.every((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) <= by);
}

describe('a picture of each kind that people have', () => {
  const kinds: readonly (readonly [string, Wanted, string])[] = [
    ['JPEG', { type: 'jpeg' }, 'image/jpeg'],
    ['PNG', { type: 'png' }, 'image/png'],
    ['PNG with transparency', { type: 'png', alpha: true }, 'image/png'],
    ['WebP', { type: 'webp' }, 'image/jpeg'],
    ['AVIF', { type: 'avif' }, 'image/jpeg'],
    ['a GIF that does not move', { type: 'gif' }, 'image/png'],
    ['JPEG for print (CMYK)', { type: 'jpeg', cmyk: true }, 'image/jpeg'],
    ['JPEG of a phone with wide colours (Display P3)', { type: 'jpeg', displayP3: true }, 'image/jpeg'],
  ];

  it.each(kinds)('%s comes out as it looked, in its size', async (_name, wanted, mime) => {
    const { bytes, medium } = await cleaned(await picture({ width: 120, height: 80, ...wanted }));
    expect(medium).toMatchObject({ mime, width: 120, height: 80, size: bytes.length });
    const { upper, lower } = await halves(bytes);
    // Ink has no such colours; but red is red above all, and blue is blue.
    const [red, , redsBlue] = upper;
    const [bluesRed, , blue] = lower;
    if (wanted.cmyk === true)
      expect([(red ?? 0) > (redsBlue ?? 0) + 100, (blue ?? 0) > (bluesRed ?? 0) + 50]).toEqual([true, true]);
    else expect([near(upper, RED, 14), near(lower, BLUE, 14)]).toEqual([true, true]);
  });

  it('a picture with wide colours is not paler than on the phone', async () => {
    const wide = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#ff0000' } })
      .withIccProfile('p3')
      .jpeg({ quality: 100 })
      .toBuffer();
    const { bytes } = await cleaned(wide);
    expect(near((await halves(bytes)).upper, RED, 6)).toBe(true);
    expect((await sharp(bytes).metadata()).icc).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('stands as the camera was held (orientation %i)', async (orientation) => {
    const stored = await picture({ width: 120, height: 80, orientation });
    const seen = await sharp(stored).autoOrient().png().toBuffer();
    const { bytes, medium } = await cleaned(stored);
    const turned = orientation >= 5;
    expect(medium).toMatchObject(turned ? { width: 80, height: 120 } : { width: 120, height: 80 });
    expect((await sharp(bytes).metadata()).orientation).toBeUndefined();
    const pixels = (of: Uint8Array) => sharp(of).resize(8, 8, { fit: 'fill' }).removeAlpha().raw().toBuffer();
    const [wanted, got] = [await pixels(seen), await pixels(bytes)];
    expect(near([...got], [...wanted], 24)).toBe(true);
  });

  it('a JPEG that only has to lose what stands beside it keeps every pixel', async () => {
    const stored = await picture({ exif: { IFD0: { Copyright: 'office' } }, xmp: xmpOf({ rights: 'office' }) });
    const { bytes, reduced } = await cleaned(stored);
    const raw = (of: Uint8Array) => sharp(of).raw().toBuffer();
    expect((await raw(bytes)).equals(await raw(stored))).toBe(true);
    expect(reduced).toBe(false);
  });
});

describe('what stands in a file beside the picture', () => {
  const words = ['SECRET-EXIF', 'SECRET-XMP', 'SECRET-COMMENT', 'SECRET-PREVIEW', 'SECRET-FILM', 'c2pa', 'GPS'];
  const exif = {
    IFD0: { Copyright: 'SECRET-EXIF' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 36/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '139/1 43/1 0/1' },
  };

  it('is gone from a JPEG: position, XMP, comment, preview, second picture and film behind it, credentials', async () => {
    const stored = withSegments(
      await picture({ exif, xmp: xmpOf({ rights: 'SECRET-XMP' }) }),
      credentialsSegment,
      { marker: 0xfe, data: Buffer.from('SECRET-COMMENT') },
      { marker: 0xe2, data: Buffer.from('MPF\0SECRET-PREVIEW') },
      { marker: 0xed, data: Buffer.from('Photoshop 3.0\0SECRET-EXIF') },
    );
    const { bytes, marks } = await cleaned(Buffer.concat([stored, Buffer.from('\0\0\0\u0018ftypmp42SECRET-FILM')]));
    expect(words.filter((word) => bytes.includes(word))).toEqual([]);
    expect(marks).toMatchObject({ position: true, credentials: true });
    expect(marks.rights).toEqual(expect.arrayContaining(['SECRET-EXIF', 'SECRET-XMP']));
  });

  it.each(['png', 'webp', 'avif'] as const)('is gone from %s', async (type) => {
    const stored = await picture({ type, exif, xmp: xmpOf({ rights: 'SECRET-XMP' }) });
    const { bytes, marks } = await cleaned(stored);
    expect(words.filter((word) => bytes.includes(word))).toEqual([]);
    const { exif: left, xmp, iptc, icc } = await sharp(bytes).metadata();
    expect([left, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(marks).toMatchObject({ position: true });
    expect(marks.rights).toEqual(expect.arrayContaining(['SECRET-EXIF', 'SECRET-XMP']));
  });

  it('is gone from a GIF that moves, and its frames are all there', async () => {
    const gif = await movingGif(3);
    const { bytes, medium } = await cleaned(Buffer.concat([gif, Buffer.from('SECRET-FILM')]));
    expect(bytes.includes('SECRET-FILM')).toBe(false);
    expect(medium).toMatchObject({ mime: 'image/gif', width: 40, height: 30 });
    expect((await sharp(bytes).metadata()).pages).toBe(3);
  });
});

describe('marks of pictures that AI made', () => {
  const source = 'trainedAlgorithmicMedia';

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('are read in %s', async (type) => {
    expect((await cleaned(await picture({ type, xmp: xmpOf({ source }) }))).marks.ai).toEqual([source]);
  });

  it('are read where the picture has a gain map and no reader shows XMP', async () => {
    const stored = withSegments(await picture(), {
      marker: 0xe1,
      data: Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmpOf({ source: 'compositeWithTrainedAlgorithmicMedia' })}`),
    });
    const behind = Buffer.concat([stored, await picture({ width: 30 })]);
    expect((await cleaned(behind)).marks.ai).toEqual(['compositeWithTrainedAlgorithmicMedia']);
  });

  it.each([false, true])(
    'are read in the chunk of a PNG that is meant for them (compressed: %s)',
    async (compressed) => {
      const xmp = xmpOf({ source, rights: '© 見本写真館' });
      const { marks } = await cleaned(withXmpChunk(await picture({ type: 'png' }), xmp, compressed));
      expect(marks).toMatchObject({ ai: [source], rights: ['© 見本写真館'] });
    },
  );

  it('are read in what generators write into PNG', async () => {
    const stored = withText(await picture({ type: 'png' }), 'parameters', 'a poster, Steps: 20');
    const { marks, bytes } = await cleaned(stored);
    expect(marks.ai).toEqual(['parameters']);
    expect(bytes.includes('a poster')).toBe(false);
  });

  it('are none in a picture that a camera took', async () => {
    const { marks } = await cleaned(await picture({ xmp: xmpOf({ source: 'digitalCapture' }) }));
    expect(marks).toEqual({ ai: [], rights: [], credentials: false, position: false });
  });
});

it('names of rights come in Japanese as they were written', async () => {
  const stored = await picture({
    exif: { IFD0: { Artist: '撮影者B' } },
    xmp: xmpOf({ rights: '© 見本写真館', creator: '撮影者B' }),
  });
  expect((await cleaned(stored)).marks.rights).toEqual(expect.arrayContaining(['© 見本写真館', '撮影者B']));
});

describe('a picture that is too heavy for X', () => {
  it('is compressed a little more before it loses a pixel', async () => {
    const stored = await picture({ width: 2_000, height: 1_500, noise: true, quality: 100 });
    expect(stored.length).toBeGreaterThan(5_000_000);
    const { bytes, medium, reduced } = await cleaned(stored);
    expect(bytes.length).toBeLessThanOrEqual(5_000_000);
    expect([medium.width, medium.height, reduced]).toEqual([2_000, 1_500, true]);
  });

  it('is made smaller where that is not enough, in its proportions', async () => {
    const { bytes, medium, reduced } = await cleaned(
      await picture({ width: 4_000, height: 3_000, noise: true, quality: 95 }),
    );
    expect(bytes.length).toBeLessThanOrEqual(5_000_000);
    expect(medium.width).toBeLessThan(4_000);
    expect(medium.width / medium.height).toBeCloseTo(4 / 3, 1);
    expect(reduced).toBe(true);
  });
});

describe('a file that cannot go out', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), { kind: 'unreadable' }],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), { kind: 'format', format: 'pdf' }],
    ['JPEG XL', Buffer.from('ff0a', 'hex'), { kind: 'format', format: 'jpeg-xl' }],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), { kind: 'format', format: 'svg' }],
    ['a film', Buffer.from('\0\0\0\u0018ftypmp42\0\0\0\0mp42isom', 'latin1'), { kind: 'format', format: 'film' }],
    ['a text with the name of a picture', Buffer.from('これは画像ではありません'), { kind: 'format', format: 'other' }],
  ])('%s is called what it is', async (_name, bytes, wanted) => {
    expect(await trouble(bytes)).toEqual(wanted);
  });

  it('a HEIC and a TIFF are called what they are', async () => {
    expect(await trouble(await picture({ type: 'heic-like' }))).toEqual({ kind: 'format', format: 'heic' });
    expect(await trouble(await picture({ type: 'tiff' }))).toEqual({ kind: 'format', format: 'tiff' });
  });

  it('a picture that was cut is not shown half', async () => {
    for (const type of ['jpeg', 'png', 'webp'] as const) {
      const whole = await picture({ type, width: 400, height: 300, noise: true });
      expect([type, await trouble(whole.subarray(0, whole.length / 2))]).toEqual([type, { kind: 'unreadable' }]);
    }
  });

  it('a moving GIF beyond what X shows says by what', async () => {
    expect(await trouble(await movingGif(351, 8, 8))).toEqual({ kind: 'animation', limit: 'frames' });
    expect(await trouble(await movingGif(2, 1_300, 20))).toEqual({ kind: 'animation', limit: 'pixels' });
  });

  it('a header that asks for gigabytes is refused before anything is drawn', async () => {
    const png = await picture({ type: 'png', width: 10, height: 10 });
    const huge = Buffer.from(png);
    huge.writeUInt32BE(30_000, 16);
    huge.writeUInt32BE(30_000, 20);
    expect(await trouble(huge)).toMatchObject({ kind: expect.stringMatching(/^(?:too-large|unreadable)$/u) });
  });
});

it('any bytes come to a result', async () => {
  const whole = await Promise.all((['jpeg', 'png', 'webp', 'gif'] as const).map((type) => picture({ type })));
  const mutated = fc
    .tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(5_000), fc.nat(255)), { maxLength: 6 }), fc.nat(5_000))
    .map(([bytes, changes, length]) => {
      const copy = Buffer.from(bytes.subarray(0, Math.max(1, Math.min(bytes.length, length))));
      for (const [at, value] of changes) if (at < copy.length) copy[at] = value;
      return copy;
    });
  const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, anything), async (bytes) => {
      const result = await cleanPicture(bytes);
      if (result.ok) expect((await sharp(result.made.bytes).metadata()).exif).toBeUndefined();
      else expect(result.trouble.kind).not.toBe('');
    }),
    { numRuns: 150 },
  );
});
