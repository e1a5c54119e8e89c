import { describe, expect, it } from 'vitest';
import { explore, playOften, tellFailure } from './explore.ts';
import { FAILED_ONCE } from './failed-once.ts';

/** @see README.md; `npm run test:model -- --runs 10000` for more. */
const INTERLEAVINGS = 300;
const ORDERS_OF_A_KEPT_STORY = 10;

describe('公開, whatever people, network, disk and restarts do at the same time', () => {
  it('keeps its promises', async () => {
    // Always the same stories: what fails here fails everywhere. New ones are for those who look for them.
    const { failure } = await explore({ runs: INTERLEAVINGS, seed: 20261130 });
    if (failure !== null) throw new Error(tellFailure(failure));
  });

  it.each(FAILED_ONCE)('$what', async (story) => {
    const broken = await playOften(story, ORDERS_OF_A_KEPT_STORY);
    expect(broken?.lines.join('\n')).toBeUndefined();
  });
});
