import { afterEach, describe, expect, it } from 'vitest';
import type { ThreadLog } from '../../src/usecases/ports.ts';

export interface ThreadLogHarness {
  readonly threadLog: ThreadLog;
  /** Id of a draft with one event; its channel is there. */
  readonly draftId: string;
  /** Where it shows anything: messages of card and thread. */
  messages?(): number;
  /** Where it shows anything: the channel takes nothing from now on. */
  archive?(): void;
  dispose(): Promise<void>;
}

/** What every ThreadLog promises: nobody waits for Slack unless they ask to. */
export function describeThreadLog(name: string, open: () => Promise<ThreadLogHarness>): void {
  describe(`ThreadLog: ${name}`, () => {
    const harnesses: ThreadLogHarness[] = [];
    const given = async (): Promise<ThreadLogHarness> => {
      const harness = await open();
      harnesses.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of harnesses.splice(0)) await harness.dispose();
    });

    it('has nothing left to tell of a draft that nobody has changed', async () => {
      const { threadLog, draftId } = await given();
      expect(await threadLog.told(draftId)).toBeNull();
    });

    it('returns at once, and says when the thread tells all of it', async () => {
      const { threadLog, draftId, messages } = await given();
      expect(threadLog.changed(draftId)).toBeUndefined();
      if (messages) expect(messages()).toBe(0);
      expect(await threadLog.told(draftId)).toBeNull();
      if (messages) expect(messages()).toBe(2);
    });

    it('tells nothing twice, however often it is told that the record has grown', async () => {
      const { threadLog, draftId, messages } = await given();
      for (let time = 0; time < 3; time += 1) {
        threadLog.changed(draftId);
        expect(threadLog.redraw(draftId)).toBeUndefined();
        expect(await threadLog.told(draftId)).toBeNull();
      }
      if (messages) expect(messages()).toBe(2);
    });

    it('is not upset by a draft that there is not', async () => {
      const { threadLog } = await given();
      threadLog.changed('20260101-NOBODY00');
      expect(await threadLog.told('20260101-NOBODY00')).toBeNull();
    });

    it('gives Slack’s reason where the channel takes nothing', async () => {
      const { threadLog, draftId, archive } = await given();
      if (archive === undefined) return;
      archive();
      threadLog.changed(draftId);
      expect(await threadLog.told(draftId)).toBe('is_archived');
    });
  });
}
