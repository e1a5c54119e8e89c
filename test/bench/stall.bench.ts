import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Draft } from '../../src/draft/state.ts';
import { beyondBound } from '../../src/guideline/draft-bound.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { mended, mendsOf, sweepOf } from '../../src/guideline/mend.ts';
import { wordingStillTrue } from '../../src/usecases/later-findings.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { approvalForm } from '../../views/approval-form.ts';
import { card } from '../../views/card.ts';
import { draftForm } from '../../views/draft-form.ts';
import { moreReturnedText, returnedTextBlocks } from '../../views/returned-text.ts';
import { threadLines } from '../../views/thread-lines.ts';
import { openDesk } from '../accuracy/measure.ts';
import { view } from '../views/office.ts';
import { type Comparison, measured } from './result.ts';
import { HOSTILE } from './rules.bench.ts';

/** Milliseconds for which nothing else in the app may have its turn, whatever is written or clicked. */
const AIM = 50;
/** Of each step the best of these counts: the first runs code that was never run, another meets a garbage collection. */
const ROUNDS = 3;
const LONGEST = 10_000;
const TODAY = '2026-11-21';

interface Step {
  readonly what: string;
  readonly run: () => unknown;
}

/**
 * The longest stretch for which each step that a text or a click sets off holds the event loop: the rules, the card, the
 * thread's lines with their comparison, the form with its findings, the approval's form, mending, and giving a text back.
 * Every hostile text is as long as a draft of the account may be.
 */
export async function benchStall(note: (text: string) => void = () => undefined): Promise<readonly Comparison[]> {
  const desk = openDesk();
  const guidelines = makeGuidelines(desk.editions);
  let worst = 0;
  for (const account of desk.office.accounts) {
    for (const [input, make] of Object.entries(HOSTILE)) {
      for (const { what, run } of steps(guidelines, account, within(account, make(LONGEST)))) {
        const held = await longest(run);
        if (held > AIM) note(`${account.id}: ${what} on ${input}: ${held.toFixed(0)} ms`);
        worst = Math.max(worst, held);
      }
    }
  }
  return [measured('longest block of the event loop, any text or click', worst, 'ms', AIM)];
}

function within({ settings }: Account, hostile: string): string {
  let text = `お知らせ${hostile}`.slice(0, LONGEST);
  while (beyondBound(text, settings) !== null) text = text.slice(0, Math.floor(text.length * 0.9));
  return text;
}

function steps(guidelines: ReturnType<typeof makeGuidelines>, account: Account, text: string): readonly Step[] {
  const content = { accountId: account.id, text };
  const check = () => guidelines.describe(guidelines.review(account, content, {}, TODAY));
  const review = check();
  const by = { id: 'U0KOHO001', name: '職員' };
  const revised = { type: 'DraftRevised', by, revision: 2, content, fields: {}, review } as const;
  const drawn = { ...view({ text: [...text].reverse().join(''), account }, revised), review };
  const form = guidelines.form(account, TODAY);
  const base = { mode: { kind: 'new' }, accounts: [account], accountId: account.id, text, departments: [] } as const;
  const edited = { ...(drawn.draft as Draft).revisions[0], style: review.findings };
  return [
    { what: 'the rules', run: check },
    { what: 'the card', run: () => card(drawn) },
    { what: 'the thread', run: () => threadLines(drawn, 1) },
    {
      what: 'the form',
      run: () => draftForm({ ...base, fields: {}, form, review, problem: null, nonce: 'a', channel: null }),
    },
    { what: 'the approval', run: () => approvalForm(drawn, { nonce: 'a', problem: null, reasons: {} }) },
    { what: 'mending', run: () => mended(text, sweepOf(mendsOf(text, review.findings))) },
    { what: 'an edited text', run: () => wordingStillTrue(edited, text) },
    { what: 'giving it back', run: () => [returnedTextBlocks(text.repeat(4)), moreReturnedText(text.repeat(4))] },
  ];
}

async function longest(run: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await wait(2);
    delay.reset();
    await turn();
    run();
    await wait(2);
    delay.disable();
    best = Math.min(best, delay.max / 1e6);
  }
  return best;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [result] = await benchStall((text) => process.stdout.write(`${text}\n`));
  if (result !== undefined) process.stdout.write(`${result.name}: ${result.measured.toFixed(0)} ms (aim ≤ ${AIM})\n`);
}
