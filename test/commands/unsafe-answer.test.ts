import { expect, it } from 'vitest';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';

/** The inbox has no room and the disk hangs: whoever wrote must not be told that all is well, because nothing has the text. */

it('does not acknowledge a text of /post that neither the inbox nor the record has', async () => {
  // Over HTTP, Bolt answers with an error by itself when the app does not answer within three seconds.
  const office = await startListening({ delivery: 'http', room: 0 });
  office.store.hang();
  const { outcome } = await office.sandbox.slack
    .as(PEOPLE.staffA)
    .command(SHINAGAWA, '/post', '電車の中で書いた、図書館の再開のお知らせです。');
  expect([office.inbox.held(), await office.world.store.openIds()]).toEqual([[], []]);
  expect(outcome).not.toBe('acknowledged');
});
