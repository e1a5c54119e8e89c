import { parseArgs } from 'node:util';
import { readCorpus } from './corpus.ts';
import { labelledDrafts } from './labelled.ts';
import {
  EXACT_RULES,
  type Measured,
  measure,
  openDesk,
  precision,
  recall,
  type Score,
  shortcomings,
  sum,
} from './measure.ts';

/**
 * `npm run check:accuracy [-- --rule ID] [--corpus FILE]`: precision and recall on the labelled drafts, rule by rule,
 * with every miss and every false alarm. Ends with 1 when the aims are not met.
 */
function main(): number {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({ options: { corpus: string, rule: string } });
  const desk = openDesk();
  const measured = measure(labelledDrafts(), desk);
  print(values.rule === undefined ? measured : onlyRule(measured, values.rule));
  if (values.corpus !== undefined) say(readCorpus(values.corpus, desk));
  const wrong = shortcomings(measured);
  for (const what of wrong) say(`short of the aim: ${what}`);
  return wrong.length === 0 ? 0 : 1;
}

function onlyRule(measured: Measured, rule: string): Measured {
  return {
    ...measured,
    scores: measured.scores.filter((score) => score.rule === rule),
    misses: measured.misses.filter(({ expected }) => expected.rule === rule),
    falseAlarms: measured.falseAlarms.filter(({ finding }) => finding.ruleId === rule),
  };
}

function print({ drafts, clean, scores, misses, falseAlarms }: Measured): void {
  say(`${drafts} labelled drafts, ${clean} of them clean`);
  say('');
  say(row(['rule', 'positives', 'found', 'recall', 'false alarms', 'precision']));
  for (const score of scores) say(scoreRow(score));
  const exact = scores.filter(({ rule }) => EXACT_RULES.has(rule));
  say('');
  say(scoreRow(sum(exact, '= exact rules')));
  say(
    scoreRow(
      sum(
        scores.filter((score) => !exact.includes(score)),
        '= other rules',
      ),
    ),
  );
  say(scoreRow(sum(scores, '= all rules')));
  say('');
  for (const { draft, expected } of misses) {
    say(`missed  ${draft.id}  ${expected.rule}  ${quoted(expected.quote)}  in ${quoted(draft.text)}`);
  }
  for (const { draft, finding } of falseAlarms) {
    say(`false   ${draft.id}  ${finding.ruleId}/${finding.code}  ${quoted(finding.quote)}  in ${quoted(draft.text)}`);
  }
  say('');
}

function scoreRow(score: Score): string {
  const { rule, positives, found, falseAlarms } = score;
  return row([rule, `${positives}`, `${found}`, percent(recall(score)), `${falseAlarms}`, percent(precision(score))]);
}

function row([rule = '', ...numbers]: readonly string[]): string {
  return rule.padEnd(22) + numbers.map((number) => number.padStart(13)).join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** On one line, with what cannot be seen spelled out. */
function quoted(text: string | undefined): string {
  if (text === undefined) return '-';
  return JSON.stringify(text).replaceAll(/[\p{Cf}\p{Cc}\u2028\u2029]/gu, (char) => {
    const point = char.codePointAt(0) ?? 0;
    return `\\u{${point.toString(16)}}`;
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main();
