import { createHash } from 'node:crypto';

/** What goes out, and nothing else. An approval freezes exactly this. */
export interface Content {
  readonly accountId: string;
  readonly text: string;
  /** Slot (予約日時): the instant at which it goes out, ISO 8601 in UTC. Absent: as soon as it is approved. */
  readonly slot?: string;
  /** Pictures, or one film, in the order in which they are shown; absent where there are none. */
  readonly media?: readonly Medium[];
  /** 「AIで作成」: the network is told that generative AI made the pictures, or changed what they show. */
  readonly madeWithAi?: true;
  /** The post of somebody, or of the account itself, that this one answers, quotes or passes on; the account that is followed. */
  readonly target?: Target;
}

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** One picture or film exactly as it goes out. Its bytes are kept beside the record, under their hash. */
export interface Medium {
  /** SHA-256 of the bytes, 64 lower-case hex digits. */
  readonly hash: string;
  /** By content, never by name. */
  readonly mime: MediaType;
  /** Bytes. */
  readonly size: number;
  /** Pixels, as it is shown. */
  readonly width: number;
  readonly height: number;
  /** 代替テキスト; empty where the drafter said why there is none. */
  readonly alt: string;
}

/** What a draft can do about the post of somebody, or, the last, about an account. */
export const TARGET_KINDS = ['reply', 'quote', 'repost', 'like', 'follow'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export interface Target {
  readonly kind: TargetKind;
  /** Address of that post; of the account, for `follow`. */
  readonly url: string;
}

/** A repost and the like: one press on the network, with no words of the office's own. */
export type Wordless = Content & { readonly target: Target };

export function isWordless(content: Content): content is Wordless {
  return content.target !== undefined && hasNoWords(content.target.kind);
}

export const hasNoWords = (kind: TargetKind | undefined): boolean =>
  kind !== undefined && kind !== 'reply' && kind !== 'quote';

/** Identity of what will be up on the network: the same post may be for another slot. */
export const postHash = ({ slot: _slot, ...post }: Content): string => contentHash(post);

/**
 * Identity of a content: two contents with the same hash are the same post.
 * @returns 64 lower-case hex digits (SHA-256 over a canonical JSON array).
 */
export function contentHash(content: Content): string {
  return createHash('sha256')
    .update(JSON.stringify(partsOf(content)), 'utf8')
    .digest('hex');
}

/** Approvals that stand were given for the first forms. */
function partsOf({ accountId, text, slot, media = [], madeWithAi, target }: Content): readonly unknown[] {
  if (media.length > 0 || madeWithAi === true || target !== undefined)
    return [
      'kessai/content/3',
      accountId,
      text,
      slot ?? null,
      media.map(({ hash, mime, alt }) => [hash, mime, alt]),
      madeWithAi === true,
      target === undefined ? null : [target.kind, target.url],
    ];
  return slot === undefined ? ['kessai/content/1', accountId, text] : ['kessai/content/2', accountId, text, slot];
}
