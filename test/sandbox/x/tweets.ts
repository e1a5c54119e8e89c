import { z } from 'zod';
import { violationsOf } from '../slack/blocks/validate.ts';
import { isUsable } from './media.ts';
import { XProblem } from './problems.ts';
import type { Post, XState } from './state.ts';
import { names, returned, sameContent, weightedLength } from './text.ts';

/** Weighted length up to which a post is shown whole; of a longer one, the whole is in a field of its own. */
const SHORT = 280;
const DUPLICATE_MS = 12 * 60 * 60_000;

const id = z.string().regex(/^\d{1,19}$/);

const createBody = z.strictObject({
  text: z.string().optional(),
  media: z
    .strictObject({ media_ids: z.array(id).min(1).max(4), tagged_user_ids: z.array(id).max(10).optional() })
    .optional(),
  poll: z
    .strictObject({
      options: z.array(z.string().min(1).max(25)).min(2).max(4),
      duration_minutes: z.number().int().min(5).max(10_080),
      reply_settings: z.string().optional(),
    })
    .optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: z.array(id).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  quote_tweet_id: id.optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  for_super_followers_only: z.boolean().optional(),
  direct_message_deep_link: z.string().optional(),
  community_id: id.optional(),
  geo: z.strictObject({ place_id: z.string() }).optional(),
});

function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new XProblem(
    'invalid',
    parsed.error.issues.flatMap((issue) =>
      violationsOf(issue).map((each) => `$${each.pointer.replaceAll('/', '.')}: ${each.message}`),
    ),
  );
}

/** POST /2/tweets. @param me id of whose keys it was signed with. @throws XProblem */
export function createPost(state: XState, me: string, input: unknown): Post {
  const body = checked(createBody, input);
  const text = body.text ?? '';
  const mediaIds = body.media?.media_ids ?? [];
  if (text.trim() === '' && mediaIds.length === 0) throw new XProblem('invalid', ['$.text: must not be empty']);
  if (state.settings.permission === 'read') throw new XProblem('readOnly');
  if (weightedLength(text) > state.settings.weightedLimit) throw new XProblem('tooLong');
  const about = {
    replyTo: body.reply?.in_reply_to_tweet_id ?? null,
    quoteOf: body.quote_tweet_id ?? null,
  };
  allowed(state, me, about.replyTo, 'reply');
  allowed(state, me, about.quoteOf, 'quote');
  const moving = mediaIds.filter(
    (mediaId) => !/^image\/(?:jpeg|png|webp)$/u.test(state.media.get(mediaId)?.type ?? ''),
  );
  if (!mediaIds.every((mediaId) => isUsable(state, me, mediaId)) || (moving.length > 0 && mediaIds.length > 1))
    throw new XProblem('invalid', ['Your media IDs are invalid.']);
  const since = state.now().getTime() - DUPLICATE_MS;
  const same = state
    .living(me)
    .some((post) => sameContent(post.text, text) && new Date(post.createdAt).getTime() > since);
  if (same && mediaIds.length === 0) throw new XProblem('duplicate');
  return add(state, me, text, { mediaIds, madeWithAi: body.made_with_ai ?? false, ...about });
}

/** Is there such a post, and may this app do that to it? @throws XProblem */
function allowed(state: XState, me: string, id: string | null, what: 'reply' | 'quote' | 'repost'): void {
  if (id === null) return;
  const post = state.posts.find((each) => each.id === id && each.deletedAt === null);
  if (post === undefined || state.protected.has(post.author)) throw new XProblem('invalid', ['The post is not there.']);
  if (state.settings.contract === 'allowed') return;
  const own = state.accounts.find((account) => account.id === me)?.username ?? '';
  const summoned = names(post.text, own) || (post.quoteOf !== null && state.authorOf(post.quoteOf) === me);
  if (what !== 'reply' || !summoned) throw new XProblem('notForSelfServe');
}

const repostBody = z.strictObject({ tweet_id: id });

/** POST /2/users/:id/retweets. Done again it does nothing. @param me as above. @throws XProblem */
export function repost(state: XState, me: string, userId: string, input: unknown): Post | undefined {
  const { tweet_id: target } = checked(repostBody, input);
  if (userId !== me) throw new XProblem('forbidden');
  if (state.settings.permission === 'read') throw new XProblem('readOnly');
  allowed(state, me, target, 'repost');
  if (state.living(me).some((post) => post.repostOf === target)) return undefined;
  const of = state.posts.find((each) => each.id === target);
  const author = state.accounts.find((account) => account.id === of?.author)?.username ?? '';
  return add(state, me, `RT @${author}: ${of?.text ?? ''}`, { repostOf: target });
}

/** DELETE /2/users/:id/retweets/:source. @throws XProblem */
export function undoRepost(state: XState, me: string, userId: string, target: string): Post | undefined {
  if (userId !== me) throw new XProblem('forbidden');
  if (state.settings.permission === 'read') throw new XProblem('readOnly');
  const post = state.living(me).find((each) => each.repostOf === target);
  if (post !== undefined) post.deletedAt = state.now().toISOString();
  return post;
}

