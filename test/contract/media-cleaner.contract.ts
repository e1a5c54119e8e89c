import { describe, expect, it } from 'vitest';
import type { MediaCleaner } from '../../src/usecases/ports.ts';

export interface CleanerHarness {
  readonly cleaner: MediaCleaner;
  /** A picture that the cleaner takes, and one like it. */
  readonly picture: Uint8Array;
  readonly another: Uint8Array;
}

/** What everybody who cleans pictures keeps, whatever the work is done with. */
export function describeMediaCleaner(name: string, make: () => Promise<CleanerHarness>): void {
  describe(`MediaCleaner: ${name}`, () => {
    it('makes the same of the same', async () => {
      const { cleaner, picture } = await make();
      expect(await cleaner.clean(picture)).toEqual(await cleaner.clean(picture));
    });

    it('gives size, type and a hash of exactly what goes out', async () => {
      const { cleaner, picture, another } = await make();
      const [one, other] = [await cleaner.clean(picture), await cleaner.clean(another)];
      if (!one.ok || !other.ok) throw new Error('a picture was refused');
      expect(one.made.medium.size).toBe(one.made.bytes.length);
      expect(one.made.medium.hash).toMatch(/^[0-9a-f]{64}$/u);
      expect(one.made.medium.hash).not.toBe(other.made.medium.hash);
    });

    it('says why a file is no picture, and throws nothing', async () => {
      const { cleaner } = await make();
      expect(await cleaner.clean(new Uint8Array())).toEqual({ ok: false, trouble: { kind: 'unreadable' } });
    });

    it('puts several on one sheet', async () => {
      const { cleaner, picture, another } = await make();
      const two = await cleaner.sheet([picture, another]);
      expect(two.length).toBeGreaterThan(0);
      expect(await cleaner.sheet([another, picture])).not.toEqual(two);
    });
  });
}
