import { describe, expect, it } from 'vitest';
import type { Files } from '../../src/usecases/ports.ts';

export interface FilesHarness {
  readonly files: Files;
  /** Somebody has given these bytes. @returns the file's number. */
  readonly given: (bytes: Uint8Array) => string;
  /** What is shown under this number. */
  readonly shownAs: (fileId: string) => Uint8Array | undefined;
}

/** A PNG, as far as anybody looks who goes by its first bytes. */
const PICTURE = Buffer.from('89504e470d0a1a0a00000000', 'hex');

/** What everything promises that brings files from Slack, and to it. */
export function describeFiles(name: string, make: () => Promise<FilesHarness>): void {
  describe(`Files: ${name}`, () => {
    it('gives exactly the bytes that somebody gave', async () => {
      const { files, given } = await make();
      const taken = await files.take(given(PICTURE));
      expect(taken.ok && Buffer.from(taken.bytes)).toEqual(PICTURE);
    });

    it('says that a file is gone, and throws nothing', async () => {
      const { files } = await make();
      expect(await files.take('F0NOWHERE')).toEqual({ ok: false, trouble: 'gone' });
    });

    it('shows bytes under a number of their own, each time', async () => {
      const { files, shownAs } = await make();
      const [one, two] = [await files.show(PICTURE, 'a.png', '説明'), await files.show(PICTURE, 'a.png', '説明')];
      expect(one).not.toBe(two);
      expect(Buffer.from(shownAs(one ?? '') ?? [])).toEqual(PICTURE);
    });
  });
}
