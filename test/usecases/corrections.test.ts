import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { Review } from '../../src/guideline/types.ts';
import { act } from '../../src/usecases/act.ts';
import { answersNow } from '../../src/usecases/answers-now.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft, viewDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { renewReview } from '../../src/usecases/renew-review.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { callOf } from '../../views/thread/calls.ts';
import { SHINAGAWA, shippedEditions } from '../guideline/support.ts';
import type { AskedChecks } from '../support/doubles.ts';
import { finding, manager, review, staffA, staffB } from '../support/drafts.ts';
import { eventTypes, makeWorld, publishedIn, statusOf, type TestWorld } from '../support/world.ts';

const AT = '2026-11-21T04:00:00.000Z';
const CORRECTED = '【訂正】会場は第2会議室です。';

/** An account whose guideline wants the wrong post deleted first (豊島 第6条第2項). */
function office(guideline = 'toshima-piazza'): TestWorld {
  const world = makeWorld({ guideline, settings: { ...SHINAGAWA, maxWeightedLength: null } });
  return Object.assign(world, { guidelines: makeGuidelines(shippedEditions()) });
}

async function correction(world: TestWorld, draftId: string, delivery = 'correction') {
  const fields = { department: '区民活動推進課', categories: ['1'], correctionOf: { draftId } };
  const outcome = await submitDraft(world, { accountId: 'shinagawa-x', text: CORRECTED, fields, by: staffA, delivery });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft;
}

const rules = async (world: TestWorld, id: string) =>
  (await loadDraft(world, id))?.revisions[0].review.findings.map(({ ruleId }) => ruleId) ?? [];

describe('誤りの報告', () => {
  it('is on record, whoever makes it, and changes nothing else', async () => {
    const world = makeWorld();
    const id = await publishedIn(world);
    const said = { draftId: id, by: staffB, delivery: 'r', reason: '会場が違います。' };
    expect((await doAct(world, 'reportError', said)).ok).toBe(true);
    expect(await loadDraft(world, id)).toMatchObject({
      status: 'published',
      reported: { by: staffB, reason: '会場が違います。' },
    });
    expect(await doAct(world, 'reportError', { ...said, delivery: 'again', reason: ' ' })).toMatchObject({
      ok: false,
      refusal: { code: 'reason-missing' },
    });
  });
});

describe('訂正', () => {
  it('the record of the post names it once, also when that is looked at again after a start', async () => {
    const world = makeWorld();
    const id = await publishedIn(world);
    const { id: corrects } = await correction(world, id);
    const asked = world.laterChecks as AskedChecks;
    expect(asked.asked).toContain(corrects);
    await renewReview(world, corrects);
    await renewReview(world, corrects);
    expect(await loadDraft(world, id)).toMatchObject({ status: 'published', corrections: [corrects] });
    asked.asked.length = 0;
    (await recover(world, () => undefined))();
    expect(asked.asked).toEqual([corrects]);
  });

  it('where the guideline wants the post gone first, waits for that, and is then looked at by itself', async () => {
    const world = office();
    Object.assign(world.publisher, { sends: () => true });
    const id = await publishedBy(world);
    const { id: corrects } = await correction(world, id);
    await renewReview(world, corrects);
    expect(await rules(world, corrects)).toContain('correction-procedure');
    const asked = world.laterChecks as AskedChecks;
    asked.asked.length = 0;
    await doAct(world, 'takeDown', { draftId: id, by: manager, delivery: 't', reason: '会場の誤り', expectedStage: 2 });
    await world.duties.idle();
    expect(await statusOf(world, id)).toBe('takenDown');
    expect(asked.asked).toContain(corrects);
    await renewReview(world, corrects);
    expect(await rules(world, corrects)).not.toContain('correction-procedure');
    expect(await eventTypes(world, corrects)).toEqual(['DraftSubmitted', 'ReviewRenewed']);
  });

  it.each(['handedOver', 'unknown'] as const)(
    'drafted while the removal is %s, is named by the post and looked at by itself when the post is gone',
    async (removal) => {
      const world = office();
      const id = await publishedBy(world);
      const { publisher } = world;
      Object.assign(publisher, {
        takeDown: () =>
          Promise.resolve(removal === 'unknown' ? { outcome: 'unknown', cause: 'no-answer' } : { outcome: 'byHand' }),
      });
      const reason = '会場の誤り';
      await doAct(world, 'takeDown', { draftId: id, by: manager, delivery: 't', reason, expectedStage: 2 });
      await world.duties.idle();
      expect(await statusOf(world, id)).toBe(removal === 'unknown' ? 'removalUnknown' : 'removalHandedOver');
      const { id: corrects } = await correction(world, id);
      await renewReview(world, corrects);
      expect(await loadDraft(world, id)).toMatchObject({ corrections: [corrects] });
      const asked = world.laterChecks as AskedChecks;
      asked.asked.length = 0;
      const gone = removal === 'unknown' ? 'confirmRemoved' : 'confirmManualRemoval';
      expect((await doAct(world, gone, { draftId: id, by: manager, delivery: 'gone' })).ok).toBe(true);
      expect(asked.asked).toContain(corrects);
      await renewReview(world, corrects);
      expect(await rules(world, corrects)).not.toContain('correction-procedure');
      const named = (await eventTypes(world, id)).filter((type) => type === 'CorrectionDrafted');
      expect(named).toHaveLength(1);
    },
  );

  it('is no copy of the post that it corrects, and a new draft of the same words is one', async () => {
    const world = office();
    const id = await publishedBy(world);
    const content = { accountId: 'shinagawa-x', text: '会場は第1会議室です。' };
    expect((await answersNow(world, content, {})).copies?.map(({ draftId }) => draftId)).toEqual([id]);
    expect((await answersNow(world, content, { correctionOf: { draftId: id } })).copies).toBeUndefined();
  });

  it('drafted after the removal needs no second look', async () => {
    const world = office();
    const id = await publishedBy(world);
    await doAct(world, 'takeDown', { draftId: id, by: manager, delivery: 't', reason: '会場の誤り', expectedStage: 2 });
    await world.duties.idle();
    const { id: corrects } = await correction(world, id);
    expect(await rules(world, corrects)).not.toContain('correction-procedure');
    await renewReview(world, corrects);
    expect(await eventTypes(world, corrects)).toEqual(['DraftSubmitted']);
  });
});

