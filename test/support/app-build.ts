import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { isScalar, parseDocument, visit } from 'yaml';
import { builtOnce } from './built-once.ts';

export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** As deep as the files that look for something beside them. */
const ROOM = 'src/config';
/** What tests start as processes of their own, by the names of `Build`. */
const PROGRAMS = {
  main: 'src/main.ts',
  doctor: 'src/doctor.ts',
  checkCli: 'src/check-cli.ts',
  storeChild: 'test/support/store-child.ts',
  // Found by its name by the one who starts the thread.
  'style-worker': 'src/style/style-worker.ts',
} as const;
/** They look for dictionaries beside their own files. */
const UNBUNDLED = [
  '@textlint/kernel',
  '@textlint/textlint-plugin-text',
  '@textlint-rule/textlint-rule-no-unmatched-pair',
  'textlint-rule-ja-no-successive-word',
  'textlint-rule-no-dropping-the-ra',
  'textlint-rule-prh',
];
const SOURCES = [
  'src',
  'commands',
  'views',
  'office.example.yaml',
  'package-lock.json',
  'test/faults/preload',
  'test/support/app-build.ts',
  'test/support/sample-events.ts',
  'test/support/store-child.ts',
];

/** The app's programs, each a path to give to Node. Made of few files, because a process that tests start should be up soon. */
export interface Build {
  readonly folder: string;
  readonly main: string;
  readonly doctor: string;
  readonly checkCli: string;
  readonly storeChild: string;
  /** Loaded before `main` by the fault suite. */
  readonly preload: string;
}

let building: Promise<Build> | undefined;

/** Builds the app from its sources, unless there is a build of the same sources. */
export function buildApp(): Promise<Build> {
  building ??= builtOnce(
    join(ROOT, 'node_modules/.cache/kessai-app'),
    SOURCES.map((path) => join(ROOT, path)),
    bundle,
  ).then((folder) => ({
    folder,
    main: join(folder, ROOM, 'main.js'),
    doctor: join(folder, ROOM, 'doctor.js'),
    checkCli: join(folder, ROOM, 'checkCli.js'),
    storeChild: join(folder, ROOM, 'storeChild.js'),
    preload: join(folder, 'preload.js'),
  }));
  return building;
}

async function bundle(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await bundled(PROGRAMS, join(folder, ROOM));
  // Shares nothing with the app: it changes the world before the app's first line.
  await bundled({ preload: 'test/faults/preload/index.ts' }, folder);
  await copyGuidelines(join(ROOT, 'src/guideline/editions'), join(folder, 'src/guideline/editions'));
  await cp(join(ROOT, 'office.example.yaml'), join(folder, 'office.example.yaml'));
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
  load: (id) =>
    id === join(ROOT, 'src/guideline/edition/examples.ts') ? 'export const runExamples = () => undefined;' : null,
};

async function bundled(programs: Readonly<Record<string, string>>, outDir: string): Promise<void> {
  const input = Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(ROOT, path)]));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [untried],
    ssr: { noExternal: true, external: UNBUNDLED, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}
