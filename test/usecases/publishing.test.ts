import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import type { Outcome } from '../../src/usecases/act.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { listQueue } from '../../src/usecases/list-drafts.ts';
import { recover } from '../../src/usecases/recover.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { content, manager, staffA, staffB } from '../support/drafts.ts';
import { makeWorld, ScriptedPublisher, statusOf, submitted, type TestWorld } from '../support/world.ts';

const approval = (draftId: string, delivery = 'approve-1') => ({
  draftId,
  by: manager,
  delivery,
  expectedRevision: 1,
  contentHash: contentHash(content),
  necessities: [],
  acknowledged: [],
});

const neverOrphaned = (draftId: string) => {
  throw new Error(`${draftId} has an account`);
};

/** Approved, and all is done that the record then owes. */
async function approved(world: TestWorld): Promise<string> {
  const { id } = await submitted(world);
  const outcome = await approveDraft(world, approval(id));
  expect(outcome.ok).toBe(true);
  await world.duties.idle();
  return id;
}

async function retried(world: TestWorld, draftId: string, delivery: string): Promise<Outcome> {
  const outcome = await doAct(world, 'retry', { draftId, by: manager, delivery });
  await world.duties.idle();
  return outcome;
}

async function startedAgain(world: TestWorld): Promise<void> {
  (await recover(world, neverOrphaned))();
  await world.duties.idle();
}

async function eventTypes(world: TestWorld, id: string): Promise<string[]> {
  return ((await world.store.load(id))?.events ?? []).map(({ type }) => type);
}

describe('公開', () => {
  it('sends the approved text once and keeps the address of the post', async () => {
    const world = makeWorld();
    const id = await approved(world);
    expect(world.publisher.sent).toEqual([content]);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'DraftApproved', 'PublishStarted', 'PostPublished']);
  });

  it('sends once however often it is said that something is owed', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    const outcome = approveDraft(world, approval(id));
    for (let times = 0; times < 10; times += 1) world.duties.owed(id);
    expect((await outcome).ok).toBe(true);
    for (let times = 0; times < 10; times += 1) world.duties.owed(id);
    await world.duties.idle();
    expect(world.publisher.sent).toHaveLength(1);
    expect(await statusOf(world, id)).toBe('published');
  });

  it('tells whoever presses もう一度公開する twice on the same card that it stands', async () => {
    const world = makeWorld();
    world.publisher.answer = { outcome: 'failed', failure: { kind: 'no-credit' } };
    const id = await approved(world);
    await world.duties.idle();
    const seen = { draftId: id, by: manager, expectedStage: 2 };
    await doAct(world, 'retry', { ...seen, delivery: 'retry-1' });
    expect(await doAct(world, 'retry', { ...seen, delivery: 'retry-2' })).toMatchObject({
      ok: false,
      refusal: { code: 'already-done' },
    });
    await world.duties.idle();
    expect(world.publisher.sent).toHaveLength(2);
  });

  it('sends nothing through another account than the configured one', async () => {
    const world = makeWorld();
    world.publisher.account = {
      ok: false,
      failure: { kind: 'wrong-account', expected: 'shinagawacity', actual: 'somebody' },
    };
    const id = await approved(world);
    expect(world.publisher.sent).toEqual([]);
    expect(await statusOf(world, id)).toBe('publishFailed');
  });

  it('after a definite no goes out again only by the manager’s click', async () => {
    const world = makeWorld();
    world.publisher.answer = { outcome: 'failed', failure: { kind: 'no-credit' } };
    const id = await approved(world);
    world.duties.owed(id);
    await world.duties.idle();
    expect(world.publisher.sent).toHaveLength(1);

    world.publisher.answer = { outcome: 'published', postId: '102', url: 'https://x.com/shinagawacity/status/102' };
    expect(await doAct(world, 'retry', { draftId: id, by: staffB, delivery: 'retry-1' })).toMatchObject({
      ok: false,
      refusal: { code: 'not-manager' },
    });
    await retried(world, id, 'retry-2');
    await retried(world, id, 'retry-2');
    expect(world.publisher.sent).toHaveLength(2);
    expect(await eventTypes(world, id)).toEqual([
      'DraftSubmitted',
      'DraftApproved',
      'PublishStarted',
      'PublishFailed',
      'AttemptRefused',
      'RetryOrdered',
      'PublishStarted',
      'PostPublished',
    ]);
  });
});

