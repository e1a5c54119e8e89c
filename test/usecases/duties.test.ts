import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/draft/state.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import type { FindResult, PublishResult } from '../../src/usecases/ports.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { content, manager, secondManager, staffA } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { approve, eventTypes, makeWorld, ScriptedPublisher, submitted, type TestWorld } from '../support/world.ts';

const unknown: PublishResult = { outcome: 'unknown', cause: 'no-answer' };
const noCredit: PublishResult = { outcome: 'failed', failure: { kind: 'no-credit' } };
const post = { postId: '101', url: 'https://x.com/shinagawacity/status/101' };
const out: PublishResult = { outcome: 'published', ...post };

/** A network that answers when the test lets it. */
class HeldPublisher extends ScriptedPublisher {
  readonly checks: ((result: Awaited<ReturnType<ScriptedPublisher['verifyAccount']>>) => void)[] = [];
  readonly creates: ((result: PublishResult) => void)[] = [];
  readonly searches: ((result: FindResult) => void)[] = [];
  hold: 'checks' | 'creates' | 'searches' | null = null;

  override async verifyAccount() {
    return this.hold === 'checks'
      ? new Promise<typeof this.account>((resolve) => this.checks.push(resolve))
      : this.account;
  }
  override async publish(sent: typeof content) {
    const answer = await super.publish(sent);
    return this.hold === 'creates' ? new Promise<PublishResult>((resolve) => this.creates.push(resolve)) : answer;
  }
  override async findSince() {
    const found = await super.findSince();
    return this.hold === 'searches' ? new Promise<FindResult>((resolve) => this.searches.push(resolve)) : found;
  }
}

interface Office {
  readonly world: TestWorld;
  readonly publisher: HeldPublisher;
  readonly time: HeldTime;
  readonly id: string;
}

async function office(): Promise<Office> {
  const publisher = new HeldPublisher();
  const time = new HeldTime();
  const world = makeWorld({}, publisher, { pause: time.pause });
  return { world, publisher, time, id: (await submitted(world)).id };
}

const by = (draftId: string, delivery: string) => ({ draftId, by: manager, delivery });
const revoke = (world: TestWorld, id: string, delivery: string) =>
  doAct(world, 'revoke', { ...by(id, delivery), reason: '日程が変わりました' });
const draftOf = async (world: TestWorld, id: string): Promise<Draft> => {
  const draft = await loadDraft(world, id);
  if (draft === undefined) throw new Error('there is a draft');
  return draft;
};

describe('an approval on record is carried out', () => {
  it('though nobody waits for it: no form, no button', async () => {
    const { world, publisher, id } = await office();
    await approve(world, id);
    await world.duties.idle();
    expect(publisher.sent).toEqual([content]);
    expect((await draftOf(world, id)).status).toBe('published');
  });

  it('once, of the same click delivered twice at the same instant', async () => {
    const { world, publisher, id } = await office();
    const outcomes = await Promise.all([approve(world, id, 'click'), approve(world, id, 'click')]);
    await world.duties.idle();
    expect(outcomes.map((outcome) => outcome.ok && outcome.changed).sort()).toEqual([false, true]);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'DraftApproved', 'PublishStarted', 'PostPublished']);
    expect(publisher.sent).toHaveLength(1);
  });

  it('again and again where a fault is in the way, and the fault is reported', async () => {
    const { world, publisher, time, id } = await office();
    const reported: unknown[] = [];
    Object.assign(world, { report: (_draft: string, error: unknown) => reported.push(error) });
    const verify = publisher.verifyAccount.bind(publisher);
    publisher.verifyAccount = async () => {
      if (reported.length < 2) throw new Error('a broken wire');
      return verify();
    };
    await approve(world, id);
    await time.pass(2_000);
    await world.duties.idle();
    expect(reported).toHaveLength(2);
    expect(publisher.sent).toHaveLength(1);
  });

  it('and complained of while it is owed for more than a minute', async () => {
    const { world, publisher, id } = await office();
    publisher.hold = 'checks';
    await approve(world, id);
    await settled();
    world.later(59_000);
    expect(world.duties.overdue(world.clock.now())).toEqual({ drafts: 0, seconds: 0 });
    world.later(2_000);
    expect(world.duties.overdue(world.clock.now())).toEqual({ drafts: 1, seconds: 61 });
    publisher.checks[0]?.({ ok: true, sinceId: null });
    await world.duties.idle();
    expect(world.duties.overdue(world.clock.now()).drafts).toBe(0);
  });
});

