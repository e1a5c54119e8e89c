import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const FOLDER = new URL('.', import.meta.url).pathname;
const ROOT = new URL('../../..', import.meta.url).pathname;
const DIST = join(FOLDER, 'dist');
const DAY_MS = 24 * 60 * 60_000;
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
 * Builds the page, unless there is a build of the same sources. Several processes may ask at once.
 * @returns the folder to give to `startSandbox({ page })`.
 */
export async function buildPage(): Promise<string> {
  const finished = join(DIST, await fingerprint());
  if (await exists(finished)) return finished;
  await mkdir(DIST, { recursive: true });
  const unfinished = await mkdtemp(join(DIST, 'building-'));
  await build({
    configFile: false,
    root: FOLDER,
    logLevel: 'warn',
    // Also when tests build it: otherwise they would leave their own kind of React to the demo.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { outDir: unfinished, emptyOutDir: true, chunkSizeWarningLimit: 2_000 },
  });
  await rename(unfinished, finished).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true });
    // Another process was faster.
    if (!(await exists(finished))) throw error;
  });
  await forgetOldBuilds();
  return finished;
}

/** Builds that nobody can be serving any more. */
async function forgetOldBuilds(): Promise<void> {
  for (const name of await readdir(DIST)) {
    // Another process may have finished or removed it in between.
    const found = await stat(join(DIST, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(join(DIST, name), { recursive: true, force: true });
  }
}

/** Twelve characters that change with the sources. */
async function fingerprint(): Promise<string> {
  const own = await readdir(join(FOLDER, 'src'), { recursive: true, withFileTypes: true });
  const files = [
    ...own.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
    ...ALSO.map((path) => join(ROOT, path)),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
