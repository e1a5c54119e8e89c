import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { currentRevision, type Draft } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { viewForApproval } from '../../src/usecases/check-text.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { retryForm } from '../../views/form/retry-form.ts';
import { shippedEditions } from '../guideline/support.ts';
import { manager, staffA } from '../support/drafts.ts';
import { makeWorld, type TestWorld } from '../support/world.ts';

/** Rows 1 and 2: what was true on the day of writing need not be true on the day of publication. */

const DAY = 24 * 3_600_000;

/** The real guidelines, on this day in Japan at ten in the morning. */
function officeOn(day: string): TestWorld {
  const world = makeWorld();
  Object.assign(world, { guidelines: makeGuidelines(shippedEditions()) });
  world.later(Date.parse(`${day}T10:00:00+09:00`) - world.clock.now().getTime());
  return world;
}

async function drafted(world: TestWorld, text: string): Promise<Draft> {
  const outcome = await submitDraft(world, {
    accountId: 'shinagawa-x',
    text,
    fields: {},
    by: staffA,
    delivery: 'draft',
  });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft;
}

async function found(world: TestWorld, id: string): Promise<readonly Finding[]> {
  return (await viewForApproval(world, id))?.review.findings ?? [];
}

const rules = (findings: readonly Finding[]) => findings.map(({ ruleId }) => ruleId);

function approve(world: TestWorld, draft: Draft, ticked: readonly Finding[]) {
  return approveDraft(world, {
    draftId: draft.id,
    by: manager,
    delivery: `approve-${ticked.length}`,
    expectedRevision: 1,
    contentHash: contentHash(currentRevision(draft).content),
    necessities: [],
    acknowledged: ticked.map(findingKey),
  });
}

describe('「明日」と書いた起案を、日がたってから承認する（1番）', () => {
  it('is asked of the manager, and published once it is answered', async () => {
    const world = officeOn('2026-12-01');
    const draft = await drafted(world, '明日は図書館の休館日です。');
    expect(await found(world, draft.id)).toEqual([]);
    world.later(2 * DAY);
    const findings = await found(world, draft.id);
    expect(findings).toMatchObject([{ ruleId: 'relative-date', level: 'warning', quote: '明日' }]);
    expect(await approve(world, draft, [])).toMatchObject({ refusal: { code: 'acknowledgement-missing' } });
    expect(await approve(world, draft, findings)).toMatchObject({ ok: true });
  });

  it.each([
    '本日18時まで受け付けます。',
    '今週末は防災まつりです。',
    'あさって、説明会を開きます。',
    'あと3日で始まります。',
    'The library is closed tomorrow.',
  ])('asks the same of 「%s」 a week later', async (text) => {
    const world = officeOn('2026-12-01');
    const draft = await drafted(world, text);
    world.later(7 * DAY);
    expect(rules(await found(world, draft.id))).toContain('relative-date');
  });

  it.each(['今月末までです。', '来週から工事です。', '今年度の予算をお知らせします。', '日本の明日を考える講座です。'])(
    'asks nothing of 「%s」, which means the same the day after',
    async (text) => {
      const world = officeOn('2026-12-01');
      const draft = await drafted(world, text);
      world.later(DAY);
      expect(await found(world, draft.id)).toEqual([]);
    },
  );
});

describe('承認の後で失敗し、日がたってからもう一度公開する（2番）', () => {
  async function failed(): Promise<{ world: TestWorld; draft: Draft }> {
    const world = officeOn('2026-12-01');
    world.publisher.answer = { outcome: 'failed', failure: { kind: 'no-credit' } };
    const draft = await drafted(world, '12月2日（水）10時から防災訓練を行います。');
    expect(await approve(world, draft, [])).toMatchObject({ ok: true });
    await world.duties.idle();
    return { world, draft };
  }
  const retry = (world: TestWorld, draft: Draft, more: object = {}) =>
    doAct(world, 'retry', { draftId: draft.id, by: manager, delivery: `retry-${JSON.stringify(more)}`, ...more });

  it('goes out at once while nothing new is to be said', async () => {
    const { world, draft } = await failed();
    expect(await retry(world, draft)).toMatchObject({ ok: true });
    await world.duties.idle();
    expect(world.publisher.sent).toHaveLength(2);
  });

  it('shows what has turned up since, and waits for the answer', async () => {
    const { world, draft } = await failed();
    world.later(2 * DAY);
    expect(await retry(world, draft)).toMatchObject({ refusal: { code: 'acknowledgement-missing' } });
    expect(world.publisher.sent).toHaveLength(1);
    const view = await viewForApproval(world, draft.id);
    if (view === undefined) throw new Error('the draft is there');
    expect(JSON.stringify(retryForm(view, { nonce: 'n', problem: null }))).toContain('12月2日（水）');
    expect(rules(view.review.findings)).toEqual(['date-past']);
    expect(await retry(world, draft, { acknowledged: view.review.findings.map(findingKey) })).toMatchObject({
      ok: true,
    });
    await world.duties.idle();
    expect(world.publisher.sent).toHaveLength(2);
  });

  it('asks no second time for what was answered', async () => {
    const { world, draft } = await failed();
    world.later(2 * DAY);
    const acknowledged = (await found(world, draft.id)).map(findingKey);
    expect(await retry(world, draft, { acknowledged })).toMatchObject({ ok: true });
    await world.duties.idle();
    expect(await retry(world, draft)).toMatchObject({ ok: true });
  });
});
