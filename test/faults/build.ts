import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { isScalar, parseDocument, visit } from 'yaml';

export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** The app in one file, because a process that is to die at once should not take long to start. */
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
  await copyGuidelines(join(ROOT, 'src/guideline/editions'), join(folder, 'src/guideline/editions'));
  return {
    folder,
    main: join(folder, 'src/config/main.js'),
    preload: join(folder, 'preload.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The same rules without their examples, of which most of a start would be spent in trying them (tested with the guidelines). */
async function copyGuidelines(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const document = parseDocument(await readFile(join(from, name), 'utf8'));
    visit(document, {
      Pair: (_, { key }) => (isScalar(key) && key.value === 'examples' ? visit.REMOVE : undefined),
    });
    await writeFile(join(to, name), document.toString());
  }
}

/** The only line of the app that is left out: a rule without examples would be refused. */
const untried: Plugin = {
  name: 'guidelines-untried',
  enforce: 'pre',
  load: (id) => (id === join(ROOT, 'src/guideline/examples.ts') ? 'export const runExamples = () => undefined;' : null),
};

async function bundle(source: string, outDir: string, entryFileNames: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [untried],
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
