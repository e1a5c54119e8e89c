import { defineConfig } from 'vitest/config';

const underStryker = process.env.STRYKER_MUTATOR_WORKER !== undefined;

/** For tests of the tests: each file by itself, no time limit that a busy machine would take for a defect that was noticed. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: [
      'test/{acts,config,draft,guideline,links,network,publishers,usecases,store,slack,model}/**/*.test.ts',
      // Stryker changes src alone, whose defects these would notice last.
      ...(underStryker ? [] : ['test/{commands,views}/**/*.test.ts']),
    ],
    // Stryker changes hundreds of places; what runs for seconds would be run for each.
    exclude: underStryker
      ? [
          'test/**/*.property.test.ts',
          'test/model/**',
          'test/publishers/x/over-tls.test.ts',
          'test/slack/socket-line.test.ts',
        ]
      : [],
    env: { TZ: 'UTC' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
