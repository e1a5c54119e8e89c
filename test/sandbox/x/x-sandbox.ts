import type { ChangeLog } from '../changes.ts';
import type { SandboxClock } from '../clock.ts';
import type { SeedOffice } from '../seed.ts';
import type { FaultSwitches } from '../wire/faults.ts';
import { Listener } from '../wire/listener.ts';
import { xServer } from './server.ts';
import {
  DEFAULT_X_SETTINGS,
  type PublicPost,
  type XRequest,
  type XSettings,
  XState,
  xSettingsSchema,
} from './state.ts';
import { add, deletePost } from './tweets.ts';

/** The local X, as tests and the page handle it. */
export class XSandbox {
  readonly #state: XState;
  readonly #changes: ChangeLog;
  readonly #listener: Listener;
  readonly #settingsChanged: () => void;

  constructor(
    clock: SandboxClock,
    changes: ChangeLog,
    faults: FaultSwitches,
    settingsChanged: () => void,
    office: SeedOffice,
  ) {
    this.#settingsChanged = settingsChanged;
    this.#changes = changes;
    this.#state = new XState(clock, structuredClone(DEFAULT_X_SETTINGS), office);
    this.#listener = new Listener(xServer(this.#state, faults, changes));
  }

  start(port: number): Promise<void> {
    return this.#listener.start(port);
  }

  /** Address for `X_API_URL`, without the `/2`. */
  get apiUrl(): string {
    return this.#listener.url;
  }

  get online(): boolean {
    return this.#listener.listening;
  }

  get settings(): XSettings {
    return this.#state.settings;
  }

  goOffline(): Promise<void> {
    return this.#listener.goOffline();
  }

  goOnline(): Promise<void> {
    return this.#listener.goOnline();
  }

  reset(): void {
    this.#state.reset(structuredClone(DEFAULT_X_SETTINGS));
  }

  /** @throws ZodError when a setting is unknown. */
  configure(settings: { readonly [Key in keyof XSettings]?: XSettings[Key] | undefined }): void {
    const next = xSettingsSchema.parse({ ...this.#state.settings, ...settings });
    if (next.actingAs !== null) this.#state.account(next.actingAs);
    this.#state.settings = next;
    this.#settingsChanged();
  }

  /** Living posts of an account, newest first. */
  posts(username = this.#firstUsername): readonly PublicPost[] {
    return this.#state.living(this.#state.account(username).id).map((post) => this.#state.publicPost(post));
  }

  /** Every post that ever was, oldest first. */
  allPosts(): readonly PublicPost[] {
    return this.#state.posts.map((post) => this.#state.publicPost(post));
  }

  requests(operation?: string): readonly XRequest[] {
    return this.#state.requests.filter((request) => operation === undefined || request.operation === operation);
  }

  /** Create requests that arrived, whatever became of them. */
  createRequests(text?: string): readonly XRequest[] {
    return this.requests('tweets.create').filter((request) => text === undefined || request.text === text);
  }

  /** Requests to repost that arrived, whatever became of them. */
  repostCount(): number {
    return this.requests('retweets.create').length;
  }

  createCount(text?: string): number {
    return this.createRequests(text).length;
  }

  /** A post made on the web, by a person. @param about the post that it answers, quotes or passes on. */
  seedPost(
    username: string,
    text: string,
    about: { readonly [Way in 'replyTo' | 'quoteOf' | 'repostOf']?: string } = {},
  ): PublicPost {
    const post = this.#state.publicPost(add(this.#state, this.#state.account(username).id, text, about));
    this.#changes.emit({ kind: 'x.posted', post });
    return post;
  }

  /** The account shows its posts to its followers alone from now on. */
  protect(username: string): void {
    this.#state.protected.add(this.#state.account(username).id);
  }

  /** Deleted on the web, by a person. */
  deletePost(id: string): void {
    const author = this.#state.posts.find((each) => each.id === id)?.author ?? '';
    const post = this.#state.publicPost(deletePost(this.#state, author, id));
    this.#changes.emit({ kind: 'x.deleted', post });
  }

  /** The timeline as a person reads it. */
  readTimeline(username = this.#firstUsername): string {
    const account = this.#state.account(username);
    const posts = this.posts(username).map((post) => {
      const images = post.media.map((media) => `\n[画像: ${media.alt ?? '説明なし'}]`).join('');
      return `${account.name} @${account.username} ${post.createdAt}\n${post.text}${images}`;
    });
    return [`@${account.username}`, ...(posts.length > 0 ? posts : ['まだポストはありません'])].join('\n\n');
  }

  get #firstUsername(): string {
    return this.#state.accounts[0]?.username ?? '';
  }

  snapshot() {
    return {
      accounts: this.#state.accounts,
      posts: this.allPosts(),
      settings: this.#state.settings,
      online: this.online,
    };
  }
}
