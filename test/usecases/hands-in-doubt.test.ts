import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { acceptProposal } from '../../src/usecases/accept-proposal.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { content, finding, manager, review, staffA, staffB, text } from '../support/drafts.ts';
import { office, take } from '../support/sections.ts';
import { account as shinagawa, submitted, type TestWorld } from '../support/world.ts';

/** A draft that changes hands while somebody looks away. */

async function lastEvent(world: TestWorld, id: string): Promise<DraftEvent | undefined> {
  return (await world.store.load(id))?.events.at(-1);
}

describe('防災課の職員が引き継いだ起案', () => {
  const named = { users: [staffA.id, staffB.id], group: null };

  /** ほかの課の起案には、運営管理者の認定が必要です. */
  function strict(): TestWorld {
    const world = office({ drafters: named });
    const { departments } = shinagawa.settings;
    Object.assign(world.guidelines, {
      review: async (_account: unknown, _content: unknown, { department = '' }: { department?: string }) =>
        departments.includes(department) ? review() : review(finding('waiver')),
    });
    return world;
  }

  it('is a draft of another section: the manager has to find it necessary, also when nothing was rewritten', async () => {
    const world = strict();
    const { id } = await submitted(world);
    expect((await take(world, id, staffB)).ok).toBe(true);
    const outcome = await approveDraft(world, {
      draftId: id,
      by: manager,
      delivery: 'approve',
      expectedRevision: 1,
      contentHash: contentHash(content),
      necessities: [],
      acknowledged: [],
    });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'necessity-missing' } });
  });
});

describe('だれが引き継げるかは、押したときに決まる', () => {
  it('whoever was taken out of the named drafters a minute ago does not take over any more', async () => {
    const world = office({ drafters: { users: [], group: 'S0KOHO' } });
    world.roster.before = [staffA.id, staffB.id];
    const { id } = await submitted(world);
    world.roster.now = [staffA.id];
    expect(await take(world, id, staffB)).toMatchObject({ ok: false, refusal: { code: 'not-colleague' } });
  });
});

describe('修正案のとおりの版', () => {
  const better = `${text}お待ちしています。`;

  it('stays the manager’s words when the drafter then changes only the section: the approval says so', async () => {
    const world = office();
    const { id } = await submitted(world);
    await doAct(world, 'propose', { draftId: id, by: manager, delivery: 'p', expectedRevision: 1, text: better });
    await acceptProposal(world, { draftId: id, by: staffA, delivery: 'a', expectedRevision: 1 });
    const fields = { categories: ['1'] };
    await reviseDraft(world, { draftId: id, by: staffA, delivery: 'r', expectedRevision: 2, text: better, fields });
    expect(await lastEvent(world, id)).toMatchObject({ type: 'DraftRevised', revision: 3 });
    await approveDraft(world, {
      draftId: id,
      by: manager,
      delivery: 'approve',
      expectedRevision: 3,
      contentHash: contentHash({ ...content, text: better }),
      necessities: [],
      acknowledged: [],
    });
    expect(await lastEvent(world, id)).toMatchObject({ type: 'DraftApproved', ownProposal: true });
  });
});
