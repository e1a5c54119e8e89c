import type { ReportedPost } from '../../draft/commands.ts';
import type { Content } from '../../draft/content.ts';
import type { PublishFailure } from '../../draft/events.ts';
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
import { ALT_MOST, bringMedium } from './media-upload.ts';
import { judgeCreate, judgeDelete, judgeRead } from './outcome.ts';
import { isSameText } from './returned-text.ts';
import { isNewer, isWhole, ownAccount, type TimelinePost, timelinePage, VOCABULARIES, writtenIn } from './timeline.ts';
import type { Exchange, XCredentials, XRequest, XWireOptions } from './wire.ts';
import { exchange } from './wire.ts';

export interface XPublisherOptions {
  /** The configured account, with or without @; upper and lower case are the same. */
  readonly username: string;
  readonly credentials: XCredentials;
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
  readonly sendsByItself = true;
  readonly #username: string;
  readonly #credentials: XCredentials;
  readonly #media: Pick<MediaStore, 'read'> | undefined;
  readonly #send: (request: XRequest, slower?: number) => Promise<Exchange>;
  #accountNumber: string | undefined;
  #vocabulary = 0;

  constructor(options: XPublisherOptions) {
    const { username, credentials, apiUrl = 'https://api.x.com', timeoutMs = 10_000 } = options;
    const { wayOut = openWayOut(NO_PROXIES) } = options;
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

  async publish({ text, media = [], madeWithAi }: Content, mediaIds: readonly string[] = []): Promise<PublishResult> {
    // Approval covers the pictures: without one of them it is another post.
    if (mediaIds.length !== media.length)
      return { outcome: 'failed', failure: { kind: 'media-missing', number: mediaIds.length + 1 } };
    const body = {
      text,
      ...(mediaIds.length === 0 ? {} : { media: { media_ids: mediaIds } }),
      ...(madeWithAi === true ? { made_with_ai: true } : {}),
    };
    const judged = judgeCreate(await this.#send({ method: 'POST', path: 'tweets', body }));
    switch (judged.outcome) {
      case 'published':
        return { ...judged, url: this.#urlOf(judged.postId) };
      case 'failed':
        return { outcome: 'failed', failure: this.#clean(judged.failure) };
      case 'unknown':
        return judged;
    }
  }

  async findSince(
    sinceId: string | null,
    content: Content,
    others: ReadonlySet<string> = new Set(),
  ): Promise<FindResult> {
    const { match, looked } = await this.#look(sinceId, {
      may: ({ id }) => isNewer(id, sinceId) && !others.has(this.#urlOf(id)),
      wanted: (post) => isSameText(content.text, writtenIn(post)) && this.#hasAsMany(post, content),
    });
    return match === undefined
      ? { found: false, looked }
      : { found: true, postId: match.id, url: this.#urlOf(match.id) };
  }

  async readsAs(postId: string, sinceId: string | null, content: Content): Promise<'same' | 'other' | 'unknown'> {
    const { match } = await this.#look(sinceId, { may: ({ id }) => id === postId, wanted: () => true });
    if (match === undefined) return 'unknown';
    const written = writtenIn(match);
    if (isSameText(content.text, written)) return this.#hasAsMany(match, content) ? 'same' : 'other';
    return isWhole(written) ? 'other' : 'unknown';
  }

  /** As many pictures as were sent; where X takes no name of a field, the text alone decides. */
  #hasAsMany({ attachments }: TimelinePost, { media = [] }: Content): boolean {
    const names = Object.keys(VOCABULARIES[this.#vocabulary] ?? {});
    return names.length === 0 || (attachments?.media_keys?.length ?? 0) === media.length;
  }

  /** The first post of the account's timeline that is wanted, of those that it may be. `looked`: all of these were shown whole. */
  async #look(
    sinceId: string | null,
    { may, wanted }: Readonly<Record<'may' | 'wanted', (post: TimelinePost) => boolean>>,
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
      const match = meant.find(wanted);
      if (match !== undefined) return { match, looked: true };
      if (page.partial) return { looked: false };
      whole &&= meant.every((post) => isWhole(writtenIn(post)));
      pageToken = page.next;
      if (pageToken === undefined) return { looked: whole };
    }
    return { looked: false };
  }

  async takeDown(postId: string | null): Promise<TakeDownResult> {
    // The manager may have given an address without a number; then only a person can find the post.
    if (postId === null || !/^\d{1,20}$/.test(postId)) return { outcome: 'byHand' };
    const judged = judgeDelete(await this.#send({ method: 'DELETE', path: `tweets/${postId}` }));
    return judged.outcome === 'failed' ? { outcome: 'failed', failure: this.#clean(judged.failure) } : judged;
  }

  readAddress(url: string): ReportedPost | null {
    const found =
      /^https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/(\w{1,20})\/status\/(\d{1,20})(?:[/?#].*)?$/i.exec(
        url.trim(),
      );
    const [, username, id] = found ?? [];
    // Another account's post would make the record say something that did not happen.
    if (id === undefined || username?.toLowerCase() !== this.#username.toLowerCase()) return null;
    return { id, url: this.#urlOf(id) };
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

  async #page(number: string, query: Readonly<Record<string, string>>): Promise<Page | PublishFailure> {
    const vocabulary = this.#vocabulary;
    const fields = VOCABULARIES[vocabulary];
    const answer = judgeRead(
      await this.#send({ method: 'GET', path: `users/${number}/tweets`, query: { ...query, ...fields } }),
    );
    if (!answer.ok && answer.failure.kind === 'rejected') {
      this.#vocabulary = (vocabulary + 1) % VOCABULARIES.length;
      if (this.#vocabulary !== 0) return this.#page(number, query);
    }
    if (!answer.ok) return this.#clean(answer.failure);
    const page = timelinePage.safeParse(answer.body).data;
    if (page === undefined) return { kind: 'unreachable', detail: 'UNREADABLE' };
    return { data: page.data, next: page.meta.next_token, partial: page.errors !== undefined };
  }

  #urlOf(postId: string): string {
    return `https://x.com/${this.#username}/status/${postId}`;
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

interface Page {
  readonly data: readonly TimelinePost[];
  readonly next: string | undefined;
  /** X could not show everything. */
  readonly partial: boolean;
}
