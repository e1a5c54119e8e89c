import type { Authority, DecisionRight } from './authority.ts';
import { mayDecide } from './authority.ts';
import type { DraftCommand, PersonalCommand, SystemCommand } from './commands.ts';
import type { DraftAction, DraftEvent, DraftEventType, Person } from './events.ts';
import type { Refusal } from './refusal.ts';
import type { Draft, DraftStatus } from './state.ts';
import { currentRevision, stageOf } from './state.ts';

/** What the deciding functions share. */

export type Decision =
  | { readonly ok: true; readonly events: readonly DraftEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

export type Of<Type extends DraftCommand['type']> = Extract<DraftCommand, { type: Type }>;

export function record(...events: DraftEvent[]): Decision {
  return { ok: true, events };
}

export function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal };
}

export function stamp(command: PersonalCommand): { at: string; by: Person; delivery?: string } {
  return {
    at: command.at,
    by: command.by,
    ...(command.delivery === undefined ? {} : { delivery: command.delivery }),
  };
}

export function systemStamp(command: SystemCommand): { at: string; by: 'system'; delivery?: string } {
  return { at: command.at, by: 'system', ...(command.delivery === undefined ? {} : { delivery: command.delivery }) };
}

/** @param by who asked; absent for the app itself. */
export function wrongStatus(action: DraftAction, draft: Draft, by?: Person): Decision {
  const code = by !== undefined && standsAlready(action, by, draft) ? 'already-done' : 'wrong-status';
  return refuse({ code, action, status: draft.status, last: draft.last });
}

/** Events by which a person's act is known, where the next event to change the status is a person's again. */
const RECORDED_AS: Partial<Record<DraftAction, DraftEventType>> = {
  return: 'DraftReturned',
  reject: 'DraftRejected',
  withdraw: 'DraftWithdrawn',
  revoke: 'ApprovalRevoked',
  confirmPublished: 'PostPublished',
  confirmNotPublished: 'ConfirmedNotPublished',
  confirmManualPost: 'PostPublished',
  giveUpManualPost: 'ManualPostGivenUp',
  confirmRemoved: 'PostTakenDown',
  confirmNotRemoved: 'ConfirmedNotRemoved',
  confirmManualRemoval: 'PostTakenDown',
  cancelRemoval: 'RemovalCancelled',
};

/** Has this person done just this, with nothing undone since? */
function standsAlready(action: DraftAction, by: Person, draft: Draft): boolean {
  if (action === 'approve') return 'approval' in draft && draft.approval.by.id === by.id;
  if (action === 'takeDown' || action === 'retryRemoval') return 'removal' in draft && draft.removal.by.id === by.id;
  if (action === 'retry') {
    const under = draft.status === 'approved' ? draft.order !== null : 'attempt' in draft || 'post' in draft;
    return under && draft.orders > 1 && draft.orderedBy?.id === by.id;
  }
  return draft.last.by !== 'system' && draft.last.by.id === by.id && draft.last.type === RECORDED_AS[action];
}

export function stale(draft: Draft): Decision {
  return refuse({ code: 'stale-revision', current: currentRevision(draft).number, last: draft.last });
}

export function noRight(action: DraftAction, right: Exclude<DecisionRight, 'yes'>, authority: Authority): Decision {
  return right === 'authority-unavailable'
    ? refuse({ code: right, action })
    : refuse({ code: right, action, managers: authority.managers ?? [] });
}

export function byManager(
  command: PersonalCommand & { readonly authority: Authority },
  action: DraftAction,
  draft: Draft,
  statuses: readonly DraftStatus[],
  then: () => Decision,
): Decision {
  const right = mayDecide(command.by, command.authority);
  if (right !== 'yes') return noRight(action, right, command.authority);
  return inTime(command, action, draft, statuses, then);
}

/** In one of these statuses, and about the sending or removal that the person saw. */
export function inTime(
  command: PersonalCommand,
  action: DraftAction,
  draft: Draft,
  statuses: readonly DraftStatus[],
  then: () => Decision,
): Decision {
  if (!statuses.includes(draft.status)) return wrongStatus(action, draft, command.by);
  if (command.expectedStage === undefined || command.expectedStage === stageOf(draft)) return then();
  return standsAlready(action, command.by, draft)
    ? wrongStatus(action, draft, command.by)
    : refuse({ code: 'stale-stage', last: draft.last });
}
