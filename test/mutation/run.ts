import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { NAMED_MUTANTS, type NamedMutant } from './named.ts';

/**
 * `npm run test:mutants`: puts each named defect into a copy of the sources and sees whether a test notices it.
 * Ends with 0 only when every one is noticed and every one could be put in. docs/mutation.md says more.
 */

const ROOT = new URL('../..', import.meta.url).pathname;
const LEFT_OUT = ['node_modules', '.git', 'dist', 'data', 'coverage'];

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** A defect may make the tests go round for ever: that is noticed too. Without one they take a tenth of this. */
const HANGS_MS = 300_000;

type Fate = 'noticed' | 'SURVIVED' | 'NOT IN THE SOURCES';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = NAMED_MUTANTS.filter(({ name, file }) => `${name} ${file}`.includes(values.only ?? ''));

const copy = await mkdtemp(join(tmpdir(), 'kessai-mutants-'));
try {
  await cp(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.includes(basename(path)) });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const sound = await test([...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (!sound) throw new Error('the tests fail without any defect');
  const fates: Fate[] = [];
  for (const mutant of chosen) {
    const fate = await fateOf(mutant);
    fates.push(fate);
    process.stdout.write(`${fate.padEnd(18)} ${mutant.name} (${mutant.file})\n`);
  }
  const noticed = fates.filter((fate) => fate === 'noticed').length;
  process.stdout.write(`${noticed} of ${fates.length} noticed\n`);
  process.exitCode = noticed === fates.length && noticed > 0 ? 0 : 1;
} finally {
  await rm(copy, { recursive: true, force: true });
}

async function fateOf({ file, find, replace, tests }: NamedMutant): Promise<Fate> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8').catch(() => '');
  if (source.split(find).length !== 2) return 'NOT IN THE SOURCES';
  try {
    await writeFile(
      path,
      source.replace(find, () => replace),
    );
    return (await test(tests)) ? 'SURVIVED' : 'noticed';
  } finally {
    await writeFile(path, source);
  }
}

/** @returns whether all pass. @throws when none could be run: a defect that does not even start proves nothing. */
async function test(tests: readonly string[]): Promise<boolean> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=.config/vitest.mutation.config.ts',
      '--bail=1',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...tests,
    ],
    { cwd: copy, stdio: 'ignore', timeout: HANGS_MS, killSignal: 'SIGKILL' },
  );
  await once(child, 'exit');
  if (child.signalCode !== null) return false;
  const { numPassedTests, numFailedTests } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
  if (numPassedTests + numFailedTests === 0) throw new Error(`no test could be run of ${tests.join(', ')}`);
  return numFailedTests === 0 && child.exitCode === 0;
}