describe('a check that failed', () => {
  const failure = { ok: false, failure: { kind: 'not-authenticated' } } as const;

  it('counts for its own approval alone, not for the one after 承認の取消し', async () => {
    const { world, publisher, id } = await office();
    publisher.hold = 'checks';
    await approve(world, id);
    await settled();
    await revoke(world, id, 'revoke-1');
    await approve(world, id, 'approve-2');
    publisher.hold = 'creates';
    publisher.checks[0]?.(failure);
    await settled();
    expect((await draftOf(world, id)).status).toBe('publishing');
    publisher.creates[0]?.(out);
    await world.duties.idle();
    expect(await draftOf(world, id)).toMatchObject({ status: 'published', post: { id: '101' } });
    expect(await eventTypes(world, id)).not.toContain('PublishFailed');
    expect(publisher.sent).toHaveLength(1);
  });

  it('of a second manager’s click changes nothing of the request that is on its way', async () => {
    const { world, publisher, id } = await office();
    publisher.answer = noCredit;
    await approve(world, id);
    await world.duties.idle();
    publisher.hold = 'creates';
    Object.assign(world.roster, { now: [manager.id, secondManager.id] });
    const first = doAct(world, 'retry', by(id, 'retry-1'));
    const second = doAct(world, 'retry', { ...by(id, 'retry-2'), by: secondManager });
    expect([await first, await second].filter(({ ok }) => ok)).toHaveLength(1);
    await settled();
    publisher.account = failure;
    expect(await doAct(world, 'retry', by(id, 'retry-3'))).toMatchObject({ ok: false });
    await settled();
    publisher.creates[0]?.(out);
    await world.duties.idle();
    expect(await draftOf(world, id)).toMatchObject({ status: 'published', post: { id: '101' } });
    expect(publisher.sent).toHaveLength(2);
  });
});

describe('while a request is on its way', () => {
  it('nobody edits or revokes', async () => {
    const { world, publisher, id } = await office();
    publisher.hold = 'creates';
    await approve(world, id);
    await settled();
    const edit = { draftId: id, by: staffA, delivery: 'edit', expectedRevision: 1, text: '別の文', fields: {} };
    expect(await reviseDraft(world, edit)).toMatchObject({ ok: false, refusal: { code: 'wrong-status' } });
    expect(await revoke(world, id, 'revoke-1')).toMatchObject({ ok: false, refusal: { code: 'wrong-status' } });
    publisher.creates[0]?.(out);
    await world.duties.idle();
    expect((await draftOf(world, id)).status).toBe('published');
  });
});

