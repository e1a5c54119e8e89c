import type { ReportedPost } from '../../draft/commands.ts';
import type { Content, Target } from '../../draft/content.ts';
import type { PublishFailure, TargetSight } from '../../draft/events.ts';
import { NO_PROXIES, openWayOut } from '../../network/way-out.ts';
import type {
  AccountCheck,
  FindResult,
  MediaStore,
  Prepared,
  Publisher,
  PublishResult,
  TakeDownResult,
} from '../../usecases/ports.ts';
import { addressOf, postAt, targetAt } from './addresses.ts';
import { ALT_MOST, bringMedium } from './media-upload.ts';
import { judgeCreate, judgeDelete, judgeRead, judgeRepost, judgeUndo } from './outcome.ts';
import { says } from './says.ts';
import { sightOf } from './sight.ts';
import { isNewer, ownAccount, type TimelinePost, timelinePage, VOCABULARIES, withTargets } from './timeline.ts';
import type { Exchange, XCredentials, XRequest, XWireOptions } from './wire.ts';
import { exchange } from './wire.ts';

export interface XPublisherOptions {
  /** The configured account, with or without @; upper and lower case are the same. */
  readonly username: string;
  readonly credentials: XCredentials;
  /** What the contract lets it send; when absent, what is about nobody's post. Of the rest a person is asked. */
  readonly sends?: (content: Content) => boolean;
  /** What stands before `/2/…`; X itself when absent. */
  readonly apiUrl?: string;
  /** For one whole exchange; 10 seconds when absent. */
  readonly timeoutMs?: number;
  /** Where the bytes of pictures are; absent where none are sent. */
  readonly media?: Pick<MediaStore, 'read'>;
  /** Straight out when absent. */
  readonly wayOut?: XWireOptions['wayOut'];
}

/** X gives out at most the newest 3,200 posts, 100 a page. */
const MAX_PAGES = 32;

/** Posts to one account of X. Knows nothing between calls but the account's own number, and which names X takes. */
export function createXPublisher(options: XPublisherOptions): Publisher {
  return new XPublisher(options);
}

class XPublisher implements Publisher {
  readonly sends: (content: Content) => boolean;
  readonly #username: string;
  readonly #credentials: XCredentials;
  readonly #media: Pick<MediaStore, 'read'> | undefined;
  readonly #send: (request: XRequest, slower?: number) => Promise<Exchange>;
  #accountNumber: string | undefined;
  #vocabulary = 0;

  constructor(options: XPublisherOptions) {
    const { username, credentials, apiUrl = 'https://api.x.com', timeoutMs = 10_000 } = options;
    const { wayOut = openWayOut(NO_PROXIES) } = options;
    this.sends = options.sends ?? (({ target }) => target === undefined);
    this.#username = username.replace(/^@/, '');
    this.#credentials = credentials;
    this.#media = options.media;
    this.#send = (request, slower = 1) =>
      exchange({ credentials, apiUrl, timeoutMs: timeoutMs * slower, wayOut }, request);
  }

  async verifyAccount(): Promise<AccountCheck> {
    const identity = await this.#identify();
    if (typeof identity !== 'string') return { ok: false, failure: identity };
    const page = await this.#page(identity, { max_results: '5' });
    if ('kind' in page) return { ok: false, failure: page };
    const newest = page.data.reduce<string | null>((best, { id }) => (isNewer(id, best) ? id : best), null);
    return { ok: true, sinceId: newest };
  }

