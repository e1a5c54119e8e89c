import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { isInDoubt } from '../../src/usecases/make-sure.ts';
import { HeldTime } from '../support/held-time.ts';
import { approve, makeWorld, ScriptedPublisher, statusOf, submitted } from '../support/world.ts';

const clock = { now: () => new Date('2026-11-21T05:00:00.000Z') };

/**
 * Somebody tidies up and removes `lock/` while the manager's approval is being written. What the manager hears must not be
 * 「何も行っていません」: the next process finds the approval, and sends.
 */
it('an approval that was written as the lock went is not told as not made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kessai-lock-lost-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  let tidying = false;
  const at = async (point: string): Promise<void> => {
    if (tidying && point === 'store:temp-synced') await rm(join(folder, 'lock'), { recursive: true });
  };
  const quiet = () => undefined;
  const first = await openLowdbStore({ folder, clock, onUnreadable: quiet, at });
  onTestFinished(() => first.release());
  const time = new HeldTime();
  onTestFinished(() => time.stop());
  const made = makeWorld({}, new ScriptedPublisher(), { pause: time.pause });
  const world = Object.assign(made, { store: first });
  const { id } = await submitted(world);
  tidying = true;
  const fault: unknown = await approve(world, id).catch((error: unknown) => error);

  const second = await openLowdbStore({ folder, clock, onUnreadable: quiet });
  onTestFinished(() => second.release());
  expect(await statusOf(Object.assign(makeWorld(), { store: second }), id)).toBe('approved');
  expect(isInDoubt(fault)).toBe(true);
});
