import { placeLabel } from '../citation.ts';
import type { Coverage, Provision, Rule } from './edition.ts';
import type { Complain } from './problem.ts';
import type { EditionFile } from './schema.ts';

const NOTHING: Coverage = { rules: [], planned: [], feature: null, human: null, kind: null };

/**
 * Holds the coverage table against the provisions and the rules: every provision is accounted for, every rule stands
 * where the table says, and no rule holds the office to what binds the citizens.
 */
export function readCoverage(
  table: EditionFile['coverage'],
  provisions: readonly Provision[],
  rules: readonly Rule[],
  complain: Complain,
): Readonly<Record<string, Coverage>> {
  const covered = Object.fromEntries(Object.entries(table).map(([label, entry]) => [label, coverageOf(entry)]));
  const labels = new Set(provisions.map(({ label }) => label));
  for (const { label, article } of provisions) {
    if (covered[label] !== undefined) continue;
    // 附則 only say from when the guideline is in force; a table may leave them out.
    if (/^\d/u.test(article)) complain(['coverage'], 'coverage-missing', { label });
    else covered[label] = { ...NOTHING, kind: 'informative' };
  }
  const standing = whereRulesStand(rules);
  for (const [label, { rules: listed, planned }] of Object.entries(covered)) {
    const at = ['coverage', label];
    if (!labels.has(label)) complain(at, 'coverage-unknown', { label });
    for (const rule of listed) {
      const places = standing.get(rule);
      if (places === undefined) complain(at, 'coverage-rule-unknown', { label, rule });
      else if (!places.has(label)) complain(at, 'coverage-rule-elsewhere', { label, rule });
    }
    for (const rule of planned) if (standing.has(rule)) complain(at, 'coverage-planned-exists', { label, rule });
  }
  for (const [rule, places] of standing) {
    for (const label of places) {
      const entry = covered[label] ?? NOTHING;
      if (entry.kind === 'citizens') complain(['coverage', label], 'citizens-cited', { label, rule });
      else if (!entry.rules.includes(rule)) complain(['coverage', label], 'coverage-rule-unlisted', { label, rule });
    }
  }
  return covered;
}

function coverageOf(entry: EditionFile['coverage'][string]): Coverage {
  if (typeof entry === 'string') return { ...NOTHING, kind: entry };
  return {
    rules: entry.rules ?? [],
    planned: entry.planned ?? [],
    feature: entry.feature ?? null,
    human: entry.human ?? null,
    kind: null,
  };
}

/** Rule id → labels it is held against. Citations for orientation (参考) hold nobody to anything. */
function whereRulesStand(rules: readonly Rule[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    rules.map(({ id, citations, citationsOf }) => [
      id,
      new Set(
        [citations, ...Object.values(citationsOf)]
          .flat()
          .flatMap((citation) =>
            citation.kind === 'provision' && citation.reference !== true ? [placeLabel(citation)] : [],
          ),
      ),
    ]),
  );
}
