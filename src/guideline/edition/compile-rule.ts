import { RULE_KINDS } from '../rules/registry.ts';
import type { Compiled, Detect } from '../rules/rule-kind.ts';
import type { Rule } from './edition.ts';
import type { Complain } from './problem.ts';
import type { EditionRule } from './schema.ts';

/** A rule without its provisions: what a library holds, and what an edition's rule is made of. */
export type CompiledRule = Omit<Rule, 'citations' | 'citationsOf'>;
export type WrittenRule = Omit<EditionRule, 'cites'>;

/**
 * Finds a rule's kind, which has the rule's own name where none is written, and has it read the parameters.
 * @param at path of the rule in its file
 * @param ready what detects it, where the same parameters have been read before
 * @returns undefined when it cannot be used; every reason has been complained of.
 */
export function compileRule(
  { id, kind = id, level, levels = {}, citesOf = {}, params = {} }: WrittenRule,
  at: readonly (string | number)[],
  complain: Complain,
  ready?: Detect,
): CompiledRule | undefined {
  const found = RULE_KINDS[kind];
  if (found === undefined && kind !== id) {
    complain([...at, 'kind'], 'kind-unknown', { kind, known: Object.keys(RULE_KINDS) });
    return undefined;
  }
  if (found === undefined || level === undefined) {
    const missing = [...(found === undefined ? ['kind'] : []), ...(level === undefined ? ['level'] : [])];
    complain(at, 'rule-incomplete', { rule: id, missing });
    return undefined;
  }
  const unknown = Object.entries({ levels, citesOf }).flatMap(([key, byCode]) =>
    Object.keys(byCode).flatMap((code) => (found.codes.includes(code) ? [] : [{ key, code }])),
  );
  for (const { key, code } of unknown) {
    complain([...at, key, code], 'code-unknown', { rule: id, code, known: found.codes });
  }
  if (unknown.length > 0) return undefined;
  const compiled: Compiled = ready === undefined ? found.compile(params) : { ok: true, detect: ready };
  if (compiled.ok) {
    const { codes, ownWords } = found;
    return { id, kind, level, levelOf: levels, codes, ownWords, detect: compiled.detect };
  }
  for (const { path, detail } of compiled.issues) {
    const place = [...at, 'params', ...path];
    if (detail.startsWith('pattern-')) complain(place, 'pattern', { rule: id, detail });
    else complain(place, 'shape', { detail });
  }
  return undefined;
}
