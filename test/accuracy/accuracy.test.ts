import { describe, expect, it } from 'vitest';
import { labelledDrafts } from './labelled.ts';
import { EXACT_RULES, measure, openDesk, shortcomings } from './measure.ts';

/** The aims of the accuracy measure, on the labelled drafts. `npm run check:accuracy` names each miss and false alarm. */

const drafts = labelledDrafts();
const measured = measure(drafts, openDesk());

describe('the labelled drafts', () => {
  it('are many, and at least a third of them have nothing wrong', () => {
    expect(drafts.length).toBeGreaterThanOrEqual(300);
    expect(measured.clean).toBeGreaterThanOrEqual(drafts.length / 3);
  });

  it('are each labelled once', () => {
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
  });

  it('show every rule at least three times', () => {
    const positives = new Map(measured.scores.map((score) => [score.rule, score.positives]));
    const rules = [...new Set(openDesk().editions.flatMap((edition) => edition.rules.map(({ id }) => id)))];
    expect(rules.filter((rule) => (positives.get(rule) ?? 0) < 3)).toEqual([]);
  });
});

describe('an office that checks its drafts', () => {
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
