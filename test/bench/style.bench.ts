import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../../src/guideline/check.ts';
import { makeStyleChecker, STYLE_DEFAULTS } from '../../src/style/style-checker.ts';
import { openDesk } from '../accuracy/measure.ts';
import { type Comparison, compared, measured } from './result.ts';
import { AIMS, editionOf, typicalDrafts } from './rules.bench.ts';

const DRAFTS = 100;
const TODAY = '2026-11-21';
/** Of textlint's time, what all deterministic rules together may take. */
const SHARE = 1 / 5;

/**
 * The office's rules beside textlint's four, draft by draft in turn, by the clock: a hundred drafts of 140 characters.
 * @param folder where a dictionary for prh may be put for the time.
 */
export async function benchStyle(folder: string): Promise<readonly Comparison[]> {
  const dictionary = join(folder, 'prh.yml');
  await writeFile(dictionary, 'version: 1\nrules:\n  - expected: 子ども\n    pattern: 子供\n');
  const style = makeStyleChecker({
    ...STYLE_DEFAULTS,
    setup: { dictionary },
    // A new thread would load its dictionary of Japanese in the middle of the measurement.
    recycleAfter: Number.POSITIVE_INFINITY,
  });
  try {
    const desk = openDesk();
    const [account] = desk.office.accounts;
    if (account === undefined) throw new Error('the bench’s office has an account');
    const edition = editionOf(desk, account);
    const drafts = typicalDrafts(account.id).slice(0, DRAFTS);
    const took: { rules: number[]; textlint: number[] } = { rules: [], textlint: [] };
    for (const round of [0, 1]) {
      for (const draft of drafts) {
        const start = performance.now();
        check(draft, edition, { today: TODAY, settings: account.settings });
        const between = performance.now();
        await style.look(draft.text);
        if (round === 0) continue;
        took.rules.push(between - start);
        took.textlint.push(performance.now() - between);
      }
    }
    const [rules, textlint] = [median(took.rules), median(took.textlint)];
    return [
      measured('all rules on a draft of 140 characters, median', rules, 'ms', AIMS.median),
      compared('the same, against the four rules of textlint', textlint, rules, SHARE),
    ];
  } finally {
    await style.stop();
    await rm(dictionary, { force: true });
  }
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
