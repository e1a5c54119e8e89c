/** Segments without which a JPEG looks otherwise: JFIF, and Adobe's, which says how colours are stored. */
const KEPT_APPLICATION = [0xe0, 0xee];
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;
const END = 0xd9;

/**
 * The same JPEG, bit for bit, without anything beside the picture: no EXIF, XMP, IPTC, colour profile, comment, preview, second
 * picture or film behind it. Null where it is not built as the standard says (ITU-T T.81, annex B).
 */
export function bareJpeg(bytes: Buffer): Buffer | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Any number of filling bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    const application = marker >= 0xe0 && marker <= 0xef;
    // A JFIF segment may hold a preview; without one it is 16 bytes long.
    const preview = marker === 0xe0 && end - at > 18;
    if (marker !== COMMENT && (!application || (KEPT_APPLICATION.includes(marker) && !preview)))
      kept.push(bytes.subarray(at, end));
    at = end;
    if (marker === START_OF_SCAN) {
      const next = afterScan(bytes, at);
      if (next === null) return null;
      kept.push(bytes.subarray(at, next));
      at = next;
    }
  }
  return null;
}

/** Where the next marker stands behind the coded picture: a 0xff in it is followed by 0, or is a restart. */
function afterScan(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return null;
}
