import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const FOLDER = new URL('.', import.meta.url).pathname;
const ROOT = new URL('../../..', import.meta.url).pathname;
const DIST = join(FOLDER, 'dist');
const STAMP = join(DIST, '.built-from');
/** Besides the page's own sources: what it takes from the rest of the house, and the libraries' versions. */
const ALSO = ['package-lock.json', 'manifest.json', 'test/sandbox/dates.ts', 'test/sandbox/seed.ts'];

/**
 * Builds the page, unless its sources are the same as at the last time.
 * @returns the folder to give to `startSandbox({ page })`.
 */
export async function buildPage(): Promise<string> {
  const sources = await fingerprint();
  const built = await readFile(STAMP, 'utf8').catch(() => null);
  if (built === sources) return DIST;
  await build({
    configFile: false,
    root: FOLDER,
    logLevel: 'warn',
    build: { outDir: DIST, emptyOutDir: true, chunkSizeWarningLimit: 2_000 },
  });
  await writeFile(STAMP, sources);
  return DIST;
}

async function fingerprint(): Promise<string> {
  const own = (await readdir(join(FOLDER, 'src'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = [...own, join(FOLDER, 'index.html'), join(FOLDER, 'build.ts'), ...ALSO.map((path) => join(ROOT, path))];
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}
