import type { Medium } from '../draft/content.ts';
import type { FileTrouble, MediaMarks, MediaTrouble } from '../draft/media.ts';

export type { FileTrouble, MediaMarks, MediaTrouble } from '../draft/media.ts';

/** What has to do with pictures and films, of what the app needs from the world; ports.ts gives it out. */

/** Keeps the bytes of pictures and films beside the record, under their hash. */
export interface MediaStore {
  /**
   * For a draft that may still be given up. Durable when it resolves; the same bytes are there once.
   * @returns SHA-256 of the bytes, 64 lower-case hex digits.
   * @throws StoreFault as `DraftStore.append` does.
   */
  takeIn(bytes: Uint8Array): Promise<string>;
  /**
   * A draft names these: they stay as long as the record does. Done again, it does nothing.
   * @returns the hashes of which there are no bytes.
   * @throws StoreFault as `takeIn` does.
   */
  keep(hashes: readonly string[]): Promise<readonly string[]>;
  /** Undefined where there are none, or where they are not the bytes of this hash any more. */
  read(hash: string): Promise<Uint8Array | undefined>;
  /** Removes what was taken in before this instant (ISO 8601) and never kept. @returns how many. */
  sweep(before: string): Promise<number>;
}

export interface PreparedMedium {
  readonly bytes: Uint8Array;
  readonly medium: Omit<Medium, 'alt'>;
  readonly marks: MediaMarks;
  /** It had to be compressed anew, or made smaller, to be within the network's limit. */
  readonly reduced: boolean;
}

/** Makes of a file what may go out: nothing in it but the picture. */
export interface MediaCleaner {
  /** Never throws for what is in the file. */
  clean(
    bytes: Uint8Array,
  ): Promise<
    { readonly ok: true; readonly made: PreparedMedium } | { readonly ok: false; readonly trouble: MediaTrouble }
  >;
  /** Two to four pictures on one sheet, whole and in their order, as a network shows them side by side; a JPEG. */
  sheet(pictures: readonly Uint8Array[]): Promise<Uint8Array>;
}

/** Files in Slack: those that people give, and those in which the app shows them what is kept. */
export interface Files {
  /** Fetches what somebody gave. Never throws. */
  take(
    fileId: string,
  ): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly trouble: FileTrouble }>;
  /**
   * Puts bytes into Slack so that a message or a form can show them; nobody is told of it. Never throws.
   * @returns the file's number; null where Slack does not take it now.
   */
  show(bytes: Uint8Array, name: string, alt: string): Promise<string | null>;
}