describe('a check that was made anew', () => {
  /** Whom each renewal called, and the thread's asking. */
  async function called(...reviews: readonly Review[]): Promise<readonly (string | null)[]> {
    const world = office();
    const { id: corrects } = await correction(world, await publishedBy(world));
    expect(await rules(world, corrects)).toContain('correction-procedure');
    for (const renewed of reviews)
      await act(world, corrects, () => ({ type: 'renewReview', at: AT, revision: 1, review: renewed }));
    const view = await viewDraft(world, corrects);
    if (view === undefined) throw new Error('no draft');
    const renewals = view.events.flatMap(({ type }, index) => (type === 'ReviewRenewed' ? [index] : []));
    return renewals.map((index) => callOf(view, index)?.asked ?? null);
  }

  it('calls who decides once, when nothing blocks it any more', async () => {
    expect(await called(review(), review(finding('notice')))).toEqual([TO_DECIDE, null]);
  });

  it('calls the drafter when it is blocked only now, and who decides when it no longer is', async () => {
    expect(await called(review(), review(finding('block')), review())).toEqual([TO_DECIDE, TO_MEND, TO_DECIDE]);
  });

  it('calls nobody to decide what a link still blocks', async () => {
    const world = office();
    const { id: corrects } = await correction(world, await publishedBy(world));
    const findings = [finding('block', 1)];
    await act(world, corrects, () => ({ type: 'recordLinks', at: AT, revision: 1, results: [], findings }));
    await act(world, corrects, () => ({ type: 'renewReview', at: AT, revision: 1, review: review() }));
    const view = await viewDraft(world, corrects);
    expect(view?.events.at(-1)?.type).toBe('ReviewRenewed');
    expect(view && callOf(view, view.events.length - 1)).toBeNull();
  });

  const TO_DECIDE = expect.stringContaining('決裁をお願いします');
  const TO_MEND = expect.stringContaining('直すところが1件');
});

describe('引き継ぎ', () => {
  it('by a colleague of whom the guideline asks something else: the check on the card is theirs', async () => {
    const world = makeWorld({ settings: SHINAGAWA, drafters: { users: [staffA.id, staffB.id], group: null } });
    const departments = [
      { name: SHINAGAWA.departments[0] ?? '', members: [staffA.id] },
      { name: '防災課', members: [staffB.id] },
    ];
    Object.assign(world, {
      guidelines: makeGuidelines(shippedEditions()),
      office: { ...world.office, departments },
    });
    const text = '図書館を再開しました。';
    const made = await submitDraft(world, { accountId: 'shinagawa-x', text, fields: {}, by: staffA, delivery: 'd' });
    if (!made.ok) throw new Error(made.refusal.code);
    const { id } = made.draft;
    const asked = world.laterChecks as AskedChecks;
    asked.asked.length = 0;
    const taken = { draftId: id, by: staffB, delivery: 't', expectedRevision: 1 };
    expect((await doAct(world, 'takeOver', taken)).ok).toBe(true);
    expect(asked.asked).toContain(id);
    expect(await rules(world, id)).not.toContain('author-dept');
    await renewReview(world, id);
    expect(await rules(world, id)).toContain('author-dept');
  });
});

async function publishedBy(world: TestWorld): Promise<string> {
  const text = '会場は第1会議室です。';
  const fields = { department: '区民活動推進課', categories: ['1'] };
  const made = await submitDraft(world, { accountId: 'shinagawa-x', text, fields, by: staffA, delivery: 'first' });
  if (!made.ok) throw new Error(made.refusal.code);
  const { id } = made.draft;
  const { findings } = made.draft.revisions[0].review;
  const key = (level: string) => findings.filter((each) => each.level === level).map(findingKey);
  const approved = await approveDraft(world, {
    draftId: id,
    by: manager,
    delivery: 'a',
    expectedRevision: 1,
    contentHash: contentHash({ accountId: 'shinagawa-x', text }),
    necessities: key('waiver').map((each) => ({ findingKey: each, reason: '必要です' })),
    acknowledged: key('warning'),
  });
  if (!approved.ok) throw new Error(approved.refusal.code);
  await world.duties.idle();
  return id;
}
