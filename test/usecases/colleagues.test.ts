import { describe, expect, it } from 'vitest';
import { acceptProposal } from '../../src/usecases/accept-proposal.ts';
import { checkDeciders } from '../../src/usecases/check-deciders.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { findDrafts } from '../../src/usecases/find-drafts.ts';
import { listForPerson } from '../../src/usecases/list-drafts.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import type { AskedChecks } from '../support/doubles.ts';
import { finding, manager, review, staffA, staffB, text } from '../support/drafts.ts';
import { office, staffC, take } from '../support/sections.ts';
import { eventTypes, submitted, type TestWorld } from '../support/world.ts';

describe('だれが引き継げるか', () => {
  it('a colleague of the section for which it was written; nobody of another, and the attempt is on record', async () => {
    const world = office();
    const { id } = await submitted(world);
    expect(await take(world, id, staffB)).toMatchObject({ ok: false, refusal: { code: 'not-colleague' } });
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'AttemptRefused']);
    expect(await take(world, id, staffC)).toMatchObject({ ok: true, draft: { drafter: staffC } });
    expect(await take(world, id, staffA)).toMatchObject({ ok: true, draft: { drafter: staffA } });
  });

  it('also when whoever wrote it has left the section, and the register, meanwhile', async () => {
    const world = office();
    const { id } = await submitted(world);
    const departments = [{ name: '戦略広報課', members: [staffC.id] }];
    Object.assign(world, { office: { ...world.office, departments } });
    expect((await take(world, id, staffC)).ok).toBe(true);
  });

  it('where the account names who drafts, one of those, of whatever section; nobody while that cannot be known', async () => {
    const world = office({ drafters: { users: [staffA.id, staffB.id], group: null } });
    const { id } = await submitted(world);
    expect(await take(world, id, staffC)).toMatchObject({ ok: false, refusal: { code: 'not-colleague' } });
    expect((await take(world, id, staffB)).ok).toBe(true);
    world.roster.members = async () => null;
    expect(await take(world, id, staffA)).toMatchObject({ ok: false, refusal: { code: 'not-colleague' } });
  });
});

describe('引き継いだ後', () => {
  it('it is the new drafter’s to mend; whoever had it finds it in the channel, and nothing of what is written since elsewhere', async () => {
    const world = office();
    world.findings = review(finding('block'));
    const { id } = await submitted(world);
    await take(world, id, staffC);
    const tasks = async (userId: string) =>
      (await listForPerson(world, userId, { tasks: 9, waiting: 9, finished: 9 })).tasks.entries.map(({ task }) => task);
    expect(await tasks(staffC.id)).toEqual(['mend']);
    expect(await tasks(staffA.id)).toEqual([]);
    const { waiting } = await listForPerson(world, staffA.id, { tasks: 9, waiting: 9, finished: 9 });
    expect(waiting.entries).toEqual([]);
    const later = '異動のあとに書かれた、まだ公開していない文です。';
    await reviseDraft(world, { draftId: id, by: staffC, delivery: 'r', expectedRevision: 1, text: later, fields: {} });
    const found = async (channel: string | null) => {
      const asked = { words: '異動のあと', number: '', person: '', month: null, state: null, accountId: null };
      const page = { before: null, limit: 9 };
      return (await findDrafts(world, { userId: staffA.id, channel }, asked, page)).entries.length;
    };
    expect(await found(null)).toBe(0);
    expect(await found(world.office.accounts[0]?.channel ?? null)).toBe(1);
  });

  it('the only manager who takes it over cannot decide on it: that is said', async () => {
    const world = office();
    const { id } = await submitted(world);
    await checkDeciders(world, id);
    const { asked } = world.laterChecks as AskedChecks;
    asked.length = 0;
    await take(world, id, manager);
    expect(asked).toEqual([id]);
    await checkDeciders(world, id);
    expect((await world.store.load(id))?.events.at(-1)).toMatchObject({ type: 'NobodyCanDecide', why: 'only-author' });
  });
});

describe('修正案', () => {
  const better = `${text}お待ちしています。`;
  const propose = (world: TestWorld, draftId: string, proposed: string, delivery = 'p1') =>
    doAct(world, 'propose', { draftId, by: manager, delivery, expectedRevision: 1, text: proposed });
  const accept = (world: TestWorld, draftId: string) =>
    acceptProposal(world, { draftId, by: staffA, delivery: 'a1', expectedRevision: 1 });

  it('is checked when it is accepted, like any text', async () => {
    const world = office();
    const { id } = await submitted(world);
    expect((await propose(world, id, better)).ok).toBe(true);
    world.findings = review(finding('warning'));
    const outcome = await accept(world, id);
    expect(outcome.draft?.revisions.at(-1)).toMatchObject({
      content: { text: better },
      review: { findings: [{ level: 'warning' }] },
      fields: { department: '戦略広報課' },
    });
    expect((await accept(world, id)).ok, 'the same press, delivered again').toBe(true);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'RevisionProposed', 'DraftRevised']);
  });

  it('that is longer than any draft may be is refused before it reaches the drafter', async () => {
    const world = office();
    const { id } = await submitted(world);
    const refused = await propose(world, id, '長い文。'.repeat(500));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'text-too-long' } });
  });

  it('for a version that was changed meanwhile is refused', async () => {
    const world = office();
    const { id } = await submitted(world);
    await reviseDraft(world, { draftId: id, by: staffA, delivery: 'r', expectedRevision: 1, text: better, fields: {} });
    expect(await propose(world, id, '別の文。')).toMatchObject({ ok: false, refusal: { code: 'stale-revision' } });
  });
});
