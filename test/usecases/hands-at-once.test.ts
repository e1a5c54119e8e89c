import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { draftEventSchema } from '../../src/draft/events.ts';
import { acceptProposal } from '../../src/usecases/accept-proposal.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { isWithinReach } from '../../src/usecases/sight.ts';
import { content, manager, staffA, text } from '../support/drafts.ts';
import { office, staffC, staffD } from '../support/sections.ts';
import { eventTypes, submitted, type TestWorld } from '../support/world.ts';

/** Several people at one draft in the same moment, and what Slack delivers twice. */

const better = `${text}お待ちしています。`;

const take = (world: TestWorld, draftId: string, by: typeof staffA, from = staffA) =>
  doAct(world, 'takeOver', {
    draftId,
    by,
    delivery: `take ${by.id}`,
    expectedRevision: 1,
    expectedDrafter: from.id,
  });
const propose = (world: TestWorld, draftId: string) =>
  doAct(world, 'propose', { draftId, by: manager, delivery: 'propose', expectedRevision: 1, text: better });
const accept = (world: TestWorld, draftId: string, by = staffA, delivery = 'accept') =>
  acceptProposal(world, { draftId, by, delivery, expectedRevision: 1 });
const revise = (world: TestWorld, draftId: string, by = staffA) =>
  reviseDraft(world, { draftId, by, delivery: 'revise', expectedRevision: 1, text: `${text}追伸。`, fields: {} });
const approve = (world: TestWorld, draftId: string) =>
  approveDraft(world, {
    draftId,
    by: manager,
    delivery: 'approve',
    expectedRevision: 1,
    contentHash: contentHash(content),
    necessities: [],
    acknowledged: [],
  });

describe('同じときに', () => {
  it('the same confirmation, delivered twice at once, takes over once; also long after somebody took it back', async () => {
    const world = office();
    const { id } = await submitted(world);
    const both = await Promise.all([take(world, id, staffC), take(world, id, staffC)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'DraftTakenOver']);
    await take(world, id, staffA, staffC);
    expect(await take(world, id, staffC)).toMatchObject({ ok: true, changed: false });
    expect((await loadDraft(world, id))?.drafter).toEqual(staffA);
  });

  it('of two colleagues one has it, and the other is told who', async () => {
    const world = office();
    const { id } = await submitted(world);
    const both = await Promise.all([take(world, id, staffC), take(world, id, staffD)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'taken-over' } });
  });

  it('of approval and proposal one stands, and what is sent was approved', async () => {
    for (const turn of [0, 1]) {
      const world = office();
      const { id } = await submitted(world);
      const acts = [() => approve(world, id), () => propose(world, id)];
      const both = await Promise.all((turn === 0 ? acts : acts.toReversed()).map((go) => go()));
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      await world.duties.idle();
      expect(world.publisher.sent).toHaveLength((await eventTypes(world, id)).includes('DraftApproved') ? 1 : 0);
    }
  });

  it('of accepting and editing one is the next version', async () => {
    const world = office();
    const { id } = await submitted(world);
    await propose(world, id);
    const both = await Promise.all([accept(world, id), revise(world, id), accept(world, id, staffA, 'second press')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await loadDraft(world, id))?.revisions).toHaveLength(2);
  });

  it('an old button does not accept a newer proposal that its drafter has not seen', async () => {
    const world = office();
    const { id } = await submitted(world);
    await revise(world, id);
    await doAct(world, 'propose', { draftId: id, by: manager, delivery: 'p2', expectedRevision: 2, text: better });
    expect(await accept(world, id)).toMatchObject({ ok: false, refusal: { code: 'stale-revision', current: 2 } });
  });

  it('a manager who had it three hands ago does not approve it', async () => {
    const world = office();
    const { id } = await submitted(world);
    await take(world, id, manager);
    await take(world, id, staffC, manager);
    await take(world, id, staffD, staffC);
    expect(await approve(world, id)).toMatchObject({ ok: false, refusal: { code: 'self-approval' } });
  });

  it('a drafter who has moved meanwhile accepts as one of the section where they are now', async () => {
    const world = office();
    const { id } = await submitted(world);
    await propose(world, id);
    const departments = [{ name: '防災課', members: [staffA.id] }];
    Object.assign(world, { office: { ...world.office, departments } });
    const { draft } = await accept(world, id);
    expect(draft?.revisions.at(-1)?.fields).toEqual({ department: '防災課' });
  });

  it('whoever took it over reaches it from their own list, also before they have written a word', async () => {
    const world = office();
    const { id } = await submitted(world);
    const card = { channel: 'C0SHINAGAWA', cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false };
    await world.store.saveThread(id, card);
    const atHome = (userId: string) => isWithinReach(world, id, { userId, channel: null });
    expect(await atHome(staffC.id)).toBe(false);
    await take(world, id, staffC);
    expect(await atHome(staffC.id)).toBe(true);
  });

  it('nobody takes over a draft of an account that is not in office.yaml any more: a no, and no fault', async () => {
    const world = office();
    const { id } = await submitted(world);
    Object.assign(world, { office: { ...world.office, accounts: [] } });
    expect(await take(world, id, staffC)).toMatchObject({ ok: false, refusal: { code: 'not-colleague' } });
  });
});

it('what a later version adds to the new events is kept', () => {
  const given = { at: '2026-11-21T05:00:00.000Z', by: staffA };
  for (const event of [
    { ...given, type: 'DraftTakenOver', from: { ...staffC, later: 1 }, later: { a: 1 } },
    { ...given, type: 'RevisionProposed', revision: 1, content: { ...content, later: [] }, reason: '', later: true },
  ])
    expect(draftEventSchema.parse(event)).toEqual(event);
});
