import { defineConfig } from 'vitest/config';

/** For tests of the tests: each file by itself, no time limit that a busy machine would take for a defect that was noticed. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/{acts,config,draft,guideline,publishers,usecases,store,slack,model}/**/*.test.ts'],
    // Stryker changes hundreds of places; a property that runs for seconds would be run for each.
    exclude: process.env.STRYKER_MUTATOR_WORKER === undefined ? [] : ['test/**/*.property.test.ts', 'test/model/**'],
    env: { TZ: 'UTC' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
