import { join } from 'node:path';
import { build } from 'vite';
import { builtOnce } from '../../support/built-once.ts';

const FOLDER = new URL('.', import.meta.url).pathname;
const ROOT = new URL('../../..', import.meta.url).pathname;
/** Besides the page's own sources: what it takes from the rest of the house, and the libraries' versions. */
const ALSO = [
  'package-lock.json',
  'manifest.json',
  'test/sandbox/dates.ts',
  'test/sandbox/slack/reading/emoji.ts',
  'test/sandbox/page/index.html',
  'test/sandbox/page/build.ts',
];

/**
 * Builds the page, unless there is a build of the same sources.
 * @returns the folder to give to `startSandbox({ page })`.
 */
export function buildPage(): Promise<string> {
  const sources = [join(FOLDER, 'src'), ...ALSO.map((path) => join(ROOT, path))];
  return builtOnce(join(FOLDER, 'dist'), sources, async (outDir) => {
    await build({
      configFile: false,
      root: FOLDER,
      logLevel: 'warn',
      // Also when tests build it: otherwise they would leave their own kind of React to the demo.
      define: { 'process.env.NODE_ENV': '"production"' },
      oxc: { jsx: { runtime: 'automatic', development: false } },
      build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 2_000 },
    });
  });
}
