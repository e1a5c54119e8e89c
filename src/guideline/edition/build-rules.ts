import { parseCitation, placeLabel } from '../citation.ts';
import { RULE_KINDS } from '../rules/registry.ts';
import type { Citation } from '../types.ts';
import type { Provision, Rule } from './edition.ts';
import { provisionText } from './edition.ts';
import type { Complain } from './problem.ts';
import type { EditionRule, Example, SharedRule } from './schema.ts';

/** A rule with the examples that it has to pass. */
export interface BuiltRule {
  readonly rule: Rule;
  /** Position in the edition's list, for messages. */
  readonly index: number;
  readonly flagged: readonly Example[];
  readonly clean: readonly Example[];
}

/** Joins an edition's rules with the shared ones of the same id and compiles them. Every problem is reported. */
export function buildRules(
  own: readonly EditionRule[],
  shared: ReadonlyMap<string, SharedRule>,
  provisions: readonly Provision[],
  complain: Complain,
): readonly BuiltRule[] {
  const seen = new Set<string>();
  const built: BuiltRule[] = [];
  for (const [index, rule] of own.entries()) {
    if (seen.has(rule.id)) complain(['rules', index, 'id'], 'duplicate-rule', { rule: rule.id });
    seen.add(rule.id);
    const made = buildRule(rule, index, shared.get(rule.id), provisions, complain);
    if (made !== undefined) built.push(made);
  }
  return built;
}

function buildRule(
  own: EditionRule,
  index: number,
  shared: SharedRule | undefined,
  provisions: readonly Provision[],
  complain: Complain,
): BuiltRule | undefined {
  const citations = readCitations(own.cites, ['rules', index, 'cites'], provisions, complain);
  const citationsOf = Object.fromEntries(
    Object.entries(own.citesOf ?? {}).map(([code, cites]) => [
      code,
      readCitations(cites, ['rules', index, 'citesOf', code], provisions, complain),
    ]),
  );
  const kindName = own.kind ?? shared?.kind;
  const level = own.level ?? shared?.level;
  if (kindName === undefined || level === undefined) {
    const missing = [...(kindName === undefined ? ['kind'] : []), ...(level === undefined ? ['level'] : [])];
    complain(['rules', index], 'rule-incomplete', { rule: own.id, missing });
    return undefined;
  }
  const kind = RULE_KINDS[kindName];
  if (kind === undefined) {
    complain(['rules', index, 'kind'], 'kind-unknown', { kind: kindName, known: Object.keys(RULE_KINDS) });
    return undefined;
  }
  const levelOf = own.levels ?? shared?.levels ?? {};
  for (const [key, byCode] of [['levels', levelOf] as const, ['citesOf', citationsOf] as const]) {
    for (const code of Object.keys(byCode)) {
      if (kind.codes.includes(code)) continue;
      complain(['rules', index, key, code], 'code-unknown', { rule: own.id, code, known: kind.codes });
    }
  }
  const compiled = kind.compile({ ...shared?.params, ...own.params });
  if (!compiled.ok) {
    for (const { path, detail } of compiled.issues) {
      const at = ['rules', index, 'params', ...path.split('.').filter((part) => part !== '')];
      if (detail.startsWith('pattern-')) complain(at, 'pattern', { rule: own.id, detail });
      else complain(at, 'shape', { detail });
    }
    return undefined;
  }
  return {
    rule: {
      id: own.id,
      kind: kindName,
      citations,
      citationsOf,
      level,
      levelOf,
      codes: kind.codes,
      ownWords: kind.ownWords,
      detect: compiled.detect,
    },
    index,
    flagged: [...(shared?.examples?.flagged ?? []), ...(own.examples?.flagged ?? [])],
    clean: [...(shared?.examples?.clean ?? []), ...(own.examples?.clean ?? [])],
  };
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
