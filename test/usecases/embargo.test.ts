import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { DraftFields, Level } from '../../src/guideline/types.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { viewForApproval } from '../../src/usecases/check-text.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { SHINAGAWA, shippedEditions } from '../guideline/support.ts';
import { manager, staffA } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { makeWorld, ScriptedPublisher, statusOf } from '../support/world.ts';

/** 解禁: what may be told from a moment on. It is 14:00 in Japan; the matter is free at 18:00. */
const FREE = '2026-11-21T09:00:00.000Z';
const TOMORROW = '2026-11-22T09:00:00.000Z';
const SECOND = 1_000;
const HOUR = 3_600_000;
const TEXT = '新しい図書館の名前を公表します。';

function office(level?: Level) {
  const time = new HeldTime();
  const publisher = new ScriptedPublisher();
  const settings = { ...SHINAGAWA, ...(level === undefined ? {} : { levels: { embargo: level } }) };
  const world = makeWorld({ settings }, publisher, { pause: time.pause });
  Object.assign(world, { guidelines: makeGuidelines(shippedEditions()) });
  return {
    world,
    publisher,
    async draft(fields: DraftFields): Promise<string> {
      const input = { accountId: 'shinagawa-x', text: TEXT, fields, by: staffA, delivery: 'command-1' };
      const outcome = await submitDraft(world, input);
      if (!outcome.ok) throw new Error(outcome.refusal.code);
      return outcome.draft.id;
    },
    /** What the rule on 解禁 says at this moment. */
    async said(id: string): Promise<readonly string[]> {
      const { findings = [] } = (await viewForApproval(world, id))?.review ?? {};
      return findings.filter(({ ruleId }) => ruleId === 'embargo').map(({ level, code }) => `${level} ${code}`);
    },
    /** The manager ticks and answers whatever is asked. */
    async approve(id: string) {
      const view = await viewForApproval(world, id);
      if (view === undefined) throw new Error('there is no such draft');
      const keys = view.review.findings.map(findingKey);
      return approveDraft(world, {
        draftId: id,
        by: manager,
        delivery: `approve at ${world.clock.now().toISOString()}`,
        expectedRevision: 1,
        contentHash: contentHash(currentRevision(view.draft).content),
        necessities: keys.map((key) => ({ findingKey: key, reason: '必要と認めます。' })),
        acknowledged: keys,
      });
    },
    async pass(milliseconds: number): Promise<void> {
      world.later(milliseconds);
      await time.pass(10_000);
      await settled();
    },
  };
}

describe('解禁日時', () => {
  it('of a draft for at once: nobody can approve it before, to the second, and then it goes out', async () => {
    const day = office();
    const id = await day.draft({ embargoUntil: FREE });
    expect(await day.said(id)).toEqual(['warning same-day']);
    const early = { ok: false, refusal: { code: 'embargoed', until: FREE } };
    expect(await day.approve(id)).toMatchObject(early);
    await day.pass(4 * HOUR - SECOND);
    expect(await day.approve(id)).toMatchObject(early);
    expect(day.publisher.sent).toEqual([]);
    await day.pass(SECOND);
    expect(await day.said(id)).toEqual([]);
    expect((await day.approve(id)).ok).toBe(true);
    await day.pass(0);
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('on another day: the drafter is told to choose a time', async () => {
    const day = office();
    const id = await day.draft({ embargoUntil: TOMORROW });
    expect(await day.said(id)).toEqual(['block before']);
    expect((await day.approve(id)).ok).toBe(false);
  });

  it('a slot a second before it is found; a slot at it goes out at it', async () => {
    const early = office();
    const id = await early.draft({ embargoUntil: FREE, scheduledAt: '2026-11-21T08:59:59.000Z' });
    expect(await early.said(id)).toEqual(['block before']);
    expect((await early.approve(id)).ok).toBe(false);

    const day = office();
    const fitting = await day.draft({ embargoUntil: FREE, scheduledAt: FREE });
    expect(await day.said(fitting)).toEqual([]);
    expect((await day.approve(fitting)).ok).toBe(true);
    await day.pass(4 * HOUR - 1);
    expect(day.publisher.sent).toEqual([]);
    await day.pass(1);
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('holds also where the office has made less of the rule', async () => {
    const day = office('notice');
    const id = await day.draft({ embargoUntil: FREE, scheduledAt: '2026-11-21T08:59:59.000Z' });
    expect(await day.said(id)).toEqual(['notice before']);
    expect(await day.approve(id)).toMatchObject({ ok: false, refusal: { code: 'embargoed', until: FREE } });
  });

  it('by a clock that is set back after the approval nothing goes out before it', async () => {
    const day = office();
    const id = await day.draft({ embargoUntil: FREE });
    await day.pass(4 * HOUR);
    // Approved, and the clock is put right by a minute before the sending has begun.
    const approval = day.approve(id);
    day.publisher.verifyAccount = async () => {
      day.world.later(-60 * SECOND);
      return day.publisher.account;
    };
    expect((await approval).ok).toBe(true);
    await day.pass(0);
    expect(day.publisher.sent).toEqual([]);
    expect(await statusOf(day.world, id)).toBe('approved');
    day.publisher.verifyAccount = async () => day.publisher.account;
    await day.pass(60 * SECOND);
    expect(day.publisher.sent).toHaveLength(1);
    expect(await loadDraft(day.world, id)).toMatchObject({ status: 'published' });
  });
});
