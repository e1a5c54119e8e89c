import { check } from '../check.ts';
import { rivalsOf } from '../steps/precedence.ts';
import type { CheckSettings, DraftFields, Finding } from '../types.ts';
import type { BuiltRule } from './build-rules.ts';
import type { Edition } from './edition.ts';
import type { Complain } from './problem.ts';
import type { EditionFile, Example } from './schema.ts';

const NO_WISH: { readonly quote?: string; readonly code?: string } = {};

/** Runs every rule's own examples: a rule that does not do what its examples say must not be used. */
export function runExamples(
  edition: Edition,
  built: readonly BuiltRule[],
  office: EditionFile['exampleOffice'],
  complain: Complain,
): void {
  for (const { rule, index, flagged, clean } of built) {
    const at = ['rules', index];
    // All the others say nothing of this rule's examples, and every start would wait for them.
    const heard = [rule.id, ...rivalsOf(rule.id)];
    const part = { ...edition, rules: edition.rules.filter(({ id }) => heard.includes(id)) };
    if (flagged.length === 0 || clean.length === 0) complain(at, 'example-missing', { rule: rule.id });
    for (const example of flagged) {
      const found = findingsOf(part, rule.id, example, office);
      const { quote, code } = typeof example === 'string' ? NO_WISH : example;
      const met = found.some(
        (finding) => (quote === undefined || finding.quote === quote) && (code === undefined || finding.code === code),
      );
      if (!met) complain(at, 'example-not-flagged', { rule: rule.id, text: textOf(example) });
    }
    for (const example of clean) {
      const found = findingsOf(part, rule.id, example, office)[0];
      if (found !== undefined) {
        complain(at, 'example-flagged', { rule: rule.id, text: textOf(example), quote: found.quote ?? null });
      }
    }
  }
}

function textOf(example: Example): string {
  return typeof example === 'string' ? example : example.text;
}

function findingsOf(
  edition: Edition,
  ruleId: string,
  example: Example,
  office: EditionFile['exampleOffice'],
): readonly Finding[] {
  const { text, fields = {}, today = office.today, draftedOn } = typeof example === 'string' ? plain(example) : example;
  const { today: _, ...lists } = office;
  const settings: CheckSettings = { ...lists, levels: {}, words: {} };
  const context = { today, settings, ...(draftedOn === undefined ? {} : { draftedOn }) };
  return check({ text, fields: compact(fields) }, edition, context).findings.filter(
    (finding) => finding.ruleId === ruleId,
  );
}

function plain(text: string): Exclude<Example, string> {
  return { text };
}

/** Leaves out keys without a value: an answer that was not given is not an answer. */
function compact(fields: { readonly [Key in keyof DraftFields]: DraftFields[Key] | undefined }): DraftFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
