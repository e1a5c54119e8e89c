import { afterEach, expect, it, vi } from 'vitest';
import { moreReturnedText, returnedTextBlocks } from '../../views/answer/returned-text.ts';

/** A message of forty thousand letters without a line break is taken for a draft, refused, and given back. */

/** Characters that are looked at one by one: some around each cut, and never the whole text. */
const LOOKED_AT = 500;

afterEach(() => {
  vi.restoreAllMocks();
});

it('is not taken apart letter by letter in one go, while everybody else waits', () => {
  const segments: Intl.Segments = Object.getPrototypeOf(new Intl.Segmenter('ja').segment(''));
  const containing = vi.spyOn(segments, 'containing');
  const iterated = vi.spyOn(segments, Symbol.iterator);
  const text = 'あ'.repeat(40_000);
  const blocks = [...returnedTextBlocks(text), ...moreReturnedText(text).flatMap((each) => each.blocks)];
  expect(JSON.stringify(blocks).match(/あ/gu)).toHaveLength(text.length);
  expect(iterated).not.toHaveBeenCalled();
  expect(containing.mock.calls.length).toBeGreaterThan(0);
  expect(containing.mock.calls.length).toBeLessThanOrEqual(LOOKED_AT);
});
