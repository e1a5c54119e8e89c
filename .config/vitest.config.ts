import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // A municipal server may run in any zone; every test must hold in UTC, where a wrong local-time call shows.
    env: { TZ: 'UTC' },
    testTimeout: 20_000,
    coverage: { include: ['src/**', 'commands/**', 'views/**'] },
  },
});
