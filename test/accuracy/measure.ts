import { fileURLToPath } from 'node:url';
import { type Checked, checkDraft, findAccount } from '../../src/check-cli/checker.ts';
import { readLine } from '../../src/check-cli/loose-draft.ts';
import { loadOffice } from '../../src/config/load.ts';
import type { Edition } from '../../src/guideline/edition/edition.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { problemList } from '../../src/text/config.ts';
import type { Office } from '../../src/usecases/ports.ts';
import type { Expectation, LabelledDraft } from './labelled.ts';

/** Rules on what is mechanically certain: they must find everything and say nothing else. */
export const EXACT_RULES: ReadonlySet<string> = new Set([
  'date-weekday',
  'date-invalid',
  'era-mismatch',
  'holiday-mismatch',
  'range-reversed',
  'time-invalid',
  'date-past',
  'relative-date',
  'pii-mobile',
  'pii-phone-unlisted',
  'phone-malformed',
  'length',
  'invisible-char',
]);
/** Over all the other rules together. */
const LEAST = { recall: 0.9, precision: 0.95 } as const;

export interface Score {
  readonly rule: string;
  /** Expectations, and how many of them were met. */
  readonly positives: number;
  readonly found: number;
  /** Findings that some expectation explains, and those that none does. */
  readonly right: number;
  readonly falseAlarms: number;
}

export interface Miss {
  readonly draft: LabelledDraft;
  readonly expected: Expectation;
}

export interface FalseAlarm {
  readonly draft: LabelledDraft;
  readonly finding: Finding;
}

export interface Measured {
  readonly drafts: number;
  readonly clean: number;
  readonly scores: readonly Score[];
  /** Every case that was found at all, as `rule/code`. */
  readonly cases: ReadonlySet<string>;
  readonly misses: readonly Miss[];
  readonly falseAlarms: readonly FalseAlarm[];
}

/** The office that the labels suppose, with everything that `npm run check` needs. */
export interface Desk {
  readonly office: Office;
  readonly editions: readonly Edition[];
}

const OFFICE = fileURLToPath(new URL('./office.yaml', import.meta.url));

export function openDesk(file: string = OFFICE): Desk {
  const loaded = loadOffice(file);
  if (!loaded.ok) throw new Error(problemList(loaded.problems));
  return loaded;
}

/** Checks one line just as `npm run check` does. Throws where that would answer with an error instead of findings. */
export function checkLine(line: string, { office, editions }: Desk, today: string): Checked {
  const read = readLine(line);
  if (!read.ok) throw new Error(`${read.error}: ${line}`);
  const account = read.draft.account === null ? office.accounts[0] : findAccount(office, read.draft.account);
  if (account === undefined) throw new Error(`no such account: ${line}`);
  return checkDraft(read.draft, account, editions, today);
}

/** Compares what the checker finds with what people said it should find. */
export function measure(drafts: readonly LabelledDraft[], desk: Desk): Measured {
  const misses: Miss[] = [];
  const falseAlarms: FalseAlarm[] = [];
  const scores = new Map<string, Score>();
  const cases = new Set<string>();
  const count = (rule: string, change: Partial<Score>): void => {
    const before = scores.get(rule) ?? { rule, positives: 0, found: 0, right: 0, falseAlarms: 0 };
    scores.set(rule, {
      rule,
      positives: before.positives + (change.positives ?? 0),
      found: before.found + (change.found ?? 0),
      right: before.right + (change.right ?? 0),
      falseAlarms: before.falseAlarms + (change.falseAlarms ?? 0),
    });
  };
  for (const draft of drafts) {
    const { findings } = checkLine(draft.line, desk, '');
    for (const expected of draft.expect) {
      const met = findings.some((finding) => explains(expected, finding, draft.text));
      count(expected.rule, { positives: 1, found: met ? 1 : 0 });
      if (!met) misses.push({ draft, expected });
    }
    for (const finding of findings) {
      cases.add(`${finding.ruleId}/${finding.code}`);
      const right = draft.expect.some((expected) => explains(expected, finding, draft.text));
      count(finding.ruleId, right ? { right: 1 } : { falseAlarms: 1 });
      if (!right) falseAlarms.push({ draft, finding });
    }
  }
  return {
    drafts: drafts.length,
    clean: drafts.filter(({ expect }) => expect.length === 0).length,
    scores: [...scores.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    cases,
    misses,
    falseAlarms,
  };
}

function explains({ rule, quote }: Expectation, { ruleId, range }: Finding, text: string): boolean {
  if (rule !== ruleId) return false;
  if (quote === undefined) return true;
  if (range === undefined) return false;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (range.start < at + quote.length && at < range.end) return true;
  }
  return false;
}

/** Several rules taken together. */
export function sum(scores: readonly Score[], rule: string): Score {
  return scores.reduce(
    (total, score) => ({
      rule,
      positives: total.positives + score.positives,
      found: total.found + score.found,
      right: total.right + score.right,
      falseAlarms: total.falseAlarms + score.falseAlarms,
    }),
    { rule, positives: 0, found: 0, right: 0, falseAlarms: 0 },
  );
}

/** 1 where there was nothing to find. */
export function recall({ positives, found }: Score): number {
  return positives === 0 ? 1 : found / positives;
}

/** 1 where nothing was found. */
export function precision({ right, falseAlarms }: Score): number {
  return right + falseAlarms === 0 ? 1 : right / (right + falseAlarms);
}

/** What keeps the measure from being good enough; empty when nothing does. */
export function shortcomings({ scores }: Measured): readonly string[] {
  const exact = scores.filter(({ rule }) => EXACT_RULES.has(rule));
  const rest = sum(
    scores.filter(({ rule }) => !EXACT_RULES.has(rule)),
    'other rules',
  );
  return [
    ...exact
      .filter((score) => score.found < score.positives || score.falseAlarms > 0)
      .map(({ rule, positives, found, falseAlarms }) => `${rule}: ${positives - found} missed, ${falseAlarms} false`),
    ...(recall(rest) < LEAST.recall ? [`other rules: recall ${recall(rest).toFixed(3)}`] : []),
    ...(precision(rest) < LEAST.precision ? [`other rules: precision ${precision(rest).toFixed(3)}`] : []),
  ];
}