export function add(
  state: XState,
  author: string,
  text: string,
  more: Partial<Pick<Post, 'mediaIds' | 'replyTo' | 'quoteOf' | 'repostOf' | 'madeWithAi'>> = {},
): Post {
  const id = state.newId();
  const { text: returnedText, urls } = withMediaLink(returned(asShown(state, text, more)), id, more.mediaIds ?? []);
  const post: Post = {
    id,
    author,
    text,
    returnedText,
    urls,
    createdAt: state.now().toISOString(),
    mediaIds: [],
    madeWithAi: false,
    replyTo: null,
    quoteOf: null,
    repostOf: null,
    deletedAt: null,
    hiddenReads: state.settings.timelineLag,
    ...more,
  };
  state.posts.push(post);
  return post;
}

/** X puts whom it answers in front of an answer, and the address of what is quoted behind a quote. */
function asShown(
  state: XState,
  text: string,
  { replyTo, quoteOf }: Partial<Pick<Post, 'replyTo' | 'quoteOf'>>,
): string {
  const nameOf = (postId: string) => state.accounts.find(({ id: each }) => each === state.authorOf(postId))?.username;
  const front = replyTo == null ? '' : `@${nameOf(replyTo)} `;
  const behind = quoteOf == null ? '' : ` https://x.com/${nameOf(quoteOf)}/status/${quoteOf}`;
  return `${front}${text}${behind}`;
}

/** X puts an address of its own behind the text of a post with pictures. */
function withMediaLink(written: ReturnType<typeof returned>, id: string, mediaIds: readonly string[]) {
  const [first] = mediaIds;
  if (first === undefined) return written;
  const url = `https://t.co/m${id.slice(-9)}`;
  const text = `${written.text} ${url}`;
  const page = `https://x.com/i/status/${id}/photo/1`;
  const entity = {
    start: text.length - url.length,
    end: text.length,
    url,
    expanded_url: page,
    display_url: `pic.x.com/m${id.slice(-9)}`,
  };
  return { text, urls: [...written.urls, { ...entity, media_key: `3_${first}` }] };
}

/** DELETE /2/tweets/:id. @param me as above. @throws XProblem */
export function deletePost(state: XState, me: string, postId: string): Post {
  if (state.settings.permission === 'read') throw new XProblem('readOnly');
  const post = state.posts.find((each) => each.id === postId && each.deletedAt === null);
  if (!post) throw new XProblem('notFound');
  if (post.author !== me) throw new XProblem('forbidden');
  post.deletedAt = state.now().toISOString();
  return post;
}

const timelineQuery = z.strictObject({
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  since_id: id.optional(),
  until_id: id.optional(),
  start_time: z.iso.datetime().optional(),
  end_time: z.iso.datetime().optional(),
  pagination_token: z.string().optional(),
  exclude: z.string().optional(),
});

/** What may be asked of a post, under the name that the word for it has in it. */
const POST_FIELDS = ['attachments', 'author_id', 'created_at', 'entities', 'id', 'referenced_*s', 'text', 'note_*'];
const USER_FIELDS = ['created_at', 'description', 'id', 'name', 'username', 'verified', 'most_recent_tweet_id'];

/** The fields that are asked for, and the rest of the query. @throws XProblem for a name or a value that X does not know. */
function askedFields(query: Readonly<Record<string, string>>, name: string, known: readonly string[]) {
  const { [name]: fields, ...rest } = query;
  const asked = fields?.split(',') ?? [];
  const unknown = asked.filter((field) => !known.includes(field));
  if (unknown.length > 0)
    throw new XProblem('invalid', [`The query parameter value [${unknown[0]}] is not one of them.`]);
  return { asked, rest };
}

/** GET /2/users/me. @param account whose keys asked. @throws XProblem */
export function me(state: XState, account: string, query: Readonly<Record<string, string>>) {
  const known = USER_FIELDS.filter((field) => state.settings.askedIn === 'tweet' || !field.includes('tweet'));
  const { rest } = askedFields(query, 'user.fields', known);
  checked(z.strictObject({}), rest);
  return state.accounts.find(({ id }) => id === account);
}

const showQuery = z.strictObject({
  expansions: z.enum(['author_id']).optional(),
  'user.fields': z.string().optional(),
});

