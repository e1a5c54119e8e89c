import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { sourceFiles } from './support/source-facts.ts';

/**
 * `npm run test:near`: of the tests that the change can reach, the nearest, in about 15 seconds. The change is everything
 * since the branch left main, or the commit that is given (`-- HEAD~1`), committed or not. What starts the app or a browser runs only where it was changed itself.
 */

const ROOT = resolve(import.meta.dirname, '..');
/** Of tests, as long as they took the last time; starting and reading the sources comes on top, two run side by side. */
const BUDGET_MS = 10_000;
const UNKNOWN_MS = 1_000;
const WITH_APP = /^test\/(e2e|faults|doctor|check-cli|store)\//;

/** Tests that read files without importing them. */
const READERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(src|commands|views)\/.*\.ts$/, ['test/architecture.test.ts']],
  [/^(src\/text|test\/(views|commands|e2e|slack|usecases))\//, ['test/text/wording.test.ts']],
  [/^src\/guideline\/editions\//, ['test/guideline/check.test.ts', 'test/accuracy/accuracy.test.ts']],
  [/^test\/accuracy\/drafts\//, ['test/accuracy/accuracy.test.ts']],
  [/^src\/usecases\/ports\.ts$/, ['test/contract/every-port.test.ts']],
  [/^(manifest\.json|src\/slack\/action-ids\.ts)$/, ['test/manifest.test.ts']],
  [/\.md$|^(package\.json|office\.example\.yaml|\.env\.example)$/, ['test/docs.test.ts', 'test/config/office.test.ts']],
];

const git = (...words: string[]): string[] =>
  execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');

function changedFiles(): readonly string[] {
  const [since = git('branch', '--list', 'main').length > 0 ? 'main' : 'HEAD'] = process.argv.slice(2);
  const [base = 'HEAD'] = git('merge-base', 'HEAD', since);
  const untracked = git('ls-files', '--others', '--exclude-standard');
  return [...new Set([...git('diff', '--name-only', '--no-renames', base), ...untracked])];
}

/** Whoever imports a file, by the file. */
function importers(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of sourceFiles(ROOT, ['src', 'commands', 'views', 'test'])) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    for (const [, target = ''] of source.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)) {
      const imported = relative(ROOT, resolve(ROOT, file, '..', target));
      found.set(imported, [...(found.get(imported) ?? []), file]);
    }
  }
  return found;
}

/** Every file that the change can reach, with the number of imports between. */
function reached(changed: readonly string[]): ReadonlyMap<string, number> {
  const usedBy = importers();
  const distance = new Map(changed.map((file) => [file, 0]));
  for (const [pattern, readers] of READERS)
    if (changed.some((file) => pattern.test(file)))
      for (const reader of readers) distance.set(reader, distance.get(reader) ?? 1);
  // A map gives out what is set while it is read, in the order of setting: the nearest first.
  for (const [file, far] of distance)
    for (const user of usedBy.get(file) ?? []) if (!distance.has(user)) distance.set(user, far + 1);
  return distance;
}

/** How long each test file took the last time, as vitest keeps it. */
function durations(): ReadonlyMap<string, number> {
  const kept = z.object({ results: z.array(z.tuple([z.string(), z.object({ duration: z.number() })])) });
  const folder = join(ROOT, 'node_modules/.vite/vitest');
  const [cache = ''] = existsSync(folder) ? readdirSync(folder) : [];
  const file = join(folder, cache, 'results.json');
  const { results } = existsSync(file) ? kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : { results: [] };
  return new Map(results.map(([name, { duration }]) => [name.replace(/^[^:]*:/, ''), duration]));
}

const took = durations();
const costOf = (file: string): number => took.get(file) ?? UNKNOWN_MS;
const near = [...reached(changedFiles())]
  .filter(
    ([file, far]) => file.endsWith('.test.ts') && existsSync(join(ROOT, file)) && (far === 0 || !WITH_APP.test(file)),
  )
  .toSorted(([a, farA], [b, farB]) => farA - farB || costOf(a) - costOf(b));
let spent = 0;
const chosen = near.flatMap(([file, far]) => {
  spent += costOf(file);
  return far === 0 || spent <= BUDGET_MS ? [file] : [];
});
if (chosen.length === 0) {
  process.stdout.write('No test is near the change: npm test runs them all.\n');
} else {
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--config', '.config/vitest.config.ts', '--maxWorkers', '2', ...chosen],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  process.stdout.write(
    `${chosen.length} of ${near.length} test files that the change can reach; npm test runs the rest.\n`,
  );
  process.exitCode = status ?? 1;
}
