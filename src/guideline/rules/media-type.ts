import { mediaKind } from './media-kind.ts';

const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'];

/** A type that the network does not take. `mime` is read from the file's bytes, never from its name. */
export const mediaType = mediaKind(['type'], ({ mime }) =>
  mime === undefined || TYPES.includes(mime.toLowerCase()) ? undefined : 'type',
);
