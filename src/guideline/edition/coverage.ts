import { placeLabel } from '../citation.ts';
import type { Coverage, Provision, Rule } from './edition.ts';
import type { Complain } from './problem.ts';
import type { EditionFile } from './schema.ts';

const NOTHING: Coverage = { rules: [], feature: null, human: null, kind: null };

/**
 * How each provision is accounted for: by the rules that cite it, and by what the table says of persons and features.
 * Complains of a provision that nothing accounts for, and of a rule that holds the office to what binds the citizens.
 */
export function readCoverage(
  table: EditionFile['coverage'],
  provisions: readonly Provision[],
  rules: readonly Pick<Rule, 'id' | 'citations' | 'citationsOf'>[],
  complain: Complain,
): Readonly<Record<string, Coverage>> {
  const labels = new Set(provisions.map(({ label }) => label));
  for (const label of Object.keys(table)) {
    if (!labels.has(label)) complain(['coverage', label], 'coverage-unknown', { label });
  }
  const standing = rules.map(({ id, citations, citationsOf }) => ({
    id,
    on: labelsOf([citations, ...Object.values(citationsOf)].flat()),
  }));
  return Object.fromEntries(
    provisions.map(({ label, article }) => {
      const at = ['coverage', label];
      const entry = table[label];
      const stands = standing.filter(({ on }) => on.has(label)).map(({ id }) => id);
      if (typeof entry === 'string') {
        const problem = entry === 'citizens' ? 'citizens-cited' : 'informative-cited';
        for (const rule of stands) complain(at, problem, { label, rule });
        return [label, { ...NOTHING, kind: entry }];
      }
      if (entry?.feature === undefined && entry?.human === undefined && stands.length === 0) {
        // 附則 only say from when the guideline is in force; a table may leave them out.
        if (/^\d/u.test(article)) complain(['coverage'], 'coverage-missing', { label });
        return [label, { ...NOTHING, kind: 'informative' }];
      }
      return [label, { ...NOTHING, rules: stands, feature: entry?.feature ?? null, human: entry?.human ?? null }];
    }),
  );
}

/** What a rule is held against. Citations for orientation (参考) hold nobody to anything. */
function labelsOf(citations: Rule['citations']): ReadonlySet<string> {
  return new Set(
    citations.flatMap((citation) =>
      citation.kind === 'provision' && citation.reference !== true ? [placeLabel(citation)] : [],
    ),
  );
}
