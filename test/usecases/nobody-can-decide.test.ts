import { describe, expect, it } from 'vitest';
import { checkDeciders, checkDecidersOfAll } from '../../src/usecases/check-deciders.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import type { AskedChecks } from '../support/doubles.ts';
import { finding, manager, review, staffA, text } from '../support/drafts.ts';
import { eventTypes, makeWorld, submitted, type TestWorld } from '../support/world.ts';

async function told(world: TestWorld, id: string): Promise<readonly string[]> {
  const { events } = (await world.store.load(id)) ?? { events: [] };
  return events.flatMap((event) => (event.type === 'NobodyCanDecide' ? [`${event.revision} ${event.why}`] : []));
}

describe('決裁できる人がいない', () => {
  it('the only manager has left the workspace: it goes on record once for each version of the text', async () => {
    const world = makeWorld();
    world.roster.closed = [manager.id];
    const { id } = await submitted(world);
    await checkDeciders(world, id);
    await checkDeciders(world, id);
    expect(await told(world, id)).toEqual(['1 deactivated']);
    const again = { draftId: id, by: staffA, delivery: 'r', expectedRevision: 1, text: `${text}追記。`, fields: {} };
    expect((await reviseDraft(world, again)).ok).toBe(true);
    await checkDeciders(world, id);
    expect(await told(world, id)).toEqual(['1 deactivated', '2 deactivated']);
  });

  it('the user group is empty', async () => {
    const world = makeWorld({ manager: { title: '戦略広報課長', people: { users: [], group: 'S0KOHOKACHO' } } });
    world.roster.groups.set('S0KOHOKACHO', []);
    const { id } = await submitted(world);
    await checkDeciders(world, id);
    expect(await told(world, id)).toEqual(['1 nobody-named']);
  });

  it('the only manager wrote it, and may not approve it', async () => {
    const only = { manager: { title: '戦略広報課長', people: { users: [staffA.id], group: null } } };
    const world = makeWorld(only);
    const { id } = await submitted(world);
    await checkDeciders(world, id);
    expect(await told(world, id)).toEqual(['1 only-author']);
    const small = makeWorld({ ...only, selfApproval: true });
    const own = await submitted(small);
    await checkDeciders(small, own.id);
    expect(await told(small, own.id)).toEqual([]);
  });

  it('says nothing while somebody can, while Slack does not say, and while the drafter has to mend it first', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    await checkDeciders(world, id);
    world.roster.closed = null;
    await checkDeciders(world, id);
    world.roster.members = async () => null;
    await checkDeciders(world, id);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted']);
    const blocked = makeWorld();
    blocked.roster.closed = [manager.id];
    blocked.findings = review(finding('block'));
    const other = await submitted(blocked);
    await checkDeciders(blocked, other.id);
    expect(await eventTypes(blocked, other.id)).toEqual(['DraftSubmitted']);
  });

  it('is asked again after a start that came too soon after the text, and only about drafts that nobody can decide', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    const { asked } = world.laterChecks as AskedChecks;
    asked.length = 0;
    await checkDecidersOfAll(world);
    expect(asked).toEqual([]);
    world.roster.closed = [manager.id];
    await checkDecidersOfAll(world);
    expect(asked).toEqual([id]);
  });
});
