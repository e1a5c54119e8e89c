import { describe, expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { isInDoubt } from '../../src/usecases/make-sure.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { DoubtfulStore } from '../support/doubtful-store.ts';
import { content, staffA } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { approve, eventTypes, makeWorld, ScriptedPublisher, submitted, type TestWorld } from '../support/world.ts';

interface Office {
  readonly world: TestWorld;
  readonly store: DoubtfulStore;
  readonly publisher: ScriptedPublisher;
  readonly time: HeldTime;
  readonly id: string;
}

async function office(): Promise<Office> {
  const store = new DoubtfulStore();
  const publisher = new ScriptedPublisher();
  const time = new HeldTime();
  const world = makeWorld({}, publisher, { store, pause: time.pause });
  return { world, store, publisher, time, id: (await submitted(world)).id };
}

describe('a disk that would not promise to keep what it took', () => {
  it('an approval that stands is made safe and told as what it is: done', async () => {
    const { world, store, publisher, id } = await office();
    store.next('DraftApproved', 'in place');
    expect(await approve(world, id)).toMatchObject({ ok: true, changed: true, draft: { status: 'approved' } });
    expect(store.madeSure).toBe(1);
    await world.duties.idle();
    expect(publisher.sent).toEqual([content]);
    expect((await eventTypes(world, id)).filter((type) => type === 'DraftApproved')).toHaveLength(1);
  });

  it('a click that is delivered again is answered only when what it did is safe', async () => {
    const { world, store, id } = await office();
    await approve(world, id, 'click');
    await world.duties.idle();
    const before = store.madeSure;
    expect(await approve(world, id, 'click')).toMatchObject({ ok: true, changed: false });
    expect(store.madeSure).toBe(before + 1);
  });

  it('an approval that does not stand is decided again', async () => {
    const { world, store, publisher, id } = await office();
    store.next('DraftApproved', 'gone');
    expect(await approve(world, id)).toMatchObject({ ok: true, changed: true });
    await world.duties.idle();
    expect(publisher.sent).toHaveLength(1);
  });

  it('a write that was refused is a plain fault: nothing has happened', async () => {
    const { world, store, publisher, id } = await office();
    store.next('DraftApproved', 'refused');
    const fault = await approve(world, id).catch((error: unknown) => error);
    expect(isInDoubt(fault)).toBe(false);
    expect(fault).toMatchObject({ code: 'write-failed' });
    await world.duties.idle();
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted']);
    expect(publisher.sent).toEqual([]);
  });

  it('what cannot be told within seconds is said to be in doubt, and found out in the background', async () => {
    const { world, store, publisher, time, id } = await office();
    const append = store.append.bind(store);
    store.append = async (draftId, version, events) => {
      if (events[0]?.type === 'DraftApproved') store.blind = true;
      return append(draftId, version, events);
    };
    store.next('DraftApproved', 'in place');
    const fault = approve(world, id).catch((error: unknown) => error);
    await time.pass(3_000);
    expect(isInDoubt(await fault)).toBe(true);
    expect(publisher.sent).toEqual([]);
    store.blind = false;
    await time.pass(30_000);
    await world.duties.idle();
    expect(publisher.sent).toEqual([content]);
    expect((await loadDraft(world, id))?.status).toBe('published');
  });

  it('also where nothing further is owed, it is made safe once the disk answers', async () => {
    const { world, store, time, id } = await office();
    const append = store.append.bind(store);
    store.append = async (draftId, version, events) => {
      if (events[0]?.type === 'DraftWithdrawn') store.blind = true;
      return append(draftId, version, events);
    };
    store.next('DraftWithdrawn', 'in place');
    const withdrawal = { draftId: id, by: staffA, delivery: 'withdraw-1', expectedRevision: 1 };
    const fault = doAct(world, 'withdraw', withdrawal).catch((error: unknown) => error);
    await time.pass(3_000);
    expect(isInDoubt(await fault)).toBe(true);
    expect(store.madeSure).toBe(0);
    store.blind = false;
    await time.pass(30_000);
    expect(store.madeSure).toBe(1);
  });

  it('an attempt is not sent, and not forgotten: the record says that nothing went out', async () => {
    const { world, store, publisher, id } = await office();
    store.next('PublishStarted', 'in place');
    await approve(world, id);
    await world.duties.idle();
    expect(publisher.sent).toEqual([]);
    expect(await loadDraft(world, id)).toMatchObject({
      status: 'publishFailed',
      attempts: 1,
      failure: { kind: 'not-started' },
    });
  });

  it('an attempt of which nobody can say whether it stands ends the same way once the disk answers', async () => {
    const { world, store, publisher, time, id } = await office();
    const append = store.append.bind(store);
    store.append = async (draftId, version, events) => {
      if (events[0]?.type === 'PublishStarted') store.blind = true;
      return append(draftId, version, events);
    };
    store.next('PublishStarted', 'in place');
    await approve(world, id);
    await time.pass(10_000);
    store.blind = false;
    await time.pass(60_000);
    await world.duties.idle();
    expect(publisher.sent).toEqual([]);
    expect(await loadDraft(world, id)).toMatchObject({ status: 'publishFailed', failure: { kind: 'not-started' } });
  });

  it('an attempt that a crash left in doubt is looked for after the start, not sent', async () => {
    const { world, store, publisher, time, id } = await office();
    const append = store.append.bind(store);
    store.append = async (draftId, version, events) => {
      // The process ends at this very moment.
      if (events[0]?.type === 'PublishStarted') {
        store.blind = true;
        time.stop();
      }
      return append(draftId, version, events);
    };
    store.next('PublishStarted', 'in place');
    await approve(world, id);
    await world.duties.idle();
    store.blind = false;
    const next = makeWorld({}, publisher, { store });
    (await recover(next, () => undefined))();
    await next.duties.idle();
    expect(publisher.sent).toEqual([]);
    expect(publisher.looks).toBe(5);
    expect(await loadDraft(next, id)).toMatchObject({ status: 'outcomeUnknown', cause: 'restart', searching: false });
  });

  it.each(['in place', 'gone', 'refused'] as const)('the answer of the network is on record: %s', async (doubt) => {
    const { world, store, publisher, time, id } = await office();
    store.next('PostPublished', doubt);
    await approve(world, id);
    await time.pass(1_000);
    await settled();
    await world.duties.idle();
    expect(await loadDraft(world, id)).toMatchObject({ status: 'published', post: { id: '101' } });
    expect(publisher.sent).toHaveLength(1);
  });
});
