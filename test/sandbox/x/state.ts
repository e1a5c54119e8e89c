import { z } from 'zod';
import type { SandboxClock } from '../clock.ts';
import type { SeedOffice, SeedXAccount } from '../seed.ts';

export const xSettingsSchema = z.strictObject({
  /** Longest weighted length that is accepted. */
  weightedLimit: z.number().int().positive(),
  /** How many timeline reads a new post stays hidden from. */
  timelineLag: z.number().int().nonnegative(),
  /** Username whose tokens all tokens are, whoever they were made for; null: everybody's are their own. */
  actingAs: z.string().nullable(),
  /** False: no credit is left, 402. */
  credit: z.boolean(),
  permission: z.enum(['write', 'read']),
  /** Requests per 15 minutes, by operation. */
  rateLimits: z.record(z.string(), z.number().int().nonnegative()),
  /** Posts per 24 hours and account. */
  dayLimit: z.number().int().nonnegative(),
  /** What its contract lets an app do to posts of others: `self-serve` refuses answers, quotes and reposts. */
  contract: z.enum(['self-serve', 'allowed']),
  /** False: it shows an app no posts of others. */
  showsOthers: z.boolean(),
  /** Looks at what was uploaded until it is ready; null: it never is. */
  processingLooks: z.number().int().nonnegative().nullable(),
  /** Which names of fields it takes in a query; X is renaming them, and refuses what it does not know. */
  askedIn: z.enum(['tweet', 'post', 'neither']),
  /** Which names it gives them in its answers. */
  answersIn: z.enum(['tweet', 'post']),
});

export type XSettings = z.infer<typeof xSettingsSchema>;

export const DEFAULT_X_SETTINGS: XSettings = {
  weightedLimit: 280,
  timelineLag: 0,
  actingAs: null,
  credit: true,
  permission: 'write',
  rateLimits: {
    'tweets.create': 100,
    'tweets.delete': 50,
    'users.me': 75,
    'users.tweets': 900,
    'tweets.show': 900,
    'retweets.create': 50,
    'retweets.delete': 50,
  },
  dayLimit: 10_000,
  contract: 'self-serve',
  showsOthers: true,
  processingLooks: 0,
  askedIn: 'tweet',
  answersIn: 'tweet',
};

/** For runs in which people work faster than X's limits let anybody: those have tests of their own. */
export const NO_LIMITS: Pick<XSettings, 'rateLimits' | 'dayLimit'> = {
  rateLimits: Object.fromEntries(Object.keys(DEFAULT_X_SETTINGS.rateLimits).map((operation) => [operation, 1e6])),
  dayLimit: 1e6,
};

export type XAccount = SeedXAccount;

export interface Media {
  readonly id: string;
  readonly owner: string;
  readonly type: string;
  readonly totalBytes: number;
  chunks: Buffer[];
  finalized: boolean;
  /** Looks that are still answered with 「pending」. */
  working: number;
  readonly since: Date;
  alt: string | null;
}

export interface UrlEntity {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly expanded_url: string;
  readonly display_url: string;
}

export interface Post {
  readonly id: string;
  readonly author: string;
  /** As it was sent. */
  readonly text: string;
  /** As X returns it: links through t.co, `&`, `<`, `>` as entities. */
  readonly returnedText: string;
  readonly urls: readonly UrlEntity[];
  readonly createdAt: string;
  readonly replyTo: string | null;
  readonly quoteOf: string | null;
  readonly repostOf: string | null;
  readonly mediaIds: readonly string[];
  readonly madeWithAi: boolean;
  deletedAt: string | null;
  hiddenReads: number;
}

/** A post as the sandbox shows it to tests and to the page. */
export interface PublicPost {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly text: string;
  readonly returnedText: string;
  readonly urls: readonly UrlEntity[];
  readonly createdAt: string;
  readonly deletedAt: string | null;
  readonly replyTo: string | null;
  readonly quoteOf: string | null;
  /** The post that this one passes on as it is. */
  readonly repostOf: string | null;
  readonly madeWithAi: boolean;
  /** `path` is served by the local X. */
  readonly media: readonly {
    readonly id: string;
    readonly type: string;
    readonly alt: string | null;
    readonly path: string;
  }[];
}

/** A request that arrived, whatever became of it. */
export interface XRequest {
  readonly seq: number;
  readonly at: string;
  readonly operation: string;
  /** Text of a create request; null for others, and when the connection was cut before it was read. */
  text: string | null;
  /** Status that was answered; null while it is under way, or when no answer was given. */
  status: number | null;
}

const EPOCH_MS = 1_288_834_974_657n;

/** State of the local X. */
export class XState {
  readonly #clock: SandboxClock;
  settings: XSettings;
  readonly accounts: readonly XAccount[];
  /** Whose keys are known, by the beginning of their names in the environment. */
  readonly keys: SeedOffice['keys'];
  posts: Post[] = [];
  /** Accounts that show their posts to their followers alone. */
  readonly protected = new Set<string>();
  media = new Map<string, Media>();
  requests: XRequest[] = [];
  /** Times of the requests of the running windows, by operation. */
  windows = new Map<string, number[]>();
  #lastId = 0n;
  #requestSeq = 0;

  constructor(clock: SandboxClock, settings: XSettings, office: SeedOffice) {
    this.accounts = office.xAccounts;
    this.keys = office.keys;
    this.#clock = clock;
    this.settings = settings;
  }

  now(): Date {
    return this.#clock.now();
  }

  nextRequest(): number {
    this.#requestSeq += 1;
    return this.#requestSeq;
  }

  /** Ids grow with time, as X's do, also when the clock jumps back. */
  newId(): string {
    const byTime = (BigInt(this.now().getTime()) - EPOCH_MS) << 22n;
    this.#lastId = byTime > this.#lastId ? byTime : this.#lastId + 1n;
    return String(this.#lastId);
  }

  account(username: string): XAccount {
    const found = this.accounts.find((each) => each.username === username);
    if (!found) throw new Error(`There is no X account @${username}`);
    return found;
  }

  /** Whom tokens belong to. @param username for whom they were made. */
  holder(username: string): XAccount {
    return this.account(this.settings.actingAs ?? username);
  }

  authorOf(postId: string): string | undefined {
    return this.posts.find((post) => post.id === postId)?.author;
  }

  /** Newest first. */
  living(authorId: string): readonly Post[] {
    return this.posts.filter((post) => post.author === authorId && post.deletedAt === null).reverse();
  }

  publicPost(post: Post): PublicPost {
    const author = this.accounts.find((each) => each.id === post.author);
    return {
      id: post.id,
      username: author?.username ?? '',
      name: author?.name ?? '',
      text: post.text,
      returnedText: post.returnedText,
      urls: post.urls,
      createdAt: post.createdAt,
      deletedAt: post.deletedAt,
      replyTo: post.replyTo,
      quoteOf: post.quoteOf,
      repostOf: post.repostOf,
      madeWithAi: post.madeWithAi,
      media: post.mediaIds.map((id) => {
        const media = this.media.get(id);
        return { id, type: media?.type ?? '', alt: media?.alt ?? null, path: `/media/${id}` };
      }),
    };
  }

  reset(settings: XSettings): void {
    this.settings = settings;
    this.posts = [];
    this.protected.clear();
    this.media = new Map();
    this.requests = [];
    this.windows = new Map();
  }
}
