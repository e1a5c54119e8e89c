import { describe, expect, it } from 'vitest';
import type { DraftEventType } from '../../src/draft/events.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { isInDoubt } from '../../src/usecases/make-sure.ts';
import { AskedThread } from '../support/doubles.ts';
import { DoubtfulStore } from '../support/doubtful-store.ts';
import { content, staffA } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { approve, eventTypes, makeWorld, ScriptedPublisher, statusOf, submitted } from '../support/world.ts';

async function office() {
  const store = new DoubtfulStore();
  const time = new HeldTime();
  const world = makeWorld({}, new ScriptedPublisher(), { store, pause: time.pause });
  const threadLog = new AskedThread();
  Object.assign(world, { threadLog });
  const { id } = await submitted(world);
  const withdraw = () =>
    doAct(world, 'withdraw', { draftId: id, by: staffA, delivery: 'withdraw', expectedRevision: 1 });
  return { world, store, time, threadLog, id, withdraw };
}

type Office = Awaited<ReturnType<typeof office>>;

/** What happens to the next event of a kind, instead of being written. */
function meets({ store }: Office, type: DraftEventType, fate: (write: () => Promise<unknown>) => Promise<never>): void {
  const append = store.append.bind(store);
  store.append = async (draftId, version, events) => {
    if (events[0]?.type !== type) return append(draftId, version, events);
    store.append = append;
    return fate(() => append(draftId, version, events));
  };
}

const uncertain = () => new StoreFault('write-uncertain', 'the folder could not be synced');

/**
 * A network drive: the event arrives with a delay. The duties still read the record of before; then nothing can be read, and
 * when the drive is back, the event is there.
 */
function arrivesLate(at: Office, type: DraftEventType): { readonly driveIsBack: () => Promise<void> } {
  let arrive: () => Promise<unknown> = async () => undefined;
  meets(at, type, async (write) => {
    arrive = write;
    const load = at.store.load.bind(at.store);
    at.store.load = (draftId) => {
      at.store.load = load;
      const before = load(draftId);
      at.store.blind = true;
      return before;
    };
    throw uncertain();
  });
  return {
    driveIsBack: async () => {
      at.store.blind = false;
      await arrive();
    },
  };
}

describe('a fault of the disk', () => {
  it('after the approval was in place does not keep it from being sent', async () => {
    const at = await office();
    meets(at, 'DraftApproved', async (write) => {
      await write();
      throw new Error('the index could not be brought up to date');
    });
    await expect(approve(at.world, at.id)).rejects.toThrow('the index');
    await at.world.duties.idle();
    expect(at.world.publisher.sent).toEqual([content]);
    expect(await statusOf(at.world, at.id)).toBe('published');
  });

  it('after a withdrawal was in place does not keep it from the thread', async () => {
    const at = await office();
    at.threadLog.asked.length = 0;
    meets(at, 'DraftWithdrawn', async (write) => {
      await write();
      throw new Error('the index could not be brought up to date');
    });
    await expect(at.withdraw()).rejects.toThrow('the index');
    expect(at.threadLog.asked).toEqual([at.id]);
  });

  it('under which somebody else’s act took the place of the approval: the manager is told what happened', async () => {
    const at = await office();
    meets(at, 'DraftApproved', async () => {
      await at.withdraw();
      throw uncertain();
    });
    expect(await approve(at.world, at.id)).toMatchObject({ ok: false, refusal: { code: 'wrong-status' } });
    expect(await eventTypes(at.world, at.id)).toEqual(['DraftSubmitted', 'DraftWithdrawn']);
  });
});

describe('an act of which nobody could say whether it stands, and that stands', () => {
  it('is carried out once the drive is back, though the duties saw nothing to do at first', async () => {
    const at = await office();
    const { driveIsBack } = arrivesLate(at, 'DraftApproved');
    const fault = approve(at.world, at.id).catch((error: unknown) => error);
    await at.time.pass(3_000);
    expect(isInDoubt(await fault)).toBe(true);
    await at.world.duties.idle();
    await driveIsBack();
    await at.time.pass(30_000);
    await at.world.duties.idle();
    expect(at.world.publisher.sent).toEqual([content]);
    expect(await statusOf(at.world, at.id)).toBe('published');
  });

  it('is told in the thread once the drive is back', async () => {
    const at = await office();
    const { driveIsBack } = arrivesLate(at, 'DraftWithdrawn');
    const fault = at.withdraw().catch((error: unknown) => error);
    await at.time.pass(3_000);
    expect(isInDoubt(await fault)).toBe(true);
    at.threadLog.asked.length = 0;
    await driveIsBack();
    await at.time.pass(30_000);
    await settled();
    expect(at.threadLog.asked).toEqual([at.id]);
  });
});

it('what a person did is told in the thread', async () => {
  const at = await office();
  expect(at.threadLog.asked).toEqual([at.id]);
  expect(await at.withdraw()).toMatchObject({ ok: true });
  expect(at.threadLog.asked).toEqual([at.id, at.id]);
});
