import type { Person } from './events.ts';
import { authorsOf, type Draft } from './state.ts';

/**
 * Who may decide for an account at this moment, resolved from configuration when the click is handled.
 * `managers: null` means it could not be read (for example the user group did not answer): then nobody may.
 */
export interface Authority {
  readonly managers: readonly string[] | null;
  readonly selfApproval: boolean;
}

export const NOBODY: Authority = { managers: null, selfApproval: false };

export type DecisionRight = 'yes' | 'not-manager' | 'self-approval' | 'authority-unavailable';

/** Approval is by somebody else: nobody who has, or ever had, a hand in the draft (design promise 2). */
export function mayApprove(person: Person, authority: Authority, draft: Draft): DecisionRight {
  const right = mayDecide(person, authority);
  if (right !== 'yes') return right;
  return wroteIt(person, draft) && !authority.selfApproval ? 'self-approval' : 'yes';
}

/** Every decision but approval: returning or rejecting one's own draft harms nobody. */
export function mayDecide(person: Person, authority: Authority): Exclude<DecisionRight, 'self-approval'> {
  if (authority.managers === null) return 'authority-unavailable';
  return authority.managers.includes(person.id) ? 'yes' : 'not-manager';
}

/**
 * Has this person written any of it, or had it? Whoever took it over stood for it, also where they changed nothing and
 * somebody else has it by now. A proposal does not count: it became the draft's text by another person's word.
 */
export function wroteIt(person: Person, draft: Draft): boolean {
  return authorsOf(draft).includes(person.id);
}
