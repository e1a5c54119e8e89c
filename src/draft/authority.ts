import type { Person } from './events.ts';
import type { Draft } from './state.ts';

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

/** Approval is by somebody else: neither the drafter nor the author of the revision at hand (design promise 2). */
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

export function wroteIt(person: Person, draft: Draft): boolean {
  return draft.drafter.id === person.id || draft.revisions.some((revision) => revision.author.id === person.id);
}
