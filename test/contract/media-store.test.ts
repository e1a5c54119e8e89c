import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openMediaFiles } from '../../src/store/media-files.ts';
import { MemoryMedia } from '../support/memory-media.ts';
import { describeMediaStore } from './media-store.contract.ts';

describeMediaStore('in the data folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kessai-media-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { store: openMediaFiles(folder), again: () => openMediaFiles(folder) };
});

describeMediaStore('for as long as a test runs', async () => {
  const store = new MemoryMedia();
  return { store, again: () => store };
});
