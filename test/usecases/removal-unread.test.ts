import { expect, it } from 'vitest';
import { StoreFault } from '../../src/store/store-fault.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { manager } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { makeWorld, publishedIn, ScriptedPublisher } from '../support/world.ts';

/**
 * The removal was on its way when the power went, and X has carried it out. At the start the disk fails one read, and then X says
 * that the account has deleted too often.
 */
it('a removal that may have been carried out is not told as 「投稿はまだ公開されています」', async () => {
  const world = makeWorld({}, new ScriptedPublisher(), { pause: new HeldTime().pause });
  const id = await publishedIn(world);
  world.publisher.takeDown = () => new Promise(() => undefined);
  await doAct(world, 'takeDown', { draftId: id, by: manager, delivery: 'down', reason: '誤りがあったため' });
  await settled();
  expect((await loadDraft(world, id))?.status).toBe('removing');

  const network = new ScriptedPublisher();
  network.removal = { outcome: 'failed', failure: { kind: 'rate-limited', resetsAt: null, window: '15min' } };
  const next = makeWorld({}, network, { store: world.store, pause: new HeldTime().pause });
  const load = world.store.load.bind(world.store);
  let faults = 1;
  world.store.load = async (draftId) => {
    if (faults > 0) {
      faults -= 1;
      throw new StoreFault('read-failed', 'the disk does not answer');
    }
    return load(draftId);
  };
  (await recover(next, () => undefined))();
  await settled();
  expect(await loadDraft(next, id)).toMatchObject({ status: 'removalUnknown' });
});
