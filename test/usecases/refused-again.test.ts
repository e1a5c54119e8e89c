import { describe, expect, it } from 'vitest';
import { approve, makeWorld, statusOf, submitted } from '../support/world.ts';

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
});
