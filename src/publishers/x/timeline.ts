import { z } from 'zod';
import type { ReturnedText } from './returned-text.ts';

/** The answers of X that are read beside the create request, as far as they are needed. */

const id = z.string().regex(/^\d{1,20}$/);

export const ownAccount = z.object({ data: z.object({ id, username: z.string() }) });

/**
 * What a page of the timeline is asked for besides the texts. X is renaming its fields and refuses names that it does not
 * know (https://docs.x.com, OpenAPI 2.167); which of them a server knows shows only in its answer. Without any it gives the
 * texts alone.
 */
export const VOCABULARIES: readonly Readonly<Record<string, string>>[] = [
  { 'tweet.fields': 'attachments,author_id,created_at,entities,note_tweet,referenced_tweets' },
  { 'post.fields': 'attachments,author_id,created_at,entities,note_post,referenced_posts' },
  {},
];

const entities = z.object({
  urls: z
    .array(z.object({ url: z.string(), expanded_url: z.string().optional(), media_key: z.string().optional() }))
    .optional(),
});
const written = z.object({ text: z.string(), entities: entities.optional() });
const attachments = z.object({ media_keys: z.array(z.string()).optional() });
const referenced = z.array(z.object({ type: z.string(), id })).optional();
const post = written.extend({
  id,
  attachments: attachments.optional(),
  note_tweet: written.optional(),
  note_post: written.optional(),
  referenced_tweets: referenced,
  referenced_posts: referenced,
});

/** X leaves `data` out when a page is empty; `meta` is what shows that it is a page at all. */
export const timelinePage = z.object({
  data: z.array(post).default([]),
  meta: z.object({ next_token: z.string().optional() }),
  errors: z.array(z.unknown()).optional(),
});

/** Of a look at one post; what cannot be shown comes in `errors`, also with a 200. */
export const onePost = z.object({
  data: post.extend({ author_id: id.optional(), created_at: z.iso.datetime().optional() }).optional(),
  includes: z
    .object({ users: z.array(z.object({ id, name: z.string(), username: z.string() })).default([]) })
    .optional(),
  errors: z.array(z.object({ type: z.string().optional() })).optional(),
});

export const reposted = z.object({ data: z.object({ retweeted: z.boolean() }) });

export const deletion = z.object({ data: z.object({ deleted: z.boolean() }) });

type ReturnedPost = z.infer<typeof post>;
export type TimelinePost = ReturnedPost & {
  /** What it is about; null where X was not asked, and so does not say. */
  readonly about: readonly { readonly type: string; readonly id: string }[] | null;
};

/** @param asked false where the names of the fields were not taken, so that X left them out. */
export function withTargets(posts: readonly ReturnedPost[], asked: boolean): readonly TimelinePost[] {
  return posts.map((each) => ({
    ...each,
    about: asked ? (each.referenced_posts ?? each.referenced_tweets ?? []) : null,
  }));
}

/** A long post comes back cut in `text` and whole in `note_post`, which was once `note_tweet`. */
export function writtenIn(returned: ReturnedPost): ReturnedText {
  const { text, entities } = returned.note_post ?? returned.note_tweet ?? returned;
  const urls = [...(entities?.urls ?? []), ...(returned.entities?.urls ?? [])].map((each) => ({
    url: each.url,
    expandedUrl: each.expanded_url ?? null,
    media: each.media_key !== undefined || /\/status\/\d+\/(?:photo|video)\/\d+$/.test(each.expanded_url ?? ''),
  }));
  return { text, urls };
}

/** False where X did not say what stands behind a shortened link: nobody can tell then whether it is what was sent. */
export function isWhole({ text, urls }: ReturnedText): boolean {
  const links = text.match(/https?:\/\/t\.co\/\w+/gu) ?? [];
  return links.every((link) => urls.some(({ url, expandedUrl }) => url === link && expandedUrl !== null));
}

/** Ids grow with time, but are too long for a number. */
export function isNewer(id: string, than: string | null): boolean {
  return than === null || BigInt(id) > BigInt(than);
}
