import { describe, expect, it } from 'vitest';
import { StoreFault } from '../../src/store/store-fault.ts';
import { recover } from '../../src/usecases/recover.ts';
import { AskedThread } from '../support/doubles.ts';
import { content } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { approve, makeWorld, ScriptedPublisher, statusOf, submitted, type TestWorld } from '../support/world.ts';

/** Approved in the second in which the app was stopped for the night: on record, and not sent. */
async function leftByTheStop(): Promise<{ readonly next: TestWorld; readonly time: HeldTime; readonly id: string }> {
  const stopped = new HeldTime();
  const last = makeWorld({}, new ScriptedPublisher(), { pause: stopped.pause });
  const { id } = await submitted(last);
  stopped.stop();
  await approve(last, id);
  await last.duties.idle();
  const time = new HeldTime();
  return { next: makeWorld({}, new ScriptedPublisher(), { store: last.store, pause: time.pause }), time, id };
}

/** The next so many readings of a record fail. */
function failsToRead(world: TestWorld, times: number): void {
  const load = world.store.load.bind(world.store);
  let left = times;
  world.store.load = async (draftId) => {
    if (left-- > 0) throw new StoreFault('read-failed', 'the disk does not answer');
    return load(draftId);
  };
}

async function isSentAfterTheStart(next: TestWorld, time: HeldTime, id: string): Promise<void> {
  (await recover(next, () => undefined))();
  await time.pass(1_000);
  await next.duties.idle();
  expect(next.publisher.sent).toEqual([content]);
  expect(await statusOf(next, id)).toBe('published');
}

describe('an approval that the last stop left undone is carried out after the start', () => {
  it('also where the disk fails to read its record at that moment', async () => {
    const { next, time, id } = await leftByTheStop();
    failsToRead(next, 1);
    await isSentAfterTheStart(next, time, id);
  });

  it('also where not even its summary could be made', async () => {
    const { next, time, id } = await leftByTheStop();
    const open = async () => ({ drafts: [], unreadable: [id] });
    Object.assign(next.store, { summaries: { ...next.store.summaries, open } });
    failsToRead(next, 1);
    await isSentAfterTheStart(next, time, id);
  });

  it('not where its account was taken out of office.yaml: nobody is written to, and no fault is reported', async () => {
    const { next, time, id } = await leftByTheStop();
    const threadLog = new AskedThread();
    const orphaned: string[] = [];
    const reported: unknown[] = [];
    const office = { ...next.office, accounts: [] };
    Object.assign(next, { office, threadLog, report: (_draft: string, error: unknown) => reported.push(error) });
    (await recover(next, (draftId) => orphaned.push(draftId)))();
    await time.pass(1_000);
    await settled();
    expect(orphaned).toEqual([id]);
    expect({ reported, told: threadLog.asked, sent: next.publisher.sent }).toEqual({
      reported: [],
      told: [],
      sent: [],
    });
    expect(await statusOf(next, id)).toBe('approved');
  });
});
