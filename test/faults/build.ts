import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** The unchanged app in one file, because a process that is to die at once should not take long to start. */
export interface Build {
  readonly folder: string;
  readonly main: string;
  readonly preload: string;
  remove(): Promise<void>;
}

export async function buildApp(): Promise<Build> {
  const folder = await mkdtemp(join(tmpdir(), 'kessai-build-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  // As deep as the file that looks for the editions beside it.
  await bundle('src/main.ts', join(folder, 'src/config'), 'main.js');
  await bundle('test/faults/preload/index.ts', folder, 'preload.js');
  await cp(join(ROOT, 'src/guideline/editions'), join(folder, 'src/guideline/editions'), { recursive: true });
  return {
    folder,
    main: join(folder, 'src/config/main.js'),
    preload: join(folder, 'preload.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function bundle(source: string, outDir: string, entryFileNames: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(ROOT, source),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames, codeSplitting: false } },
    },
  });
}
