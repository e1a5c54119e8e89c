import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openDesk } from '../accuracy/measure.ts';
import { startProcess } from './processes.ts';
import { type Comparison, compared, measured } from './result.ts';
import { AIMS, typicalDrafts } from './rules.bench.ts';
import type { StyleOrder } from './style-process.ts';

const DRAFTS = 100;
const TODAY = '2026-11-21';
/** Of textlint's time, what all deterministic rules together may take. */
const SHARE = 1 / 5;
const OFFICE = fileURLToPath(new URL('../accuracy/office.yaml', import.meta.url));

const timesSchema = z.object({ rules: z.array(z.number()), textlint: z.array(z.number()) });

/**
 * The office's rules beside textlint's four, compiled as offices run them, turn and turn about, by the clock: a hundred
 * drafts of 140 characters that neither has seen, after both have worked for a while.
 * @param folder where files may be put for the time.
 */
export async function benchStyle(folder: string): Promise<readonly Comparison[]> {
  const dictionary = join(folder, 'prh.yml');
  const file = join(folder, 'style-order.json');
  const [account] = openDesk().office.accounts;
  if (account === undefined) throw new Error('the bench’s office has an account');
  const texts = typicalDrafts(account.id).map(({ text }) => text);
  const order: StyleOrder = {
    office: OFFICE,
    dictionary,
    today: TODAY,
    warmUp: texts.slice(0, -DRAFTS),
    texts: texts.slice(-DRAFTS),
  };
  await writeFile(dictionary, 'version: 1\nrules:\n  - expected: 子ども\n    pattern: 子供\n');
  await writeFile(file, JSON.stringify(order));
  try {
    const { line } = await startProcess(
      ['dist/test/bench/style-process.js', file],
      { NODE_ENV: 'production' },
      (said) => said.startsWith('{'),
    );
    const times = timesSchema.parse(JSON.parse(line));
    const [rules, textlint] = [median(times.rules), median(times.textlint)];
    return [
      measured('all rules on a draft of 140 characters, median', rules, 'ms', AIMS.median),
      compared('the same, against the four rules of textlint', textlint, rules, SHARE),
    ];
  } finally {
    await Promise.all([dictionary, file].map((each) => rm(each, { force: true })));
  }
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
