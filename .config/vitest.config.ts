import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that start the app, or a part of it, as a process of its own. */
const WITH_APP = ['test/e2e/*.test.ts', 'test/{check-cli,doctor,faults,store}/**/*.test.ts'];
const WITH_PAGE = ['test/e2e/page/*.test.ts'];
/** Tests that list pattern after pattern, or adopt some: there is one index of patterns for a process. */
const APART = ['test/guideline/{compiled,needed-words,pattern}.test.ts'];

/** The longest first, so that no file is left alone at the end; those of a project together, because they share a worker. */
class LongestFirst extends BaseSequencer {
  static readonly #order = [
    /test\/faults\//,
    /test\/e2e\/page\//,
    /test\/(e2e|doctor|check-cli|store)\//,
    /test\/(config\/|guideline\/(editions|own-edition|pattern|third-office))/,
  ];

  override sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LongestFirst.#order.findIndex((pattern) => pattern.test(moduleId));
      return place < 0 ? LongestFirst.#order.length : place;
    };
    const name = ({ moduleId }: TestSpecification): string => moduleId;
    return Promise.resolve(specifications.toSorted((a, b) => rank(a) - rank(b) || (name(a) < name(b) ? -1 : 1)));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // A municipal server may run in any zone; every test must hold in UTC, where a wrong local-time call shows.
    env: { TZ: 'UTC' },
    // Many tests start the app, which a busy machine does not do soon; nobody is judged by how long it takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A story waits for the app, for a pause or for a browser more often than it computes; more than this starves them.
    maxWorkers: availableParallelism() + 1,
    // What is costly to read (the guidelines, textlint, Bolt) is read once for each worker. No file may leave anything behind.
    isolate: false,
    globalSetup: ['test/support/setup-guidelines.ts'],
    // Most of a short run would be spent on turning the same TypeScript into JavaScript.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    coverage: { include: ['src/**', 'commands/**', 'views/**'] },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: [...WITH_APP, ...WITH_PAGE, ...APART] },
      },
      {
        extends: true,
        test: { name: 'apart', include: APART, isolate: true },
      },
      {
        extends: true,
        test: { name: 'app', include: WITH_APP, globalSetup: ['test/support/setup-app.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: WITH_PAGE,
          globalSetup: ['test/support/setup-app.ts', 'test/support/setup-page.ts'],
        },
      },
    ],
  },
});
