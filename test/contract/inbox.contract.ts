import { beforeEach, describe, expect, it } from 'vitest';
import type { Arrival, Inbox } from '../../src/usecases/ports.ts';

export const arrival = (text: string, delivery = text): Arrival => ({
  kind: 'draft',
  accountId: 'shinagawa-x',
  fields: {},
  channel: 'C0SHINAGAWA',
  text,
  by: { id: 'U0KOHO001', name: '職員A' },
  delivery,
  at: '2026-11-21T03:04:05.678Z',
});

/** What every inbox has to keep. @param make one with room for a few texts, and nothing left from before. */
export function describeInbox(name: string, make: () => Promise<Inbox>): void {
  describe(`${name} as an inbox`, () => {
    let inbox: Inbox;
    beforeEach(async () => {
      inbox = await make();
    });

    it('has nothing left when nothing was left', () => {
      expect(inbox.left()).toEqual([]);
    });

    it('keeps a text as it is, until it is let go', async () => {
      const kept = inbox.keep(arrival('防災訓練\n😀 "{}'));
      expect(kept.arrival).toEqual(arrival('防災訓練\n😀 "{}'));
      expect([await kept.safe, kept.isHeld()]).toEqual([true, true]);
      await kept.release();
      expect(kept.isHeld()).toBe(false);
    });

    it('says when there is no room, and has room again when something is released', async () => {
      const kept = [];
      for (let number = 0; number < 1_000; number += 1) {
        const one = inbox.keep(arrival(`${number}`));
        if (!(await one.safe)) break;
        kept.push(one);
      }
      expect(kept.length).toBeGreaterThan(1);
      const homeless = inbox.keep(arrival('更に'));
      expect([await homeless.safe, homeless.isHeld()]).toEqual([false, true]);
      await homeless.release();
      await kept[1]?.release();
      await kept[1]?.release();
      expect(await inbox.keep(arrival('更に')).safe).toBe(true);
      expect(await inbox.keep(arrival('もう一つ')).safe).toBe(false);
    });
  });
}
