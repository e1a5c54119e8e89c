import { describe, expect, it } from 'vitest';
import type { LaterChecks } from '../../src/usecases/ports.ts';

export interface LaterChecksHarness {
  readonly checks: LaterChecks;
  /** Drafts that were or will be looked at. */
  asked(): Promise<readonly string[]>;
}

/** @param open checks whose every look fails or takes as long as it says. */
export function describeLaterChecks(
  name: string,
  open: (look: 'done' | 'failing' | 'endless') => LaterChecksHarness,
): void {
  describe(`LaterChecks: ${name}`, () => {
    it.each(['done', 'failing', 'endless'] as const)('keeps nobody waiting and throws nothing (%s)', async (look) => {
      const { checks, asked } = open(look);
      expect(checks.changed('a')).toBeUndefined();
      expect(checks.changed('b')).toBeUndefined();
      expect(await asked()).toEqual(['a', 'b']);
    });
  });
}
