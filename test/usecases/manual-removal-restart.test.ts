import { describe, expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { manager } from '../support/drafts.ts';
import { HeldTime } from '../support/held-time.ts';
import { approve, eventTypes, makeWorld, ScriptedPublisher, submitted } from '../support/world.ts';

/** PIAZZA: the manager orders the removal, and the app is stopped for its nightly update in that second. */
describe('削除 on a network without an API, cut by a stop', () => {
  it('is handed to a person after the start: nothing was asked of any network, so nothing is unknown', async () => {
    const time = new HeldTime();
    const world = makeWorld({}, new ScriptedPublisher(false), { pause: time.pause });
    const { id } = await submitted(world);
    await approve(world, id);
    await world.duties.idle();
    const posted = { draftId: id, by: manager, delivery: 'posted' };
    await doAct(world, 'confirmManualPost', { ...posted, url: 'https://www.piazza-life.com/posts/1' });
    time.stop();
    await doAct(world, 'takeDown', { draftId: id, by: manager, delivery: 'down', reason: '誤りがあったため' });
    await world.duties.idle();

    const next = makeWorld({}, world.publisher, { store: world.store });
    (await recover(next, () => undefined))();
    await next.duties.idle();
    expect(await loadDraft(next, id)).toMatchObject({ status: 'removalHandedOver' });
    expect(await eventTypes(next, id)).not.toContain('RemovalUnknown');
  });
});
