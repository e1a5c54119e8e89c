import { type Content, contentHash } from '../../src/draft/content.ts';
import type { PublishFailure, UnknownCause } from '../../src/draft/events.ts';
import type { Publisher } from '../../src/usecases/ports.ts';
import type { Clockwork, Life } from './clockwork.ts';
import type { Ledgers, Look, Post, Sent } from './ledgers.ts';
import { type About, keyOf } from './office.ts';
import type { Situation } from './situations.ts';

/** How the network takes one question or request. `slow`: after nine seconds, just before the app gives up waiting. */
export type CheckFate = 'ok' | 'slow' | 'unreachable' | 'slow-unreachable' | 'wrong-account' | 'rate-limited';
export type CreateFate =
  | 'ok'
  | 'slow'
  /** It is made, and the answer is lost. */
  | 'no-answer'
  | 'cut'
  | 'server-error'
  | 'unreadable-answer'
  /** Nothing is heard for ten seconds; it is made later all the same. */
  | 'later'
  | 'much-later'
  /** Nothing is heard, and nothing was made. */
  | 'silent'
  | 'refused'
  | 'slow-refused'
  | 'rate-limited';
/** What becomes of the pictures, which come before the post. */
export type UploadFate = 'ok' | 'slow' | 'refused' | 'cut' | 'slow-cut';
export type LookFate = 'ok' | 'slow' | 'unreadable';
export type DeleteFate = 'ok' | 'slow' | 'no-answer' | 'silent' | 'refused' | 'server-error';

export interface NetworkFates {
  readonly check: readonly CheckFate[];
  readonly create: readonly CreateFate[];
  /** Absent: all go well. */
  readonly upload?: readonly UploadFate[];
  readonly look: readonly LookFate[];
  readonly delete: readonly DeleteFate[];
  /** After how many seconds the timeline shows a post. */
  readonly lag: readonly number[];
}

export interface NetworkWatch {
  request(sent: Sent): void;
  answered(sent: Sent): void;
  reached(situation: Situation): void;
}

const SLOW_MS = 9_000;
const PATIENCE_MS = 10_000;
const ADDRESS = 'https://x.com/shinagawacity/status/';

/** The network, which goes on whatever becomes of the app. What no fate was given for goes well. */
export class Network {
  readonly #clockwork: Clockwork;
  readonly #ledgers: Ledgers;
  readonly #watch: NetworkWatch;
  readonly #draftOf: (text: string) => number;
  readonly #fates: { [What in keyof NetworkFates]-?: NonNullable<NetworkFates[What]>[number][] };
  #newest = 100;
  readonly #checks: { readonly life: Life; open: boolean }[] = [];
  readonly #bringing: { readonly life: Life; open: boolean }[] = [];
  readonly #looking: { readonly life: Life; open: boolean }[] = [];

