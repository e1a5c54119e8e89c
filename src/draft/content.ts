import { createHash } from 'node:crypto';

/** What goes out, and nothing else. An approval freezes exactly this. */
export interface Content {
  readonly accountId: string;
  readonly text: string;
}

/**
 * Identity of a content: two contents with the same hash are the same post.
 * @returns 64 lower-case hex digits (SHA-256 over a canonical JSON array).
 */
export function contentHash(content: Content): string {
  return createHash('sha256')
    .update(JSON.stringify(['kessai/content/1', content.accountId, content.text]), 'utf8')
    .digest('hex');
}
