import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedFiles } from '../guideline/support.ts';
import { labelledDrafts } from './labelled.ts';
import { EXACT_RULES, measure, openDesk, shortcomings } from './measure.ts';

/** The aims of the accuracy measure, on the labelled drafts. `npm run check:accuracy` names each miss and false alarm. */

const drafts = labelledDrafts();
const desk = openDesk();
const measured = measure(drafts, desk);
const rules = desk.editions.flatMap((edition) => edition.rules);

const LEAST_SHOWN = 3;

/** How many texts stand beside each shipped rule as what it has to find. */
function flaggedExamples(): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { source } of shippedFiles()) {
    const { rules: written } = parse(source) as {
      rules: readonly { id: string; examples?: { flagged?: readonly unknown[] } }[];
    };
    for (const { id, examples } of written) count.set(id, (count.get(id) ?? 0) + (examples?.flagged?.length ?? 0));
  }
  return count;
}

describe('the labelled drafts', () => {
  it('are many, and at least a third of them have nothing wrong', () => {
    expect(drafts.length).toBeGreaterThanOrEqual(300);
    expect(measured.clean).toBeGreaterThanOrEqual(drafts.length / 3);
  });

  it('are each labelled once', () => {
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
  });

  it('show every rule three times, together with its own examples', () => {
    const shown = new Map(measured.scores.map((score) => [score.rule, score.positives]));
    for (const [rule, count] of flaggedExamples()) shown.set(rule, (shown.get(rule) ?? 0) + count);
    const lacking = [...new Set(rules.map(({ id }) => id))].filter((rule) => (shown.get(rule) ?? 0) < LEAST_SHOWN);
    expect(
      lacking,
      `Each rule needs ${LEAST_SHOWN} texts in which it is found: examples (flagged) beside the rule, or lines of test/accuracy/drafts/<rule>.jsonl, one JSON object each with id, text, today and expect: [{ rule, quote }].`,
    ).toEqual([]);
  });
});

describe('an office that checks its drafts', () => {
  it('hears of no case that the kind of rule does not name, for which there would be no sentence', () => {
    const named = new Set(rules.flatMap(({ id, codes }) => codes.map((code) => `${id}/${code}`)));
    expect([...measured.cases].filter((each) => !named.has(each))).toEqual([]);
  });

  it('misses nothing that is mechanically certain, and is not alarmed without reason', () => {
    const exact = measured.misses.filter(({ expected }) => EXACT_RULES.has(expected.rule));
    const alarms = measured.falseAlarms.filter(({ finding }) => EXACT_RULES.has(finding.ruleId));
    expect(exact.map(({ draft, expected }) => `${expected.rule}: ${draft.text}`)).toEqual([]);
    expect(alarms.map(({ draft, finding }) => `${finding.ruleId}: ${draft.text}`)).toEqual([]);
  });

  it('meets the aims of recall and precision', () => {
    expect(shortcomings(measured)).toEqual([]);
  });
});