describe('a stop', () => {
  it('lets nothing leave any more; the next start carries the approval out', async () => {
    const { world, publisher, time, id } = await office();
    publisher.hold = 'checks';
    await approve(world, id);
    await settled();
    time.stop();
    publisher.checks[0]?.({ ok: true, sinceId: '100' });
    await world.duties.idle();
    expect(publisher.sent).toEqual([]);
    expect(await draftOf(world, id)).toMatchObject({ status: 'approved', order: { number: 1 } });

    const next = makeWorld({}, publisher, { store: world.store });
    publisher.hold = null;
    (await recover(next, () => undefined))();
    await next.duties.idle();
    expect(publisher.sent).toEqual([content]);
  });

  it('begins nothing, not even a look at the network', async () => {
    const { world, publisher, time, id } = await office();
    time.stop();
    publisher.hold = 'checks';
    await approve(world, id);
    await world.duties.idle();
    expect(publisher.checks).toEqual([]);
    expect((await draftOf(world, id)).status).toBe('approved');
  });

  it('between the record and the request sends nothing either, and the record says that nothing was sent', async () => {
    const { world, publisher, time, id } = await office();
    const append = world.store.append.bind(world.store);
    world.store.append = async (draftId, version, events) => {
      const result = await append(draftId, version, events);
      if (events[0]?.type === 'PublishStarted') time.stop();
      return result;
    };
    await approve(world, id);
    await world.duties.idle();
    expect(publisher.sent).toEqual([]);
    expect(await draftOf(world, id)).toMatchObject({ status: 'publishFailed', failure: { kind: 'not-started' } });
  });

  it('does not lose the answer to a request that had left', async () => {
    const { world, publisher, time, id } = await office();
    publisher.hold = 'creates';
    await approve(world, id);
    await settled();
    time.stop();
    publisher.creates[0]?.(out);
    await world.duties.idle();
    expect((await draftOf(world, id)).status).toBe('published');
  });
});

describe('結果不明 — a search belongs to its attempt', () => {
  async function unknownTwice() {
    const at = await office();
    at.publisher.answer = unknown;
    await approve(at.world, at.id);
    await at.time.pass(2_000);
    await doAct(at.world, 'confirmNotPublished', by(at.id, 'not-1'));
    await doAct(at.world, 'retry', by(at.id, 'retry-1'));
    await settled();
    return at;
  }

  it('the second attempt does not wait for the search for the first, and has all its own looks before it', async () => {
    const { world, publisher, time, id } = await unknownTwice();
    expect(publisher.sent).toHaveLength(2);
    expect(await draftOf(world, id)).toMatchObject({ status: 'outcomeUnknown', attempt: { number: 2 } });
    await time.pass(111_000);
    expect(await eventTypes(world, id)).not.toContain('NotFoundOnTimeline');
    await time.pass(1_000);
    await world.duties.idle();
    const stored = await world.store.load(id);
    expect(stored?.events.filter(({ type }) => type === 'NotFoundOnTimeline')).toEqual([
      expect.objectContaining({ attempt: 2 }),
    ]);
  });

  it('a look that finds the post after all keeps the next attempt from being sent, and the manager is told', async () => {
    const { world, publisher, time, id } = await office();
    publisher.answer = unknown;
    publisher.hold = 'searches';
    await approve(world, id);
    await time.pass(2_000);
    await doAct(world, 'confirmNotPublished', by(id, 'not-1'));
    await doAct(world, 'retry', by(id, 'retry-1'));
    await settled();
    publisher.searches[0]?.({ found: true, ...post });
    await world.duties.idle();
    expect(publisher.sent).toHaveLength(1);
    expect(await draftOf(world, id)).toMatchObject({
      status: 'approved',
      order: null,
      unexpected: [{ attempt: 1, ...post }],
    });
  });

  it('one look at the timeline that succeeded is enough to say that the post was not seen there', async () => {
    const { world, publisher, time, id } = await office();
    publisher.answer = unknown;
    publisher.timeline = { found: false, looked: true };
    await approve(world, id);
    await time.pass(2_000);
    expect(publisher.looks).toBe(1);
    // From here on the network does not show its timeline.
    publisher.timeline = { found: false, looked: false };
    await time.pass(110_000);
    await world.duties.idle();
    expect((await world.store.load(id))?.events.at(-1)).toMatchObject({ type: 'NotFoundOnTimeline', looked: true });
  });

  it('somebody’s refused click in between neither ends the search nor hurries it', async () => {
    const { world, publisher, time, id } = await office();
    publisher.answer = unknown;
    await approve(world, id);
    await time.pass(1_000);
    await doAct(world, 'retry', { ...by(id, 'retry-1'), by: staffA });
    world.duties.owed(id);
    await time.pass(999);
    expect(publisher.looks).toBe(0);
    await time.pass(1);
    expect(publisher.looks).toBe(1);
  });
});
