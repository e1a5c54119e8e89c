import { expect, it } from 'vitest';
import { approve, makeWorld, statusOf, submitted } from '../support/world.ts';

/**
 * 「本日17時まで受け付けます」 is approved at 16:50. The network drive stands still over the start of the sending and comes back
 * after half an hour, as a hard-mounted one does.
 */
it('nothing is sent half an hour late because the disk took so long for the start', async () => {
  const world = makeWorld();
  const { id } = await submitted(world);
  const append = world.store.append.bind(world.store);
  world.store.append = async (draftId, version, events) => {
    if (events[0]?.type === 'PublishStarted') world.later(30 * 60_000);
    return append(draftId, version, events);
  };
  await approve(world, id);
  await world.duties.idle();
  expect(world.publisher.sent).toEqual([]);
  expect(await statusOf(world, id)).toBe('publishFailed');
});
