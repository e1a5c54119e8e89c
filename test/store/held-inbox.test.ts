import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { whileHeld } from '../../src/store/held-inbox.ts';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import { arrival } from '../contract/inbox.contract.ts';

it('does not say that a text is safe when the data folder was taken away while it was written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kessai-held-'));
  let ours = true;
  const inbox = whileHeld({ isHeld: () => ours }, await openInboxFile(join(folder, 'inbox')));
  onTestFinished(async () => {
    await inbox.close();
    await rm(folder, { recursive: true });
  });
  expect(await inbox.keep(arrival('前の文')).safe).toBe(true);
  const kept = inbox.keep(arrival('途中の文'));
  ours = false;
  expect([await kept.safe, kept.isHeld()]).toEqual([false, true]);
});
