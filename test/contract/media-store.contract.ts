import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MediaStore } from '../../src/usecases/ports.ts';

export interface MediaHarness {
  readonly store: MediaStore;
  /** The app starts again on the same place. */
  readonly again: () => MediaStore;
}

const bytes = (word: string) => Buffer.from(`picture of ${word}`);
const hashOf = (word: string) => createHash('sha256').update(bytes(word)).digest('hex');
const LATER = '2100-01-01T00:00:00.000Z';
const BEFORE = '2000-01-01T00:00:00.000Z';

/** What everything that keeps pictures promises. */
export function describeMediaStore(name: string, make: () => Promise<MediaHarness>): void {
  describe(`MediaStore: ${name}`, () => {
    it('gives back exactly the bytes that were taken in, under their hash, also after a start', async () => {
      const { store, again } = await make();
      expect(await store.takeIn(bytes('a'))).toBe(hashOf('a'));
      expect(Buffer.from((await store.read(hashOf('a'))) ?? [])).toEqual(bytes('a'));
      expect(Buffer.from((await again().read(hashOf('a'))) ?? [])).toEqual(bytes('a'));
    });

    it('has nothing under a name that is no hash of anything it has', async () => {
      const { store } = await make();
      for (const name of [hashOf('b'), '', '../../etc/passwd', 'A'.repeat(64)]) {
        expect(await store.read(name)).toBeUndefined();
        expect(await store.keep([name])).toEqual([name]);
      }
    });

    it('keeps what a draft names, and sweeps only what no draft does and is old', async () => {
      const { store, again } = await make();
      for (const word of ['kept', 'given up']) await store.takeIn(bytes(word));
      expect(await store.keep([hashOf('kept'), hashOf('never')])).toEqual([hashOf('never')]);
      expect(await store.sweep(BEFORE)).toBe(0);
      expect(await store.sweep(LATER)).toBe(1);
      expect(await store.read(hashOf('given up'))).toBeUndefined();
      expect(Buffer.from((await again().read(hashOf('kept'))) ?? [])).toEqual(bytes('kept'));
    });

    it('takes the same in again, and keeps it again, without ado', async () => {
      const { store } = await make();
      await store.takeIn(bytes('a'));
      await store.keep([hashOf('a')]);
      await store.takeIn(bytes('a'));
      expect(await store.keep([hashOf('a'), hashOf('a')])).toEqual([]);
      await store.sweep(LATER);
      expect(Buffer.from((await store.read(hashOf('a'))) ?? [])).toEqual(bytes('a'));
    });

    it('loses nothing when the same picture is taken in and kept by several at once', async () => {
      const { store } = await make();
      const drafts = Array.from({ length: 8 }, async () => {
        await store.takeIn(bytes('a'));
        return store.keep([hashOf('a')]);
      });
      expect((await Promise.all(drafts)).flat()).toEqual([]);
      expect(Buffer.from((await store.read(hashOf('a'))) ?? [])).toEqual(bytes('a'));
    });
  });
}
