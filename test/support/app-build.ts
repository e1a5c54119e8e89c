import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { builtOnce } from './built-once.ts';

export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** As deep as the files that look for something beside them. */
const ROOM = 'src/config';
/** What tests start as processes of their own, by the names of `Build`. */
const PROGRAMS = {
  main: 'src/main.ts',
  doctor: 'src/doctor.ts',
  checkCli: 'src/check-cli.ts',
  compileGuidelines: 'src/config/compile-guidelines.ts',
  storeChild: 'test/support/store-child.ts',
  // Found by their names by those who start the thread, and the process.
  'style-worker': 'src/style/style-worker.ts',
  'picture-process': 'src/pictures/picture-process.ts',
} as const;
/** They look for dictionaries, or for programs of the machine, beside their own files. */
const UNBUNDLED = [
  '@textlint/kernel',
  '@textlint/textlint-plugin-text',
  '@textlint-rule/textlint-rule-no-unmatched-pair',
  'textlint-rule-ja-no-successive-word',
  'textlint-rule-no-dropping-the-ra',
  'textlint-rule-prh',
  'sharp',
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
  await cp(join(ROOT, 'src/guideline/editions'), join(folder, 'src/guideline/editions'), { recursive: true });
  await cp(join(ROOT, 'office.example.yaml'), join(folder, 'office.example.yaml'));
  // As `npm run build` does: every process that tests start would otherwise try all examples anew.
  await promisify(execFile)(process.execPath, [join(folder, ROOM, 'compileGuidelines.js')]);
}

async function bundled(programs: Readonly<Record<string, string>>, outDir: string): Promise<void> {
  const input = Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(ROOT, path)]));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
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
