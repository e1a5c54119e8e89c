import { z } from 'zod';
import type { ReturnedText } from './returned-text.ts';

/** The answers of X that are read beside the create request, as far as they are needed. */

const id = z.string().regex(/^\d{1,20}$/);

export const ownAccount = z.object({
  data: z.object({ id, username: z.string(), most_recent_tweet_id: id.optional() }),
});

const entities = z.object({
  urls: z
    .array(z.object({ url: z.string(), expanded_url: z.string().optional(), media_key: z.string().optional() }))
    .optional(),
});
const written = z.object({ text: z.string(), entities: entities.optional() });
const post = written.extend({ id, note_tweet: written.optional() });

/** X leaves `data` out when a page is empty; `meta` is what shows that it is a page at all. */
export const timelinePage = z.object({
  data: z.array(post).default([]),
  meta: z.object({ next_token: z.string().optional() }),
  errors: z.array(z.unknown()).optional(),
});

export const deletion = z.object({ data: z.object({ deleted: z.boolean() }) });

export type TimelinePost = z.infer<typeof post>;

/** A long post comes back cut in `text` and whole in `note_tweet`. */
export function writtenIn(post: TimelinePost): ReturnedText {
  const { text, entities } = post.note_tweet ?? post;
  const urls = [...(entities?.urls ?? []), ...(post.entities?.urls ?? [])].map((each) => ({
    url: each.url,
    expandedUrl: each.expanded_url ?? null,
    media: each.media_key !== undefined || /\/status\/\d+\/(?:photo|video)\/\d+$/.test(each.expanded_url ?? ''),
  }));
  return { text, urls };
}

/** Ids grow with time, but are too long for a number. */
export function isNewer(id: string, than: string | null): boolean {
  return than === null || BigInt(id) > BigInt(than);
}
