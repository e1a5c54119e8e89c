import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // A municipal server may run in any zone; every test must hold in UTC, where a wrong local-time call shows.
    env: { TZ: 'UTC' },
    // Many tests start the app, which a busy machine does not do soon; nobody is judged by how long it takes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { include: ['src/**', 'commands/**', 'views/**'] },
  },
});
