import { findingKey } from '../../src/guideline/finding-key.ts';
import type { Finding } from '../../src/guideline/types.ts';

/** One thing that the approver has to answer: for one finding, or for several of the same kind. */
export interface Question {
  readonly id: string;
  readonly level: 'waiver' | 'warning';
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Each question takes two of the hundred blocks of a form, and the text needs some too. */
const MOST_QUESTIONS = 40;

/**
 * What the approval form asks, from the findings alone, so that the form and whoever reads it back agree.
 * Findings with the same key are one thing to decide.
 */
export function questions(findings: readonly Finding[]): Question[] {
  const asked = findings.filter(isAsked);
  const single = grouped(asked, findingKey);
  if (single.length <= MOST_QUESTIONS) return single;
  const kinds = grouped(asked, ({ level, ruleId }) => `${level}:${ruleId}`);
  return kinds.length <= MOST_QUESTIONS ? kinds : grouped(asked, ({ level }) => `all:${level}`);
}

type Asked = Finding & { readonly level: 'waiver' | 'warning' };

const isAsked = (finding: Finding): finding is Asked => finding.level === 'waiver' || finding.level === 'warning';

function grouped(findings: readonly Asked[], idOf: (finding: Asked) => string): Question[] {
  const groups = new Map<string, { level: Asked['level']; findings: [Finding, ...Finding[]] }>();
  for (const finding of findings) {
    const id = idOf(finding);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { level: finding.level, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups].map(([id, group]) => ({ id, ...group })).sort((a, b) => rank(a) - rank(b));
}

const rank = ({ level }: Question): number => (level === 'waiver' ? 0 : 1);
