import { createHash } from 'node:crypto';

/** What goes out, and nothing else. An approval freezes exactly this. */
export interface Content {
  readonly accountId: string;
  readonly text: string;
  /** Slot (予約日時): the instant at which it goes out, ISO 8601 in UTC. Absent: as soon as it is approved. */
  readonly slot?: string;
}

/** Identity of what will be up on the network: the same post may be for another slot. */
export const postHash = ({ slot: _slot, ...post }: Content): string => contentHash(post);

/**
 * Identity of a content: two contents with the same hash are the same post.
 * @returns 64 lower-case hex digits (SHA-256 over a canonical JSON array).
 */
export function contentHash({ accountId, text, slot }: Content): string {
  // Approvals that stand were given for the first form.
  const parts =
    slot === undefined ? ['kessai/content/1', accountId, text] : ['kessai/content/2', accountId, text, slot];
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
}
