import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StyleChecker } from '../../src/usecases/ports.ts';

/** A checker whose office writes 区役所本庁舎 for 本庁. */
export interface StyleHarness {
  readonly style: StyleChecker;
  /** From now on it cannot look, or can again. */
  trouble(on: boolean): Promise<void>;
  dispose(): Promise<void>;
}

/** What every StyleChecker promises, however it looks. */
export function describeStyleChecker(name: string, open: () => Promise<StyleHarness>): void {
  describe(`StyleChecker: ${name}`, { timeout: 120_000 }, () => {
    let harness: StyleHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.dispose());

    const words = async (text: string) =>
      (await harness.style.look(text)).map(({ range, replacement }) => [
        text.slice(range.start, range.end),
        replacement,
      ]);

    it('finds nothing in a text that is in order', async () => {
      expect(await harness.style.look('受付は区民会館の1階です。')).toEqual([]);
      expect(await harness.style.look('')).toEqual([]);
    });

    it.each([
      ['受付は本庁です。本庁へお越しください。', 2],
      ['📢👨‍👩‍👧‍👦 𠮷野さん、本庁へ。', 1],
      ['お知らせ\r\n\r\n　本庁\n', 1],
    ])('points at the very words of %j and says what to write', async (text, times) => {
      expect(await words(text)).toEqual(Array.from({ length: times }, () => ['本庁', '区役所本庁舎']));
    });

    it('names rule and reason', async () => {
      const [hit] = await harness.style.look('本庁です。');
      expect(hit).toMatchObject({ ruleId: 'term-style', code: 'listed' });
      expect(hit?.params.reason).toContain('「区役所本庁舎」と書きます。');
    });

    it('gives each its own answer when several ask at once', async () => {
      const texts = Array.from({ length: 6 }, (_, number) => (number % 2 === 0 ? '本庁へ。' : `${number}階へ。`));
      const found = await Promise.all(texts.map(words));
      expect(found.map(({ length }) => length)).toEqual([1, 0, 1, 0, 1, 0]);
    });

    it('rejects while it cannot look, and can be asked again', async () => {
      await harness.trouble(true);
      await expect(harness.style.look('本庁です。')).rejects.toThrow();
      await harness.trouble(false);
      expect(await words('本庁です。')).toEqual([['本庁', '区役所本庁舎']]);
    });
  });
}