  async prepare({ media = [] }: Content): Promise<Prepared> {
    const mediaIds: string[] = [];
    for (const [index, medium] of media.entries()) {
      const number = index + 1;
      if (medium.alt.length > ALT_MOST)
        return { ok: false, failure: { kind: 'alt-refused', number, detail: `${medium.alt.length} > ${ALT_MOST}` } };
      const bytes = await this.#media?.read(medium.hash).catch(() => undefined);
      if (bytes === undefined) return { ok: false, failure: { kind: 'media-missing', number } };
      const brought = await bringMedium(this.#send, medium, bytes, number);
      if (!brought.ok) return { ok: false, failure: this.#clean(brought.failure) };
      mediaIds.push(brought.id);
    }
    return { ok: true, mediaIds };
  }

  async publish(content: Content, mediaIds: readonly string[] = []): Promise<PublishResult> {
    if (!this.sends(content)) return { outcome: 'handedOver' };
    const { media = [], target } = content;
    // Approval covers the pictures: without one of them it is another post.
    if (mediaIds.length !== media.length)
      return { outcome: 'failed', failure: { kind: 'media-missing', number: mediaIds.length + 1 } };
    const about = target && postAt(target.url);
    if (about === null) return { outcome: 'failed', failure: { kind: 'rejected', detail: 'NO POST' } };
    const judged =
      target?.kind === 'repost' && about !== undefined
        ? await this.#repost(about.id)
        : judgeCreate(await this.#send({ method: 'POST', path: 'tweets', body: bodyOf(content, mediaIds, about?.id) }));
    switch (judged.outcome) {
      case 'published':
        return { ...judged, url: target?.kind === 'repost' ? target.url : this.#urlOf(judged.postId) };
      case 'failed':
        return { outcome: 'failed', failure: this.#clean(judged.failure) };
      case 'unknown':
        return judged;
    }
  }

  /** Its own request, with the same care: once, and whatever is no sure answer is unknown. */
  async #repost(id: string): Promise<ReturnType<typeof judgeRepost>> {
    const number = await this.#number();
    if (number === undefined) return { outcome: 'failed', failure: { kind: 'unreachable', detail: 'NO ACCOUNT' } };
    const path = `users/${number}/retweets`;
    return judgeRepost(await this.#send({ method: 'POST', path, body: { tweet_id: id } }), id);
  }

  async findSince(
    sinceId: string | null,
    content: Content,
    others: ReadonlySet<string> = new Set(),
  ): Promise<FindResult> {
    const { match, looked } = await this.#look(sinceId, content, {
      may: ({ id }) => isNewer(id, sinceId) && !others.has(this.#urlOf(id)),
      wanted: (said) => said === 'yes',
    });
    if (match === undefined) return { found: false, looked };
    const { target } = content;
    if (target?.kind === 'repost') return { found: true, postId: postAt(target.url)?.id ?? match.id, url: target.url };
    return { found: true, postId: match.id, url: this.#urlOf(match.id) };
  }

  async readsAs(postId: string, sinceId: string | null, content: Content): Promise<'same' | 'other' | 'unknown'> {
    const { match } = await this.#look(sinceId, content, { may: ({ id }) => id === postId, wanted: () => true });
    const said = match === undefined ? 'unclear' : says(content, match);
    return said === 'unclear' ? 'unknown' : said === 'yes' ? 'same' : 'other';
  }

  /** The first post of the account's timeline that is wanted, of those that it may be. `looked`: all of these were shown whole. */
  async #look(
    sinceId: string | null,
    content: Content,
    { may, wanted }: { may: (post: TimelinePost) => boolean; wanted: (said: ReturnType<typeof says>) => boolean },
  ): Promise<{ readonly match?: TimelinePost; readonly looked: boolean }> {
    const number = await this.#number();
    if (number === undefined) return { looked: false };
    let pageToken: string | undefined;
    let whole = true;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const page = await this.#page(number, {
        max_results: '100',
        ...(sinceId === null ? {} : { since_id: sinceId }),
        ...(pageToken === undefined ? {} : { pagination_token: pageToken }),
      });
      if ('kind' in page) return { looked: false };
      const meant = page.data.filter(may);
      const match = meant.find((post) => wanted(says(content, post)));
      if (match !== undefined) return { match, looked: true };
      if (page.partial) return { looked: false };
      whole &&= meant.every((post) => says(content, post) !== 'unclear');
      pageToken = page.next;
      if (pageToken === undefined) return { looked: whole };
    }
    return { looked: false };
  }

  async takeDown(postId: string | null, content: Content): Promise<TakeDownResult> {
    const { target } = content;
    if (target !== undefined && target.kind !== 'reply' && target.kind !== 'quote') return this.#undo(target, content);
    // The manager may have given an address without a number; then only a person can find the post.
    if (postId === null || !/^\d{1,20}$/.test(postId)) return { outcome: 'byHand' };
    const judged = judgeDelete(await this.#send({ method: 'DELETE', path: `tweets/${postId}` }));
    return judged.outcome === 'failed' ? { outcome: 'failed', failure: this.#clean(judged.failure) } : judged;
  }

  async #undo(target: Target, content: Content): Promise<TakeDownResult> {
    const about = postAt(target.url);
    const number = this.sends(content) && about !== null ? await this.#number() : undefined;
    if (number === undefined || about === null) return { outcome: 'byHand' };
    const path = `users/${number}/retweets/${about.id}`;
    const judged = judgeUndo(await this.#send({ method: 'DELETE', path }));
    return judged.outcome === 'failed' ? { outcome: 'failed', failure: this.#clean(judged.failure) } : judged;
  }

  readAddress(url: string): ReportedPost | null {
    const post = /^https?:\/\//i.test(url.trim()) ? postAt(url) : null;
    // Another account's post would make the record say something that did not happen.
    if (post === null || post.username.toLowerCase() !== this.#username.toLowerCase()) return null;
    return { id: post.id, url: this.#urlOf(post.id) };
  }

  readTarget(target: Target): string | null {
    return targetAt(target);
  }

  async lookAt({ kind, url }: Target): Promise<TargetSight | null> {
    const post = postAt(url);
    if (kind === 'follow' || post === null) return null;
    const query = { expansions: 'author_id', 'user.fields': 'name,username' };
    const { answer } = await this.#asked(`tweets/${post.id}`, query);
    return sightOf(answer);
  }

  /** Who these credentials really are. @returns the account's number. */
  async #identify(): Promise<string | PublishFailure> {
    const answer = judgeRead(await this.#send({ method: 'GET', path: 'users/me' }));
    if (!answer.ok) return this.#clean(answer.failure);
    const account = ownAccount.safeParse(answer.body).data?.data;
    if (account === undefined) return { kind: 'unreachable', detail: 'UNREADABLE' };
    if (account.username.toLowerCase() !== this.#username.toLowerCase())
      return { kind: 'wrong-account', expected: this.#username, actual: account.username };
    this.#accountNumber = account.id;
    return account.id;
  }

  async #number(): Promise<string | undefined> {
    if (this.#accountNumber === undefined) await this.#identify();
    return this.#accountNumber;
  }

  /** Reads posts with what X may be asked of them. @returns also whether it took the names of the fields. */
  async #asked(path: string, query: Readonly<Record<string, string>>): Promise<Asked> {
    const vocabulary = this.#vocabulary;
    const fields = VOCABULARIES[vocabulary] ?? {};
    const exchanged = await this.#send({ method: 'GET', path, query: { ...query, ...fields } });
    const answer = judgeRead(exchanged);
    if (exchanged.kind === 'answered' && exchanged.status === 400) {
      this.#vocabulary = (vocabulary + 1) % VOCABULARIES.length;
      if (this.#vocabulary !== 0) return this.#asked(path, query);
    }
    return { answer, all: Object.keys(fields).length > 0 };
  }

  async #page(number: string, query: Readonly<Record<string, string>>): Promise<Page | PublishFailure> {
    const { answer, all } = await this.#asked(`users/${number}/tweets`, query);
    if (!answer.ok) return this.#clean(answer.failure);
    const page = timelinePage.safeParse(answer.body).data;
    if (page === undefined) return { kind: 'unreachable', detail: 'UNREADABLE' };
    return { data: withTargets(page.data, all), next: page.meta.next_token, partial: page.errors !== undefined };
  }

  #urlOf(postId: string): string {
    return addressOf({ username: this.#username, id: postId });
  }

  /** The network's words go into the record and onto a card; a page that echoes the request must not bring a key along. */
  #clean(failure: PublishFailure): PublishFailure {
    if (!('detail' in failure)) return failure;
    const secrets: readonly string[] = Object.values(this.#credentials);
    const detail = secrets
      .filter((secret) => secret !== '')
      .reduce(
        (text, secret) => text.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'),
        failure.detail,
      );
    return { ...failure, detail };
  }
}

/** Words and pictures of a post, and what it answers or quotes. @param about number of that post. */
function bodyOf(
  { text, madeWithAi, target }: Content,
  mediaIds: readonly string[],
  about: string | undefined,
): NonNullable<XRequest['body']> {
  return {
    text,
    ...(mediaIds.length === 0 ? {} : { media: { media_ids: mediaIds } }),
    ...(madeWithAi === true ? { made_with_ai: true } : {}),
    ...(target?.kind === 'reply' ? { reply: { in_reply_to_tweet_id: about } } : {}),
    ...(target?.kind === 'quote' ? { quote_tweet_id: about } : {}),
  };
}

interface Asked {
  readonly answer: ReturnType<typeof judgeRead>;
  /** False where X took no names of fields, and told only what it always tells. */
  readonly all: boolean;
}

interface Page {
  readonly data: readonly TimelinePost[];
  readonly next: string | undefined;
  /** X could not show everything. */
  readonly partial: boolean;
}
