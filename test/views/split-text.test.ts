import { describe, expect, it } from 'vitest';
import { jsonCost, splitText } from '../../views/kit/split-text.ts';

describe('a text of one line', () => {
  it.each(['あ', '１', '👨‍👩‍👧', 'か\u3099', '"'])(
    'is cut where %s ends, without weighing each of ten thousand',
    (unit) => {
      const text = unit.repeat(10_000 / unit.length);
      let weighed = 0;
      const pieces = splitText(text, 3_000, (start, end) => {
        weighed += 1;
        return jsonCost(text.slice(start, end));
      });
      expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      for (const { start, end } of pieces) {
        expect((end - start) % unit.length).toBe(0);
        expect(jsonCost(text.slice(start, end))).toBeLessThanOrEqual(3_000);
      }
      // A piece takes a search, some twenty looks.
      expect(weighed).toBeLessThanOrEqual(40 * (pieces.length + 1));
    },
  );
});
