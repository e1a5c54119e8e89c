import { createHash } from 'node:crypto';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { Finding } from '../../src/guideline/types.ts';

/** One tick that the approver gives: for one finding, or for several of the same kind. */
export interface Question {
  /** Short, and the same for the same findings. */
  readonly id: string;
  readonly of: 'finding' | 'rule' | 'all';
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Ten to a block of checkboxes, and nobody reads more than some. */
const MOST_QUESTIONS = 40;

/**
 * What is only to be looked at, from the findings alone, so that the form and whoever reads it back agree. Findings with the
 * same key are one thing to decide.
 */
export function questions(findings: readonly Finding[]): Question[] {
  const asked = findings.filter(({ level }) => level === 'warning');
  const single = grouped(asked, 'finding', findingKey);
  if (single.length <= MOST_QUESTIONS) return single;
  const kinds = grouped(asked, 'rule', ({ ruleId }) => ruleId);
  return kinds.length <= MOST_QUESTIONS ? kinds : grouped(asked, 'all', () => '');
}

function grouped(findings: readonly Finding[], of: Question['of'], nameOf: (finding: Finding) => string): Question[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const name = nameOf(finding);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([name, group]) => ({ id: idOf(`${of}:${name}`), of, findings: group }));
}

/**
 * What a form asks an answer for, in few characters: what was answered counts for just these findings, and for none that
 * turned up while the form was open.
 */
export function askedOf(findings: readonly Finding[]): string {
  const keys = findings.filter(({ level }) => level === 'waiver' || level === 'warning').map(findingKey);
  return idOf([...new Set(keys)].sort().join('\n'));
}

/** An option's value has little room, and an office may call its rules what it likes. */
const idOf = (name: string): string => createHash('sha256').update(name, 'utf8').digest('base64url').slice(0, 16);