/** GET /2/tweets/:id. What cannot be shown comes with a 200. @throws XProblem for a name or a value that X does not know. */
export function showPost(
  state: XState,
  me: string,
  postId: string,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const { askedIn, showsOthers } = state.settings;
  const known = POST_FIELDS.map((field) => field.replace('*', askedIn));
  const { asked: fields, rest } = askedFields(query, `${askedIn}.fields`, known);
  const asked = checked(showQuery, rest);
  const post = state.posts.find((each) => each.id === postId && each.deletedAt === null);
  if (post === undefined) return notShown(postId, 'resource-not-found', 'Not Found Error');
  if (post.author !== me && !showsOthers) throw new XProblem('forbidden');
  if (post.author !== me && state.protected.has(post.author))
    return notShown(postId, 'not-authorized-for-resource', 'Authorization Error');
  const author = state.accounts.find(({ id: each }) => each === post.author);
  const users = author === undefined ? [] : [{ id: author.id, name: author.name, username: author.username }];
  return {
    data: { ...shown(state, post, fields), ...(asked.expansions === undefined ? {} : { author_id: post.author }) },
    ...(asked.expansions === undefined ? {} : { includes: { users } }),
  };
}

function notShown(postId: string, type: string, title: string) {
  const detail = `Could not show the post with id: [${postId}].`;
  const about = { value: postId, resource_type: 'tweet', parameter: 'id', resource_id: postId };
  return { errors: [{ ...about, title, detail, type: `https://api.x.com/2/problems/${type}` }] };
}

/** GET /2/users/:id/tweets: newest first. @throws XProblem */
export function timeline(
  state: XState,
  userId: string,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const { askedIn } = state.settings;
  const known = POST_FIELDS.map((field) => field.replace('*', askedIn));
  const { asked: fields, rest } = askedFields(query, `${askedIn}.fields`, known);
  const asked = checked(timelineQuery, rest);
  if (!state.accounts.some((account) => account.id === userId)) {
    return {
      errors: [
        {
          value: userId,
          detail: `Could not find user with id: [${userId}].`,
          title: 'Not Found Error',
          resource_type: 'user',
          parameter: 'id',
          resource_id: userId,
          type: 'https://api.x.com/2/problems/resource-not-found',
        },
      ],
    };
  }
  const found = state.living(userId).filter((post) => {
    if (post.hiddenReads > 0) {
      post.hiddenReads -= 1;
      return false;
    }
    if (asked.since_id !== undefined && BigInt(post.id) <= BigInt(asked.since_id)) return false;
    if (asked.until_id !== undefined && BigInt(post.id) >= BigInt(asked.until_id)) return false;
    if (asked.start_time !== undefined && post.createdAt < new Date(asked.start_time).toISOString()) return false;
    if (asked.end_time !== undefined && post.createdAt >= new Date(asked.end_time).toISOString()) return false;
    return !(asked.exclude?.includes('replies') && post.replyTo !== null);
  });
  const start = asked.pagination_token === undefined ? 0 : Number.parseInt(asked.pagination_token, 36);
  const page = found.slice(start, start + asked.max_results);
  const next = start + page.length;
  const newest = page[0];
  const oldest = page.at(-1);
  return {
    ...(page.length > 0 ? { data: page.map((post) => shown(state, post, fields)) } : {}),
    meta: {
      result_count: page.length,
      ...(newest && oldest ? { newest_id: newest.id, oldest_id: oldest.id } : {}),
      ...(next < found.length ? { next_token: next.toString(36) } : {}),
      ...(start > 0 ? { previous_token: Math.max(0, start - asked.max_results).toString(36) } : {}),
    },
  };
}

/** Only the asked fields, as X does. */
function shown({ settings: { askedIn, answersIn } }: XState, post: Post, fields: readonly string[]) {
  const asked = (name: string) => fields.includes(name.replace('*', askedIn));
  const entities = asked('entities') && post.urls.length > 0 ? { entities: { urls: post.urls } } : {};
  const isLong = weightedLength(post.text) > SHORT;
  const referenced = referencedBy(post);
  return {
    id: post.id,
    text: isLong ? `${[...post.returnedText].slice(0, SHORT / 2 - 1).join('')}… https://t.co/long` : post.returnedText,
    [`edit_history_${answersIn}_ids`]: [post.id],
    ...(isLong && asked('note_*') ? { [`note_${answersIn}`]: { text: post.returnedText, ...entities } } : {}),
    ...(asked('created_at') ? { created_at: post.createdAt } : {}),
    ...(asked('author_id') ? { author_id: post.author } : {}),
    ...(isLong ? {} : entities),
    ...(asked('attachments') && post.mediaIds.length > 0
      ? { attachments: { media_keys: post.mediaIds.map((each) => `3_${each}`) } }
      : {}),
    ...(asked('referenced_*s') && referenced.length > 0 ? { [`referenced_${answersIn}s`]: referenced } : {}),
  };
}

function referencedBy({ replyTo, quoteOf, repostOf }: Post): readonly { readonly type: string; readonly id: string }[] {
  return [
    { type: 'replied_to', id: replyTo },
    { type: 'quoted', id: quoteOf },
    { type: 'retweeted', id: repostOf },
  ].flatMap(({ type, id: about }) => (about === null ? [] : [{ type, id: about }]));
}
