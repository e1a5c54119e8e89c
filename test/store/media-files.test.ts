import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMediaFiles } from '../../src/store/media-files.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'kessai-media-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const bytes = Buffer.from('a poster');

describe('pictures in the data folder', () => {
  it('are read by nobody else on the machine', async () => {
    const data = await folder();
    const store = openMediaFiles(data);
    const hash = await store.takeIn(bytes);
    await store.keep([hash]);
    const file = await stat(join(data, 'media', 'kept', hash.slice(0, 2), hash));
    expect(file.mode & 0o077).toBe(0);
    expect((await stat(join(data, 'media'))).mode & 0o077).toBe(0);
  });

  it('are not given out when somebody has changed them', async () => {
    const data = await folder();
    const store = openMediaFiles(data);
    const hash = await store.takeIn(bytes);
    await store.keep([hash]);
    const path = join(data, 'media', 'kept', hash.slice(0, 2), hash);
    await rm(path);
    await writeFile(path, 'another poster');
    expect(await store.read(hash)).toBeUndefined();
    // Whoever attaches the right one again mends it.
    await store.takeIn(bytes);
    await store.keep([hash]);
    await store.sweep('2100-01-01T00:00:00.000Z');
    expect(Buffer.from((await store.read(hash)) ?? [])).toEqual(bytes);
  });

  it('that a crash left half written are swept, and never taken for whole', async () => {
    const data = await folder();
    const store = openMediaFiles(data);
    const hash = await store.takeIn(bytes);
    const incoming = join(data, 'media', 'incoming');
    await writeFile(join(incoming, `${'0'.repeat(64)}.half.tmp`), 'a pos');
    expect(await store.read('0'.repeat(64))).toBeUndefined();
    await store.keep([hash]);
    await store.sweep('2100-01-01T00:00:00.000Z');
    expect(await readdir(incoming)).toEqual([]);
  });

  it('are refused with the name of the trouble where the disk does not take them', async () => {
    const data = await folder();
    await mkdir(join(data, 'media'));
    await writeFile(join(data, 'media', 'incoming'), 'no folder');
    await expect(openMediaFiles(data).takeIn(bytes)).rejects.toMatchObject({
      name: 'StoreFault',
      code: 'write-failed',
    });
  });

  it('are left alone once the folder belongs to another process', async () => {
    const data = await folder();
    const hash = await openMediaFiles(data).takeIn(bytes);
    const late = openMediaFiles(data, () => false);
    await expect(late.takeIn(Buffer.from('late'))).rejects.toMatchObject({ code: 'lock-lost' });
    await expect(late.keep([hash])).rejects.toMatchObject({ code: 'lock-lost' });
    expect(await late.sweep('2100-01-01T00:00:00.000Z')).toBe(0);
    expect(Buffer.from((await late.read(hash)) ?? [])).toEqual(bytes);
  });
});
