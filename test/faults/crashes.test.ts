import { describe, expect, it } from 'vitest';
import { buildApp } from '../support/app-build.ts';
import { playLane } from './crash-lane.ts';
import { Fates, seeded } from './fates.ts';

/** A quick part of the crashes of `npm run test:faults`; in a file of its own, because it takes as long as all other faults. */
describe('二度出ない、失われない、黙っていない', () => {
  it('killed a dozen times at points of the record, of Slack and of X, everything is finished once', async () => {
    const fates = new Fates(1, seeded(7));
    const { found, kills } = await playLane({
      build: await buildApp(),
      atMost: 12,
      fateOf: () => fates.next(),
      onLife: (life) => fates.note(life),
    });
    expect(found).toEqual({ doubledPosts: 0, lostEvents: 0, threadFaults: 0, details: [] });
    expect(kills.length).toBeGreaterThan(3);
  }, 300_000);
});
