import { describe, expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { probe } from '../../src/usecases/probe.ts';
import { manager, secondManager } from '../support/drafts.ts';
import { approve, makeWorld, ScriptedPublisher, submitted, type TestWorld } from '../support/world.ts';

/** Two managers look at the same card. What the second says of it is about what was there before the first one's order. */

class SlowToKnowItsAccount extends ScriptedPublisher {
  slow = false;
  override verifyAccount() {
    return this.slow ? new Promise<never>(() => undefined) : super.verifyAccount();
  }
}

/** 公開失敗 on both cards; then one of the two has pressed もう一度公開する, and nothing has been sent yet. */
async function orderedByTheOther(): Promise<{ world: TestWorld; id: string }> {
  const publisher = new SlowToKnowItsAccount();
  const world = makeWorld({}, publisher);
  Object.assign(world.roster, { before: [manager.id, secondManager.id], now: [manager.id, secondManager.id] });
  publisher.answer = { outcome: 'failed', failure: { kind: 'no-credit' } };
  const { id } = await submitted(world);
  await approve(world, id);
  await world.duties.idle();
  publisher.slow = true;
  expect(
    await doAct(world, 'retry', { draftId: id, by: manager, delivery: 'retry-1', expectedStage: 2 }),
  ).toMatchObject({ ok: true });
  return { world, id };
}

describe('whoever acts on a card that is older than another’s order hears that things have moved on, and that nothing was done', () => {
  it('at もう一度公開する', async () => {
    const { world, id } = await orderedByTheOther();
    const seen = { draftId: id, by: secondManager, delivery: 'retry-2', expectedStage: 2 };
    expect(await doAct(world, 'retry', seen)).toMatchObject({ ok: false, refusal: { code: 'stale-stage' } });
  });

  it('at 公開されていました, so that the form with the address stays open', async () => {
    const { world, id } = await orderedByTheOther();
    const seen = { draftId: id, by: secondManager, delivery: 'said', expectedStage: 2 };
    expect(await probe(world, { ...seen, action: 'confirmPublished' })).toMatchObject({
      refusal: { code: 'stale-stage' },
    });
    const said = { ...seen, url: 'https://x.com/shinagawacity/status/101' };
    expect(await doAct(world, 'confirmPublished', said)).toMatchObject({ refusal: { code: 'stale-stage' } });
  });
});
