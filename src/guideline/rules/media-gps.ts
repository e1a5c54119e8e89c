import { mediaKind } from './media-kind.ts';

/** A position in the picture's data. */
export const mediaGps = mediaKind(['gps'], ({ gps }) => (gps === true ? 'gps' : undefined));
