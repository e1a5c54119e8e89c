import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { finding, manager, review } from '../support/drafts.ts';
import { makeWorld, submitted, type TestWorld } from '../support/world.ts';

/** 決裁のときに見えていたもの: the record keeps the very sentences and provisions, whatever a later version of the app says. */

const phone = { ...finding('waiver', 0), ruleId: 'pii-mobile', code: 'mobile', quote: '090-1111-2222' };
const told = findingMessage(phone);

async function seenIn(world: TestWorld, type: string): Promise<unknown> {
  const [id] = await world.store.openIds();
  const events = (await world.store.load(id ?? ''))?.events ?? [];
  return events.find((event) => event.type === type);
}

async function flagged() {
  const world = makeWorld();
  world.findings = review(phone);
  return { world, draft: await submitted(world) };
}

const kept = {
  seen: {
    findings: [{ findingKey: findingKey(phone), title: told.title, message: told.message, advice: told.advice }],
    provisions: [{ label: '第5条第2項(4)', text: '条文' }],
  },
};

describe('what was seen is kept', () => {
  it('with an approval', async () => {
    const { world, draft } = await flagged();
    const outcome = await approveDraft(world, {
      draftId: draft.id,
      by: manager,
      delivery: 'd2',
      expectedRevision: 1,
      contentHash: contentHash(currentRevision(draft).content),
      necessities: [{ findingKey: findingKey(phone), reason: '公用の番号です。' }],
      acknowledged: [],
    });
    expect(outcome.ok).toBe(true);
    expect(await seenIn(world, 'DraftApproved')).toMatchObject(kept);
  });

  it.each([
    ['return', 'DraftReturned'],
    ['reject', 'DraftRejected'],
  ] as const)('with a %s', async (action, type) => {
    const { world, draft } = await flagged();
    const given = { draftId: draft.id, by: manager, delivery: 'd2', expectedRevision: 1, reason: '番号を直す' };
    expect((await doAct(world, action, given)).ok).toBe(true);
    expect(await seenIn(world, type)).toMatchObject(kept);
  });
});
