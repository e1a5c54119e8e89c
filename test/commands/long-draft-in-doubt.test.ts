import { expect, it } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { faultText } from '../../src/text/refusals.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { until } from '../support/until.ts';
import { account } from '../support/world.ts';

/** A disk that takes a write without saying how it ended, and then cannot be read. */
class BlindStore extends MemoryStore {
  #blind = false;
  override async load(id: string) {
    if (this.#blind) throw new StoreFault('read-failed', 'the disk does not answer');
    return super.load(id);
  }
  override async append(_id: string, _version: number, _events: readonly DraftEvent[]): Promise<never> {
    this.#blind = true;
    throw new StoreFault('write-uncertain', 'the folder could not be synced');
  }
}

it('a long draft comes back whole when nobody knows whether it is on record', async () => {
  const office = await startListening({ account: { settings: { ...account.settings, maxWeightedLength: null } } });
  // Somebody waits for the looks of the first two seconds; nobody for what is tried later.
  const pause = (milliseconds: number): Promise<void> =>
    [100, 400, 1_500].includes(milliseconds) ? Promise.resolve() : new Promise(() => undefined);
  Object.assign(office.world, { store: new BlindStore(), pause });
  const staff = office.sandbox.slack.as(PEOPLE.staffA);
  const text = `${`${'あ'.repeat(120)}\n`.repeat(82)}ここまで全部で約一万字です。`;
  await staff.command('C0GENERAL', '/post', text);
  await office.sandbox.waitFor(() => staff.modal());
  await office.people.submit(PEOPLE.staffA, {});
  await until(() => office.inbox.held().length === 0);

  const shown = [office.sandbox.slack.readModal(PEOPLE.staffA), ...office.privately(PEOPLE.staffA, 'C0GENERAL')].join();
  expect(shown).toContain(faultText.inDoubt);
  expect(shown).toContain('ここまで全部で約一万字です。');
});
