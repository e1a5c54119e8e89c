import type { ChangeLog } from '../changes.ts';
import type { SandboxClock } from '../clock.ts';

export interface PiazzaPost {
  /** Name of the official account as which it was posted. */
  readonly account: string;
  /** Address of the post; what the person who posted it by hand reports to the app. */
  readonly url: string;
  readonly text: string;
  readonly createdAt: string;
}

/** Notice boards without an API, one for each account: only a person can post there, by hand. */
export class Piazza {
  readonly #clock: SandboxClock;
  readonly #changes: ChangeLog;
  #posts: PiazzaPost[] = [];

  constructor(clock: SandboxClock, changes: ChangeLog) {
    this.#clock = clock;
    this.#changes = changes;
  }

  /** Oldest first. */
  posts(): readonly PiazzaPost[] {
    return this.#posts;
  }

  post(account: string, text: string): PiazzaPost {
    const number = String(this.#posts.length + 1).padStart(4, '0');
    const url = `https://piazza.example.jp/posts/${number}`;
    const post = { account, url, text, createdAt: this.#clock.now().toISOString() };
    this.#posts.push(post);
    this.#changes.emit({ kind: 'piazza.posted', post });
    return post;
  }

  reset(): void {
    this.#posts = [];
  }
}
