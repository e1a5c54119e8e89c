import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { whileHeld } from '../../src/store/held-inbox.ts';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { faultText } from '../../src/text/refusals.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';

/** Somebody tidies up the data folder while the app is running, and a text arrives before it has ended. */

const TEXT = '電車の中で書いた、図書館の再開のお知らせです。';

it('gives the text of /post back when the data folder is no longer the app’s alone', async () => {
  const office = await startListening();
  const folder = await mkdtemp(join(tmpdir(), 'kessai-taken-'));
  const store = await openLowdbStore({ folder, clock: office.world.clock, onUnreadable: () => undefined });
  const file = await openInboxFile(join(folder, 'inbox'));
  onTestFinished(async () => {
    await Promise.allSettled([file.close(), store.release()]);
    await rm(folder, { recursive: true, force: true });
  });
  Object.assign(office.world, { store });
  const inbox = whileHeld(store, file);
  Object.assign(office.inbox, { keep: inbox.keep });

  await rm(join(folder, 'lock'), { recursive: true });
  await office.sandbox.slack.as(PEOPLE.staffA).command(SHINAGAWA, '/post', TEXT);

  const answer = await office.sandbox.waitFor(() =>
    office.privately(PEOPLE.staffA).find((each) => each.includes(faultText.fault(''))),
  );
  expect(answer).toContain(TEXT);
});
