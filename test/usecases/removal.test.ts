import { describe, expect, it } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import { contentHash } from '../../src/draft/content.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { content, manager, staffA } from '../support/drafts.ts';
import { HeldTime } from '../support/held-time.ts';
import {
  approve,
  eventTypes,
  makeWorld,
  publishedIn,
  ScriptedPublisher,
  submitted,
  type TestWorld,
} from '../support/world.ts';

const by = (draftId: string, delivery: string) => ({ draftId, by: manager, delivery });
const POST = 'https://x.com/shinagawacity/status/101';
const takeDown = (world: TestWorld, id: string, delivery = 'down-1') =>
  doAct(world, 'takeDown', { ...by(id, delivery), reason: '会場が変わったため' });

describe('権限 — who is the manager is asked at the moment of the act, not a minute before', () => {
  const was = [manager.id];

  it('for 承認', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    Object.assign(world.roster, { before: was, now: [] });
    const given = { expectedRevision: 1, contentHash: contentHash(content), necessities: [], acknowledged: [] };
    expect(await approveDraft(world, { ...by(id, 'approve-1'), ...given })).toMatchObject({
      refusal: { code: 'not-manager' },
    });
    expect(world.publisher.sent).toEqual([]);
  });

  it('for もう一度公開する', async () => {
    const world = makeWorld();
    world.publisher.answer = { outcome: 'failed', failure: { kind: 'no-credit' } };
    const id = await publishedIn(world);
    Object.assign(world.roster, { before: was, now: [] });
    expect(await doAct(world, 'retry', by(id, 'retry-1'))).toMatchObject({ refusal: { code: 'not-manager' } });
    await world.duties.idle();
    expect(world.publisher.sent).toHaveLength(1);
  });

  it('for 削除: nothing is deleted by whoever was the manager a minute ago', async () => {
    const world = makeWorld();
    const id = await publishedIn(world);
    Object.assign(world.roster, { before: was, now: [] });
    expect(await takeDown(world, id)).toMatchObject({ refusal: { code: 'not-manager' } });
    await world.duties.idle();
    expect(world.publisher.removals).toEqual([]);
    expect((await loadDraft(world, id))?.status).toBe('published');
  });

  it.each(['retryRemoval', 'confirmRemoved', 'confirmNotRemoved'] as const)(
    'for what is said of a removal of which nobody knows: %s',
    async (answer) => {
      const world = makeWorld();
      const id = await publishedIn(world);
      world.publisher.removal = { outcome: 'unknown', cause: 'no-answer' };
      await takeDown(world, id);
      await world.duties.idle();
      Object.assign(world.roster, { before: was, now: [] });
      expect(await doAct(world, answer, by(id, 'said'))).toMatchObject({ refusal: { code: 'not-manager' } });
      expect(await loadDraft(world, id)).toMatchObject({ status: 'removalUnknown', asking: false });
    },
  );

  it.each([
    [
      ACTS.confirmPublished.button,
      (world: TestWorld, id: string) => doAct(world, 'confirmPublished', { ...by(id, 'said'), url: POST }),
    ],
    [
      ACTS.confirmNotPublished.button,
      (world: TestWorld, id: string) => doAct(world, 'confirmNotPublished', by(id, 'said')),
    ],
  ] as const)('for 「%s」 of a post of which nobody knows', async (_said, say) => {
    const world = makeWorld();
    world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
    const id = await publishedIn(world);
    Object.assign(world.roster, { before: was, now: [] });
    expect(await say(world, id)).toMatchObject({ refusal: { code: 'not-manager' } });
    expect((await loadDraft(world, id))?.status).toBe('outcomeUnknown');
  });
});

