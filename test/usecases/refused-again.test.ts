import { describe, expect, it } from 'vitest';
import { manager } from '../support/drafts.ts';
import { approve, eventTypes, makeWorld, statusOf, submitted } from '../support/world.ts';

/**
 * Slack's user group does not answer for a moment, so 承認 is refused. Slack sends the same form once more, because the
 * connection went before the refusal was through.
 */
describe('a refused 承認 that Slack delivers again', () => {
  it('is refused again, and not taken for done', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    world.roster.members = async () => null;
    expect(await approve(world, id, 'click')).toMatchObject({ refusal: { code: 'authority-unavailable' } });
    const again = await approve(world, id, 'click');
    expect(await statusOf(world, id)).toBe('submitted');
    expect(again).toMatchObject({ ok: false, refusal: { code: 'authority-unavailable' } });
  });

  it('also when the group answers again meanwhile: whoever was refused has to click once more', async () => {
    const world = makeWorld({ manager: { title: '戦略広報課長', people: { users: [], group: 'S0KOHOKACHO' } } });
    const { id } = await submitted(world);
    await approve(world, id, 'click');
    world.roster.groups.set('S0KOHOKACHO', [manager.id]);
    expect(await approve(world, id, 'click')).toMatchObject({ refusal: { code: 'authority-unavailable' } });
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'AttemptRefused']);
    expect(await approve(world, id, 'once more')).toMatchObject({ ok: true, changed: true });
  });
});
