import sharp from 'sharp';

/** Pixels. */
const WIDTH = 1_600;
const GAP = 12;
const BACKGROUND = '#eceff1';

/** Where each picture has its place, in columns and rows of the whole: as a network shows two, three or four. */
const PLACES: Readonly<Record<number, readonly (readonly [x: number, y: number, w: number, h: number])[]>> = {
  1: [[0, 0, 2, 2]],
  2: [
    [0, 0, 1, 2],
    [1, 0, 1, 2],
  ],
  3: [
    [0, 0, 1, 2],
    [1, 0, 1, 1],
    [1, 1, 1, 1],
  ],
  4: [
    [0, 0, 1, 1],
    [1, 0, 1, 1],
    [0, 1, 1, 1],
    [1, 1, 1, 1],
  ],
};

/** Up to four pictures on one sheet, each whole, in their order: from the left, then downwards. @returns a JPEG. */
export async function makeSheet(pictures: readonly Uint8Array[]): Promise<Buffer> {
  const places = PLACES[pictures.length];
  if (places === undefined) throw new RangeError(`no sheet of ${pictures.length} pictures`);
  const column = WIDTH / 2;
  const row = pictures.length === 2 ? 400 : 450;
  const placed = await Promise.all(
    places.map(async ([x, y, w, h], index) => ({
      input: await sharp(pictures[index])
        .resize({
          width: w * column - GAP,
          height: h * row - GAP,
          fit: 'contain',
          withoutEnlargement: false,
          background: BACKGROUND,
        })
        .flatten({ background: '#ffffff' })
        .png()
        .toBuffer(),
      left: Math.round(x * column + GAP / 2),
      top: Math.round(y * row + GAP / 2),
    })),
  );
  return sharp({ create: { width: WIDTH, height: row * 2, channels: 3, background: BACKGROUND } })
    .composite(placed)
    .jpeg({ quality: 85 })
    .toBuffer();
}
