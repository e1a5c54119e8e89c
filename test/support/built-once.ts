import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Builds something into a folder named after its sources, unless it is there already. Several processes may ask at once.
 * @param home where such folders stand. One that is a day old and not asked for any more is removed.
 * @param sources files and folders whose content decides what comes out.
 * @param build fills the folder that it is given.
 * @returns the finished folder.
 */
export async function builtOnce(
  home: string,
  sources: readonly string[],
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const finished = join(home, await fingerprint(sources));
  if (await exists(finished)) return finished;
  await mkdir(home, { recursive: true });
  const unfinished = await mkdtemp(join(home, 'building-'));
  try {
    await build(unfinished);
    await rename(unfinished, finished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was faster.
    if (!(await exists(finished))) throw error;
  }
  await forgetOldBuilds(home);
  return finished;
}

/** Builds that nobody can be using any more. */
async function forgetOldBuilds(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    // Another process may have finished or removed it in between.
    const found = await stat(join(home, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(join(home, name), { recursive: true, force: true });
  }
}

/** Twelve characters that change with the sources. */
async function fingerprint(sources: readonly string[]): Promise<string> {
  const files = (await Promise.all(sources.map(filesIn))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

async function filesIn(path: string): Promise<readonly string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
