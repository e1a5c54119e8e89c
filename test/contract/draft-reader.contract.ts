import { describe, expect, it } from 'vitest';
import type { DraftReader } from '../../src/usecases/ports.ts';

export interface ReaderHarness {
  readonly reader: DraftReader;
  /** A draft with two events. */
  readonly draftId: string;
  /** A draft whose account is no longer in office.yaml. */
  readonly orphanId: string;
}

/** What the thread relies on when it asks for a draft with all that a view shows. */
export function describeDraftReader(name: string, open: () => Promise<ReaderHarness>): void {
  describe(`DraftReader: ${name}`, () => {
    it('shows the draft as the whole record makes it', async () => {
      const { reader, draftId } = await open();
      const view = await reader.view(draftId);
      expect(view).toMatchObject({ version: 2, draft: { id: draftId } });
      expect(view?.events).toHaveLength(2);
      expect(view?.account.id).toBe(view?.draft.accountId);
    });

    it('has nothing to show of a draft that is not there, or whose account is gone', async () => {
      const { reader, orphanId } = await open();
      expect(await reader.view('20260101-NOBODY00')).toBeUndefined();
      expect(await reader.view(orphanId)).toBeUndefined();
    });
  });
}
