import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { loadOffice } from '../../src/config/load.ts';
import { check } from '../../src/guideline/check.ts';
import { makeStyleChecker, STYLE_DEFAULTS } from '../../src/style/style-checker.ts';

/** What this process is given, as JSON in the file that its first argument names. */
const orderSchema = z.object({
  /** Path of the office's settings. */
  office: z.string(),
  /** Path of a dictionary for prh. */
  dictionary: z.string(),
  today: z.string(),
  /** Both work through these texts a few times before the clock runs. */
  warmUp: z.array(z.string()),
  /** New to both: textlint's reader of Japanese remembers each line that it has seen. */
  texts: z.array(z.string()),
});
export type StyleOrder = z.infer<typeof orderSchema>;

/** Milliseconds by the clock, one for each draft. */
export interface StyleTimes {
  readonly rules: readonly number[];
  readonly textlint: readonly number[];
}

const PASSES = 5;
/** Drafts at a time, so that a busy moment of the machine meets both sides and neither cools down in between. */
const TURN = 20;

const order = orderSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const loaded = loadOffice(order.office);
if (!loaded.ok) throw new Error('the office of the bench does not load');
const [account] = loaded.office.accounts;
const edition = loaded.editions.find(({ family }) => family === account?.guideline);
if (account === undefined || edition === undefined) throw new Error('the office of the bench has an account');
const context = { today: order.today, settings: account.settings };
const style = makeStyleChecker({
  ...STYLE_DEFAULTS,
  setup: { dictionary: order.dictionary },
  // A new thread would load its dictionary of Japanese in the middle of the measurement.
  recycleAfter: Number.POSITIVE_INFINITY,
});

const times: { rules: number[]; textlint: number[] } = { rules: [], textlint: [] };
for (let pass = 0; pass <= PASSES; pass += 1) {
  const counted = pass === PASSES;
  const texts = counted ? order.texts : order.warmUp;
  for (let first = 0; first < texts.length; first += TURN) {
    const turn = texts.slice(first, first + TURN);
    for (const text of turn) {
      const start = performance.now();
      check({ text, fields: {} }, edition, context);
      if (counted) times.rules.push(performance.now() - start);
    }
    for (const text of turn) {
      const start = performance.now();
      await style.look(text);
      if (counted) times.textlint.push(performance.now() - start);
    }
  }
}
await style.stop();
process.stdout.write(`${JSON.stringify(times satisfies StyleTimes)}\n`);
