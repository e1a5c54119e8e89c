import { parseCitation, placeLabel } from '../citation.ts';
import type { Citation } from '../types.ts';
import { compileRule } from './compile-rule.ts';
import type { Provision, Rule } from './edition.ts';
import { provisionText } from './edition.ts';
import type { TriedRule } from './examples.ts';
import type { Libraries, SharedRule } from './libraries.ts';
import type { Complain } from './problem.ts';
import type { EditionRule, RuleExamples } from './schema.ts';

/** What an edition's list says of one rule. */
export interface BuiltRule {
  /** The provisions that it stands on, whether or not it can be used. */
  readonly standing: Pick<Rule, 'id' | 'citations' | 'citationsOf'>;
  readonly rule: Rule | undefined;
  readonly tried: TriedRule | undefined;
}

/** Joins an edition's rules with the shared ones of the same id and compiles them. Every problem is reported. */
export function buildRules(
  own: readonly EditionRule[],
  libraries: Libraries,
  provisions: readonly Provision[],
  complain: Complain,
): readonly BuiltRule[] {
  const seen = new Set<string>();
  return own.map((rule, index) => {
    if (seen.has(rule.id)) complain(['rules', index, 'id'], 'duplicate-rule', { rule: rule.id });
    seen.add(rule.id);
    return buildRule(rule, index, libraries, provisions, complain);
  });
}

function buildRule(
  own: EditionRule,
  index: number,
  libraries: Libraries,
  provisions: readonly Provision[],
  complain: Complain,
): BuiltRule {
  const at = ['rules', index];
  const standing = {
    id: own.id,
    citations: readCitations(own.cites, [...at, 'cites'], provisions, complain),
    citationsOf: Object.fromEntries(
      Object.entries(own.citesOf ?? {}).map(([code, cites]) => [
        code,
        readCitations(cites, [...at, 'citesOf', code], provisions, complain),
      ]),
    ),
  };
  const shared = libraries.get(own.id);
  // Whoever wrote the library has been told; until it is mended nothing can be said of what stands on it.
  const untold = shared === undefined ? own.kind === undefined && !libraries.complete : shared.compiled === undefined;
  if (untold) return { standing, rule: undefined, tried: undefined };
  const { kind, level, levels, params } = shared?.file ?? {};
  // With parameters of its own it is another rule, which has to show anew what it does.
  const same = own.kind === undefined && own.params === undefined ? shared?.compiled : undefined;
  const written = { kind, level, levels, ...own, params: { ...params, ...own.params } };
  const compiled = compileRule(written, at, complain, same?.detect);
  if (compiled === undefined) return { standing, rule: undefined, tried: undefined };
  const tried = { id: own.id, at, examples: examplesOf(own, same ? undefined : shared), shown: same !== undefined };
  return { standing, rule: { ...compiled, ...standing }, tried };
}

/** Its own; where it has none of a sort, those of the shared rule whose kind it keeps. */
function examplesOf({ kind, examples }: EditionRule, shared: SharedRule | undefined): RuleExamples {
  const library = kind === undefined ? shared?.file.examples : undefined;
  const either = (list: keyof RuleExamples) => (examples?.[list].length ? examples[list] : (library?.[list] ?? []));
  return { flagged: either('flagged'), clean: either('clean') };
}

function readCitations(
  written: readonly string[],
  path: readonly (string | number)[],
  provisions: readonly Provision[],
  complain: Complain,
): readonly Citation[] {
  return written.flatMap((text, position) => {
    const citation = parseCitation(text);
    const at = [...path, position];
    if (citation === undefined) {
      complain(at, 'citation-unreadable', { citation: text });
      return [];
    }
    if (citation.kind === 'provision' && provisionText({ provisions }, citation) === undefined) {
      complain(at, 'citation-unknown', { citation: placeLabel(citation) });
      return [];
    }
    return [citation];
  });
}