  constructor(parts: {
    readonly clockwork: Clockwork;
    readonly ledgers: Ledgers;
    readonly watch: NetworkWatch;
    readonly draftOf: (text: string) => number;
    readonly fates: NetworkFates;
  }) {
    this.#clockwork = parts.clockwork;
    this.#ledgers = parts.ledgers;
    this.#watch = parts.watch;
    this.#draftOf = parts.draftOf;
    const { check, create, upload = [], look, delete: remove, lag } = parts.fates;
    this.#fates = {
      check: [...check],
      create: [...create],
      upload: [...upload],
      look: [...look],
      delete: [...remove],
      lag: [...lag],
    };
  }

  isLooking(): boolean {
    return this.#looking.some(({ life, open }) => open && life.alive);
  }

  /** What is on its way that is no request for a post. */
  get under(): { readonly checking: boolean; readonly bringing: boolean } {
    return { checking: this.isChecking(), bringing: this.isBringing() };
  }

  isBringing(): boolean {
    return this.#bringing.some(({ life, open }) => open && life.alive);
  }

  isChecking(): boolean {
    return this.#checks.some(({ life, open }) => open && life.alive);
  }

  /** What anybody sees who looks at the account now. */
  seen(text: string, passedOver: (post: Post) => boolean = () => false): Post | undefined {
    const { ms } = this.#clockwork;
    return this.#ledgers.posts.find((post) => post.text === text && isSeen(post, ms) && !passedOver(post));
  }

  publisherFor(life: Life): Publisher {
    return {
      sends: () => true,
      readTarget: ({ url }) => url,
      lookAt: async () => null,
      verifyAccount: async () => {
        const check = { life, open: true };
        this.#checks.push(check);
        const fate = this.#fates.check.shift() ?? 'ok';
        this.#ledgers.checks.push(this.#clockwork.next());
        this.#ledgers.tell(`the app asks whose account it is (${fate})`);
        await life.turn('network checks');
        const sinceId = String(this.#newest);
        if (fate.startsWith('slow')) await life.sleep(SLOW_MS);
        check.open = false;
        const failure = checkFailure(fate, this.#clockwork);
        if (failure === null) return { ok: true, sinceId };
        this.#watch.reached('an account check that failed');
        return { ok: false, failure };
      },
      prepare: async ({ media = [] }) => {
        if (media.length === 0) return { ok: true, mediaIds: [] };
        const fate = this.#fates.upload.shift() ?? 'ok';
        const bringing = { life, open: true };
        this.#bringing.push(bringing);
        this.#ledgers.tell(`the app brings ${media.length} pictures (${fate})`);
        await life.turn('network takes pictures');
        if (fate.startsWith('slow')) await life.sleep(SLOW_MS);
        bringing.open = false;
        if (fate === 'ok' || fate === 'slow') return { ok: true, mediaIds: media.map(({ hash }) => hash) };
        this.#watch.reached('a picture that did not get to the network');
        const failure: PublishFailure =
          fate === 'refused'
            ? { kind: 'media-refused', number: 1, detail: '400' }
            : { kind: 'unreachable', detail: 'CUT' };
        return { ok: false, failure };
      },
      publish: async (content, mediaIds) => {
        const fate = this.#fates.create.shift() ?? 'ok';
        const sent = this.#enter('create', life, content, null, mediaIds);
        this.#ledgers.tell(`the app sends 「${keyOf(content)}」 (${fate})`);
        this.#watch.request(sent);
        // The network works on its own, also when nobody waits for it any more.
        const made = this.#create(sent, fate);
        const answer = await this.#answer(life, made, fate);
        return this.#answered(sent, answer, content);
      },
      findSince: async (sinceId: string | null, content: Content, others: ReadonlySet<string>) => {
        const fate = this.#fates.look.shift() ?? 'ok';
        const look: Look = { at: this.#clockwork.next(), life, draft: this.#draftOf(keyOf(content)), found: null };
        this.#ledgers.looks.push(look);
        const looking = { life, open: true };
        this.#looking.push(looking);
        this.#ledgers.tell(`the app looks for 「${keyOf(content)}」 (${fate})`);
        await life.turn('network looks');
        const post = this.seen(keyOf(content), ({ id }) => others.has(addressOf(id, content)));
        if (fate === 'slow') await life.sleep(SLOW_MS);
        looking.open = false;
        if (fate === 'unreadable') return { found: false, looked: false };
        if (post === undefined || Number(post.id) <= Number(sinceId ?? 0)) return { found: false, looked: true };
        look.found = post.id;
        if (content.target?.kind === 'repost') this.#watch.reached('the search found a repost');
        return { found: true, postId: post.id, url: addressOf(post.id, content) };
      },
      takeDown: async (given, content) => {
        const fate = this.#fates.delete.shift() ?? 'ok';
        // A repost is taken back by what it passes on; who reported it gave no number.
        const isIt = ({ id, text, deleted }: Post) =>
          given === null ? text === keyOf(content) && !deleted : id === given;
        const post = this.#ledgers.posts.find(isIt);
        const postId = post?.id ?? given;
        const sent = this.#enter('delete', life, content, postId);
        this.#ledgers.tell(`the app deletes post ${postId} (${fate})`);
        this.#watch.request(sent);
        const heard = this.#remove(post, fate);
        await life.turn('network deletes');
        await heard;
        if (fate === 'slow') await life.sleep(SLOW_MS);
        if (fate === 'no-answer' || fate === 'silent') await life.sleep(PATIENCE_MS);
        switch (fate) {
          case 'ok':
          case 'slow':
            this.#settle(sent, 'yes');
            return { outcome: 'takenDown' };
          case 'refused':
            this.#settle(sent, 'no');
            return { outcome: 'failed', failure: { kind: 'not-permitted', detail: '' } };
          default:
            this.#settle(sent, 'unknown');
            return { outcome: 'unknown', cause: fate === 'server-error' ? 'server-error' : 'no-answer' };
        }
      },
      readsAs: async () => 'unknown',
      readAddress: (url) => ({ id: url.replace(ADDRESS, ''), url }),
    };
  }

  #enter(
    what: Sent['what'],
    life: Life,
    content: Content,
    postId: string | null,
    mediaIds: readonly string[] = [],
  ): Sent {
    const at = this.#clockwork.next();
    const { ms } = this.#clockwork;
    const { clock } = this.#ledgers;
    const { slot } = content;
    const text = keyOf(content);
    const about = { draft: this.#draftOf(text), text, hash: contentHash(content), about: aboutOf(content), slot };
    const pictures = { sent: mediaIds, meant: (content.media ?? []).map(({ hash }) => hash) };
    const sent: Sent = { what, at, ms, clock, life, ...about, pictures, postId, answeredAt: null, answer: null };
    this.#ledgers.sent.push(sent);
    return sent;
  }

  async #create(sent: Sent, fate: CreateFate): Promise<Post | 'duplicate' | null> {
    await this.#clockwork.work('network receives');
    if (fate === 'silent' || fate === 'refused' || fate === 'slow-refused' || fate === 'rate-limited') return null;
    if (fate === 'later') await this.#clockwork.sleep(40_000);
    if (fate === 'much-later') await this.#clockwork.sleep(200_000);
    if (this.#ledgers.posts.some(({ text, deleted }) => text === sent.text && !deleted)) return 'duplicate';
    this.#newest += 1;
    const visibleFrom = this.#clockwork.ms + (this.#fates.lag.shift() ?? 0) * 1_000;
    const { text, draft } = sent;
    const post = { id: String(this.#newest), text, draft, request: sent, visibleFrom, deleted: false };
    this.#ledgers.posts.push(post);
    if (sent.answeredAt !== null) this.#watch.reached('a post came to be after the app had given up waiting');
    this.#ledgers.tell(`the network has post ${post.id}`);
    return post;
  }

  async #answer(
    life: Life,
    made: Promise<Post | 'duplicate' | null>,
    fate: CreateFate,
  ): Promise<Post | PublishFailure | UnknownCause> {
    switch (fate) {
      case 'no-answer':
      case 'later':
      case 'much-later':
      case 'silent':
        await life.sleep(PATIENCE_MS);
        return 'no-answer';
      case 'slow':
      case 'slow-refused':
        await life.sleep(SLOW_MS);
        break;
      default:
        break;
    }
    const post = await made;
    await life.turn('network answers');
    switch (fate) {
      case 'cut':
        return 'connection-cut';
      case 'server-error':
      case 'unreadable-answer':
        return fate;
      case 'refused':
      case 'slow-refused':
        return { kind: 'no-credit' };
      case 'rate-limited':
        return { kind: 'rate-limited', resetsAt: null, window: 'unknown' };
      default:
        return post === 'duplicate' || post === null ? 'duplicate' : post;
    }
  }

  #answered(sent: Sent, answer: Post | PublishFailure | UnknownCause, content: Content) {
    if (typeof answer === 'string') {
      this.#settle(sent, 'unknown');
      return { outcome: 'unknown', cause: answer } as const;
    }
    if ('id' in answer) {
      this.#settle(sent, 'yes');
      return { outcome: 'published', postId: answer.id, url: addressOf(answer.id, content) } as const;
    }
    this.#settle(sent, 'no');
    return { outcome: 'failed', failure: answer } as const;
  }

  async #remove(post: Post | undefined, fate: DeleteFate): Promise<void> {
    await this.#clockwork.work('network receives');
    if (post !== undefined && (fate === 'ok' || fate === 'slow' || fate === 'no-answer')) post.deleted = true;
  }

  #settle(sent: Sent, answer: NonNullable<Sent['answer']>): void {
    sent.answeredAt = this.#clockwork.next();
    sent.answer = answer;
    this.#ledgers.tell(`the app hears of its ${sent.what} request: ${answer}`);
    this.#watch.answered(sent);
  }
}

/** A repost has the address of what it passes on. */
const addressOf = (id: string, { target }: Content): string =>
  target?.kind === 'repost' ? target.url : `${ADDRESS}${id}`;

function aboutOf({ target, media = [] }: Content): About | undefined {
  if (target?.kind === 'reply' || target?.kind === 'repost') return target.kind;
  return media.length > 0 ? 'pictures' : undefined;
}

function isSeen(post: Post, ms: number): boolean {
  return !post.deleted && post.visibleFrom <= ms;
}

function checkFailure(fate: CheckFate, clockwork: Clockwork): PublishFailure | null {
  switch (fate) {
    case 'ok':
    case 'slow':
      return null;
    case 'unreachable':
    case 'slow-unreachable':
      return { kind: 'unreachable', detail: 'TIMEOUT' };
    case 'wrong-account':
      return { kind: 'wrong-account', expected: 'shinagawacity', actual: 'somebody' };
    case 'rate-limited':
      return { kind: 'rate-limited', resetsAt: clockwork.now().toISOString(), window: '15min' };
  }
}
