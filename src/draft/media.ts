import type { MediaFields } from '../guideline/types.ts';

/** What can become of a file that somebody attaches, before it is a picture of a draft. */

/** A file that somebody attached in Slack. */
export interface GivenFile {
  readonly id: string;
  readonly name: string;
}

export type TakingTrouble = FileTrouble | MediaTrouble | 'one-too-many' | 'twice';

/** What was done to a picture before anything else kept it. */
export interface About {
  readonly marks: MediaMarks;
  readonly reduced: boolean;
}

export interface Taken {
  /** Those that were there before, and the new ones behind them. */
  readonly media: readonly MediaFields[];
  readonly added: readonly About[];
  /** Files that did not become pictures, by their names. */
  readonly troubles: readonly { readonly name: string; readonly why: TakingTrouble }[];
}

/** What a picture said about itself before that was taken off. */
export interface MediaMarks {
  /** Words of marks that generative AI made or changed it (`DigitalSourceType`, parameters of a generator); empty for none. */
  readonly ai: readonly string[];
  /** Lines on rights and authors, as they stood in the file. */
  readonly rights: readonly string[];
  /** It had content credentials (C2PA), which no cleaned file can keep. */
  readonly credentials: boolean;
  /** It had a position. */
  readonly position: boolean;
}

/** Why a file is none that can go out; each has a sentence that says how to get it right. */
export type MediaTrouble =
  | {
      readonly kind: 'format';
      readonly format:
        | 'heic'
        | 'jpeg-xl'
        | 'pdf'
        | 'animated-png'
        | 'animated-webp'
        | 'film'
        | 'tiff'
        | 'svg'
        | 'other';
    }
  | { readonly kind: 'animation'; readonly limit: 'size' | 'pixels' | 'frames' }
  /** More pixels than can be worked on. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-heavy'; readonly bytes: number; readonly limit: number }
  /** Broken, cut, or another thing than it says. */
  | { readonly kind: 'unreadable' };

/** Why the app does not get the bytes of a file that somebody gave in Slack. */
export type FileTrouble = 'not-allowed' | 'gone' | 'too-big' | 'unreachable';