describe('結果不明', () => {
  it('is published when the post turns up on the own timeline', async () => {
    const world = makeWorld();
    world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
    world.publisher.timeline = { found: true, postId: '101', url: 'https://x.com/shinagawacity/status/101' };
    const id = await approved(world);
    expect(await eventTypes(world, id)).toContain('OutcomeUnknown');
    expect(await statusOf(world, id)).toBe('published');
    expect(world.publisher.sent).toHaveLength(1);
  });

  it('asks the manager when several looks find nothing, and never sends again by itself', async () => {
    const world = makeWorld();
    world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
    const id = await approved(world);
    expect(world.publisher.looks).toBeGreaterThan(2);
    expect((await eventTypes(world, id)).at(-1)).toBe('NotFoundOnTimeline');

    await startedAgain(world);
    await retried(world, id, 'retry-1');
    expect(world.publisher.sent).toHaveLength(1);

    await doAct(world, 'confirmNotPublished', { draftId: id, by: manager, delivery: 'not-1' });
    world.publisher.answer = { outcome: 'published', postId: '103', url: 'https://x.com/shinagawacity/status/103' };
    await retried(world, id, 'retry-2');
    expect(world.publisher.sent).toHaveLength(2);
    expect(await statusOf(world, id)).toBe('published');
  });
});

describe('起動 — what was under way when the app stopped', () => {
  /** The app died after the attempt was on record: whether the request left cannot be known. */
  async function diedWhilePublishing(world: TestWorld): Promise<string> {
    const id = await approvedInVain(world);
    await world.store.append(id, 2, [
      {
        type: 'PublishStarted',
        at: world.clock.now().toISOString(),
        by: 'system',
        attempt: 1,
        contentHash: contentHash(content),
        sinceId: '100',
      },
    ]);
    return id;
  }

  /** The app died with the approval on record, before anything came of it. */
  async function approvedInVain(world: TestWorld): Promise<string> {
    const { id } = await submitted(world);
    expect(
      await approveDraft({ ...world, duties: { owed: () => undefined, interrupted: () => undefined } }, approval(id)),
    ).toMatchObject({
      ok: true,
    });
    return id;
  }

  it('a request that may have left is looked for, not sent again', async () => {
    const world = makeWorld();
    const id = await diedWhilePublishing(world);
    await startedAgain(world);
    expect(world.publisher.sent).toEqual([]);
    expect(await eventTypes(world, id)).toContain('OutcomeUnknown');
    expect(await statusOf(world, id)).toBe('outcomeUnknown');
  });

  it('a hand-over is simply finished, since nothing was sent', async () => {
    const world = makeWorld({}, new ScriptedPublisher(false));
    const id = await diedWhilePublishing(world);
    await startedAgain(world);
    expect(await statusOf(world, id)).toBe('handedOver');
  });

  it('an approval of a moment ago is carried out', async () => {
    const fresh = makeWorld();
    const soon = await approvedInVain(fresh);
    fresh.later(4 * 60_000);
    await startedAgain(fresh);
    expect(await statusOf(fresh, soon)).toBe('published');
  });

  it.each([
    ['six minutes later', 6 * 60_000],
    ['with a clock that was set back by six minutes', -6 * 60_000],
  ])('an old one, %s, is not sent but waits for the manager', async (_when, later) => {
    const stale = makeWorld();
    const late = await approvedInVain(stale);
    stale.later(later);
    await startedAgain(stale);
    expect(stale.publisher.sent).toEqual([]);
    expect(await statusOf(stale, late)).toBe('publishFailed');
    await retried(stale, late, 'retry-1');
    expect(await statusOf(stale, late)).toBe('published');
  });
});

describe('an account that was taken out of office.yaml', () => {
  it('leaves its drafts in the record, is reported, and disturbs no other account', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    const reduced = { ...world, office: { ...world.office, accounts: [] } };
    const reported: string[] = [];
    await recover(reduced, (draftId, accountId) => reported.push(`${draftId} ${accountId}`));
    expect(reported).toEqual([`${id} shinagawa-x`]);
    expect(await listQueue(reduced, { userId: manager.id, channel: 'C0SHINAGAWA' }, { from: 0, limit: 9 })).toEqual({
      entries: [],
      from: 0,
      total: 0,
    });
    expect(await approveDraft(reduced, approval(id))).toMatchObject({ refusal: { code: 'authority-unavailable' } });
    expect((await world.store.load(id))?.events[0]?.type).toBe('DraftSubmitted');
  });
});

describe('two people at once', () => {
  it('of two approvals and an edit in the same moment one wins and the others are told', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    const outcomes = await Promise.all([
      approveDraft(world, approval(id, 'a')),
      approveDraft(world, approval(id, 'b')),
      reviseDraft(world, {
        draftId: id,
        by: staffA,
        delivery: 'c',
        expectedRevision: 1,
        text: '別の文',
        fields: {},
      }),
    ]);
    const approvals = outcomes.slice(0, 2).filter(({ ok }) => ok);
    expect(approvals.length).toBeLessThanOrEqual(1);
    const losers = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]));
    for (const refusal of losers) expect(refusal).toHaveProperty('last.by');
  });
});