describe('削除', () => {
  it('is on record before the network is asked, and ends as 削除済み', async () => {
    const world = makeWorld();
    const id = await publishedIn(world);
    const ask = world.publisher.takeDown.bind(world.publisher);
    let onRecord: readonly string[] = [];
    world.publisher.takeDown = async (postId, content) => {
      onRecord = await eventTypes(world, id);
      return ask(postId, content);
    };
    expect(await takeDown(world, id)).toMatchObject({ ok: true, draft: { status: 'removing' } });
    await world.duties.idle();
    expect(onRecord.at(-1)).toBe('RemovalStarted');
    expect(world.publisher.removals).toEqual(['101']);
    expect((await eventTypes(world, id)).slice(-2)).toEqual(['RemovalStarted', 'PostTakenDown']);
  });

  it('that the network refuses leaves the post as published, says why, and can be asked for again', async () => {
    const world = makeWorld();
    const id = await publishedIn(world);
    world.publisher.removal = { outcome: 'failed', failure: { kind: 'not-authenticated' } };
    await takeDown(world, id);
    await world.duties.idle();
    expect(await loadDraft(world, id)).toMatchObject({
      status: 'published',
      notRemoved: { kind: 'not-authenticated' },
    });
    world.publisher.removal = { outcome: 'takenDown' };
    await takeDown(world, id, 'down-2');
    await world.duties.idle();
    expect((await loadDraft(world, id))?.status).toBe('takenDown');
  });

  it('without an answer is unknown, asked for again, and then a question to the manager', async () => {
    const time = new HeldTime();
    const world = makeWorld({}, new ScriptedPublisher(), { pause: time.pause });
    const id = await publishedIn(world);
    world.publisher.removal = { outcome: 'unknown', cause: 'no-answer' };
    await takeDown(world, id);
    await time.pass(1_000);
    expect(await loadDraft(world, id)).toMatchObject({ status: 'removalUnknown', cause: 'no-answer', asking: true });
    // A no to a later request says nothing of what the first one did.
    world.publisher.removal = { outcome: 'failed', failure: { kind: 'not-authenticated' } };
    await time.pass(102_000);
    await world.duties.idle();
    expect(world.publisher.removals).toHaveLength(5);
    expect(await loadDraft(world, id)).toMatchObject({ status: 'removalUnknown', asking: false });

    world.publisher.removal = { outcome: 'takenDown' };
    await doAct(world, 'retryRemoval', by(id, 'again'));
    await time.pass(2_000);
    await world.duties.idle();
    expect((await loadDraft(world, id))?.status).toBe('takenDown');
  });

  it('is settled by the manager’s word while the app still asks', async () => {
    const time = new HeldTime();
    const world = makeWorld({}, new ScriptedPublisher(), { pause: time.pause });
    const id = await publishedIn(world);
    world.publisher.removal = { outcome: 'unknown', cause: 'server-error' };
    await takeDown(world, id);
    await time.pass(3_000);
    expect(await doAct(world, 'confirmRemoved', { ...by(id, 'said'), by: staffA })).toMatchObject({
      refusal: { code: 'not-manager' },
    });
    await doAct(world, 'confirmRemoved', by(id, 'said-2'));
    await world.duties.idle();
    expect(world.publisher.removals).toHaveLength(2);
    expect((await loadDraft(world, id))?.status).toBe('takenDown');
  });

  it('ordered once more is asked for at once, not when the search for the first order would have come to it', async () => {
    const time = new HeldTime();
    const world = makeWorld({}, new ScriptedPublisher(), { pause: time.pause });
    const id = await publishedIn(world);
    world.publisher.removal = { outcome: 'unknown', cause: 'no-answer' };
    await takeDown(world, id);
    await time.pass(50_000);
    expect(world.publisher.removals).toHaveLength(4);
    await doAct(world, 'retryRemoval', by(id, 'again'));
    world.publisher.removal = { outcome: 'takenDown' };
    await time.pass(2_000);
    expect(world.publisher.removals).toHaveLength(5);
    expect((await loadDraft(world, id))?.status).toBe('takenDown');
  });

  it('that a stop cut short is done after the start', async () => {
    const time = new HeldTime();
    const world = makeWorld({}, new ScriptedPublisher(), { pause: time.pause });
    const id = await publishedIn(world);
    time.stop();
    await takeDown(world, id);
    await world.duties.idle();
    expect(world.publisher.removals).toEqual([]);
    const next = makeWorld({}, world.publisher, { store: world.store });
    (await recover(next, () => undefined))();
    await next.duties.idle();
    expect(await loadDraft(next, id)).toMatchObject({ status: 'takenDown' });
    expect(await eventTypes(next, id)).toContain('RemovalUnknown');
  });

  it('where there is no API is handed to a person, who says what came of it', async () => {
    const world = makeWorld({}, new ScriptedPublisher(false));
    const { id } = await submitted(world);
    await approve(world, id);
    await world.duties.idle();
    await doAct(world, 'confirmManualPost', { ...by(id, 'posted'), url: 'https://www.piazza-life.com/posts/1' });
    await takeDown(world, id);
    await world.duties.idle();
    expect((await loadDraft(world, id))?.status).toBe('removalHandedOver');
    await doAct(world, 'cancelRemoval', by(id, 'left'));
    expect((await loadDraft(world, id))?.status).toBe('published');
    await takeDown(world, id, 'down-2');
    await world.duties.idle();
    await doAct(world, 'confirmManualRemoval', by(id, 'done'));
    expect((await loadDraft(world, id))?.status).toBe('takenDown');
  });
});
