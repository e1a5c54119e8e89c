import { describe, expect, it } from 'vitest';
import type { Content } from '../../src/draft/content.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import type { FindResult, PublishResult } from '../../src/usecases/ports.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { manager } from '../support/drafts.ts';
import { approve, eventTypes, makeWorld, ScriptedPublisher, submitted } from '../support/world.ts';

/** X, as far as it matters here: ids grow, the same text is refused as a duplicate, a search begins behind `sinceId`. */
class Timeline extends ScriptedPublisher {
  readonly posts: { readonly id: number; readonly text: string }[] = [];
  /** The answer to the next create request is lost on the way. */
  losesNextAnswer = false;
  /** Searches that find nothing yet, as with a timeline that is behind. */
  behind = 0;

  override async verifyAccount() {
    return { ok: true, sinceId: String(this.posts.at(-1)?.id ?? 100) } as const;
  }
  override async publish(content: Content): Promise<PublishResult> {
    this.sent.push(content);
    if (this.posts.some((post) => post.text === content.text)) return { outcome: 'unknown', cause: 'duplicate' };
    const id = 101 + this.posts.length;
    this.posts.push({ id, text: content.text });
    const lost = this.losesNextAnswer;
    this.losesNextAnswer = false;
    return lost
      ? { outcome: 'unknown', cause: 'connection-cut' }
      : { outcome: 'published', postId: String(id), url: `https://x.com/shinagawacity/status/${id}` };
  }
  override async findSince(sinceId?: string | null, content?: Content): Promise<FindResult> {
    this.looks += 1;
    if (this.looks <= this.behind) return { found: false, looked: true };
    const post = this.posts.find(({ id, text: is }) => id > Number(sinceId ?? 0) && is === content?.text);
    return post === undefined
      ? { found: false, looked: true }
      : { found: true, postId: String(post.id), url: `https://x.com/shinagawacity/status/${post.id}` };
  }
}

describe('X says 「同じ内容の投稿がある」', () => {
  it('of the first sending, whose answer was lost: the post is found, though it is older than the second sending', async () => {
    const network = new Timeline();
    Object.assign(network, { losesNextAnswer: true, behind: 5 });
    const world = makeWorld({}, network);
    const { id } = await submitted(world);
    await approve(world, id);
    await world.duties.idle();
    await doAct(world, 'confirmNotPublished', { draftId: id, by: manager, delivery: 'not-1' });
    await doAct(world, 'retry', { draftId: id, by: manager, delivery: 'retry-1' });
    await world.duties.idle();
    expect(network.posts).toHaveLength(1);
    const told = (await eventTypes(world, id)).slice(-2);
    expect(told).not.toContain('NotFoundOnTimeline');
    expect(await loadDraft(world, id)).toMatchObject({ status: 'published', post: { id: '101' } });
  });
});
