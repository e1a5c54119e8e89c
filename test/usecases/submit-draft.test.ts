import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/draft/events.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { staffA, staffB, text } from '../support/drafts.ts';
import { makeWorld } from '../support/world.ts';

const input = { accountId: 'shinagawa-x', text, fields: {}, by: staffA, delivery: 'command-1' };

describe('起案', () => {
  it('makes one draft of one command, however often Slack delivers it', async () => {
    const world = makeWorld();
    const outcomes = await Promise.all([submitDraft(world, input), submitDraft(world, input)]);
    await submitDraft(world, input);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await world.store.openIds()).toHaveLength(1);
  });

  it('makes one draft of a command that is delivered again after midnight', async () => {
    const world = makeWorld();
    world.later(Date.parse('2026-11-21T14:59:30.000Z') - world.clock.now().getTime()); // 23:59:30 in Japan
    await submitDraft(world, input);
    world.later(60_000);
    await submitDraft(world, input);
    expect(await world.store.openIds()).toHaveLength(1);
  });

  it('makes two drafts of the same text sent twice by a person', async () => {
    const world = makeWorld();
    await submitDraft(world, input);
    await submitDraft(world, { ...input, delivery: 'command-2' });
    expect(await world.store.openIds()).toHaveLength(2);
  });

  it('takes the author’s section from the office’s register, whatever the form says', async () => {
    const world = makeWorld();
    const sectionOf = async (by: Person, department: string | undefined, delivery: string) => {
      const fields = department === undefined ? {} : { department };
      const outcome = await submitDraft(world, { ...input, by, fields, delivery });
      return outcome.ok ? outcome.draft.revisions[0].fields.department : undefined;
    };
    expect(await sectionOf(staffA, undefined, 'a')).toBe('戦略広報課');
    expect(await sectionOf(staffA, '防災課', 'b')).toBe('戦略広報課');
    expect(await sectionOf(staffB, '防災課', 'c')).toBe('防災課');
    expect(await sectionOf(staffB, undefined, 'd')).toBeUndefined();
  });

  it('is refused to whoever is not among the drafters, and to everybody when they cannot be read', async () => {
    const listed = makeWorld({ drafters: { users: [staffA.id], group: null } });
    expect(await submitDraft(listed, { ...input, by: staffB })).toMatchObject({
      ok: false,
      refusal: { code: 'not-allowed-to-draft' },
    });
    expect(await submitDraft(listed, input)).toMatchObject({ ok: true });
    const unreadable = makeWorld({ drafters: { users: [], group: 'S0KOHO' } });
    expect(await submitDraft(unreadable, input)).toMatchObject({ ok: false });
  });
});
