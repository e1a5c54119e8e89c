import { describe, expect, it } from 'vitest';
import type { Content } from '../../src/draft/content.ts';
import type { FindResult, PublishResult } from '../../src/usecases/ports.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { staffB, text } from '../support/drafts.ts';
import { approve, makeWorld, ScriptedPublisher, submitted } from '../support/world.ts';

/** X, as far as it matters here: ids grow, the same text is refused as a duplicate, a search begins behind `sinceId`. */
class Timeline extends ScriptedPublisher {
  readonly posts: { readonly id: number; readonly text: string }[] = [];
  /** Account checks wait until so many have been asked. */
  together = 1;
  readonly #waiting: (() => void)[] = [];

  override async verifyAccount() {
    const account = { ok: true, sinceId: String(this.posts.at(-1)?.id ?? 100) } as const;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length >= this.together) for (const go of this.#waiting.splice(0)) go();
    });
    return account;
  }
  override async publish(content: Content): Promise<PublishResult> {
    this.sent.push(content);
    if (this.posts.some((post) => post.text === content.text)) return { outcome: 'unknown', cause: 'duplicate' };
    const id = 101 + this.posts.length;
    this.posts.push({ id, text: content.text });
    return { outcome: 'published', postId: String(id), url: `https://x.com/shinagawacity/status/${id}` };
  }
  override async findSince(sinceId?: string | null, content?: Content): Promise<FindResult> {
    this.looks += 1;
    const post = this.posts.find(({ id, text: is }) => id > Number(sinceId ?? 0) && is === content?.text);
    return post === undefined
      ? { found: false, looked: true }
      : { found: true, postId: String(post.id), url: `https://x.com/shinagawacity/status/${post.id}` };
  }
}

describe('X says 「同じ内容の投稿がある」', () => {
  it('of another draft with the same words: that one’s post is not taken for this one’s', async () => {
    const network = new Timeline();
    network.together = 2;
    const world = makeWorld({}, network);
    const { id: one } = await submitted(world);
    const again = await submitDraft(world, {
      accountId: 'shinagawa-x',
      text,
      fields: {},
      by: staffB,
      delivery: 'command-2',
    });
    if (!again.ok) throw new Error(again.refusal.code);
    const { id: other } = again.draft;
    await Promise.all([approve(world, one, 'approve-1'), approve(world, other, 'approve-2')]);
    await world.duties.idle();
    expect(network.posts).toHaveLength(1);
    const drafts = [await loadDraft(world, one), await loadDraft(world, other)];
    const posts = drafts.flatMap((draft) => (draft !== undefined && 'post' in draft ? [draft.post.id] : []));
    expect(posts).toEqual(['101']);
  });
});
