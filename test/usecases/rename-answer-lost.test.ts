import fs, { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { HeldTime } from '../support/held-time.ts';
import { approve, eventTypes, makeWorld, ScriptedPublisher, submitted } from '../support/world.ts';

/** The next renaming is done, and its answer is lost: as on a network drive whose connection drops in between. */
function loseNextAnswer(): void {
  const { rename } = fs;
  const restore = () => {
    fs.rename = rename;
    syncBuiltinESMExports();
  };
  onTestFinished(restore);
  fs.rename = async (from, to) => {
    restore();
    await rename(from, to);
    throw Object.assign(new Error('EIO: i/o error, rename'), { code: 'EIO' });
  };
  syncBuiltinESMExports();
}

it('an approval that got its name although the disk said no is not told as not made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kessai-rename-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = { now: () => new Date('2026-11-21T05:00:00.000Z') };
  const store = await openLowdbStore({ folder, clock, onUnreadable: () => undefined });
  onTestFinished(() => store.release());
  const time = new HeldTime();
  const world = Object.assign(makeWorld({}, new ScriptedPublisher(), { pause: time.pause }), { store });
  const { id } = await submitted(world);
  loseNextAnswer();
  const said: unknown = await approve(world, id).catch((error: unknown) => error);
  await world.duties.idle();
  // What the form says of `write-failed`: 「記録できなかったため、何も行っていません」.
  const told =
    said instanceof Error && 'code' in said && said.code === 'write-failed' ? 'nothing done' : 'done or in doubt';
  expect({ told, sent: world.publisher.sent.length, events: await eventTypes(world, id) }).toMatchObject(
    told === 'nothing done' ? { sent: 0, events: ['DraftSubmitted'] } : {},
  );
});
