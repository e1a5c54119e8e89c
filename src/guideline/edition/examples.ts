import type { Guideline } from '../check.ts';
import { check } from '../check.ts';
import { rivalsOf } from '../steps/precedence.ts';
import type { CheckSettings, DraftFields, Finding } from '../types.ts';
import type { Complain } from './problem.ts';
import type { EditionFile, Example, RuleExamples } from './schema.ts';

/** A rule with the examples that it has to pass. */
export interface TriedRule {
  readonly id: string;
  /** Path of the rule in the file that is told. */
  readonly at: readonly (string | number)[];
  readonly examples: RuleExamples | undefined;
  /** True where the library's rule is the same, and has shown what it does. */
  readonly shown: boolean;
}

type ExampleOffice = EditionFile['exampleOffice'];

const NO_WISH: { readonly quote?: string; readonly code?: string } = {};

/** Runs every rule's own examples: a rule that does not do what its examples say must not be used. */
export function runExamples(
  tried: readonly TriedRule[],
  edition: Guideline,
  office: ExampleOffice,
  complain: Complain,
): void {
  for (const { id, at, examples, shown } of tried) {
    // All the others say nothing of this rule's examples, and every start would wait for them.
    const heard = [id, ...rivalsOf(id)];
    const part = { ...edition, rules: edition.rules.filter((rule) => heard.includes(rule.id)) };
    for (const list of ['flagged', 'clean'] as const) {
      const written = examples?.[list] ?? [];
      if (!shown && written.length === 0) complain(at, 'example-missing', { rule: id });
      for (const [index, example] of written.entries()) {
        const place = [...at, 'examples', list, index];
        const found = findingsOf(part, id, example, office);
        for (const { code } of found) {
          // The sentences are by code: of one that its kind does not name, the office would be told nothing.
          if (part.rules.some((rule) => rule.id === id && !rule.codes.includes(code)))
            throw new TypeError(`the rule ${id} finds "${code}", which is none of the codes of its kind`);
        }
        const text = typeof example === 'string' ? example : example.text;
        if (list === 'flagged' && !found.some((finding) => isWished(finding, example))) {
          complain(place, 'example-not-flagged', { rule: id, text });
        }
        if (list === 'clean' && found[0] !== undefined) {
          complain(place, 'example-flagged', { rule: id, text, quote: found[0].quote ?? null });
        }
      }
    }
  }
}

function isWished(finding: Finding, example: Example): boolean {
  const { quote, code } = typeof example === 'string' ? NO_WISH : example;
  return (quote === undefined || finding.quote === quote) && (code === undefined || finding.code === code);
}

function findingsOf(edition: Guideline, ruleId: string, example: Example, office: ExampleOffice): readonly Finding[] {
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
