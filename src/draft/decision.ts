import { ACTS } from '../acts/index.ts';
import type { BeyondBound } from '../guideline/draft-bound.ts';
import type { Authority, DecisionRight } from './authority.ts';
import type { DraftCommand, PersonalCommand, SystemCommand } from './commands.ts';
import type { Content } from './content.ts';
import type { DraftAction, DraftEvent, Person } from './events.ts';
import type { Refusal } from './refusal.ts';
import type { Draft } from './state.ts';
import { currentRevision } from './state.ts';

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

/** Has this person done just this, with nothing undone since? */
export function standsAlready(action: DraftAction, by: Person, draft: Draft): boolean {
  const { standsBy = 'last event', event } = ACTS[action];
  switch (standsBy) {
    case 'approval':
      return 'approval' in draft && draft.approval.by.id === by.id;
    case 'removal':
      return 'removal' in draft && draft.removal.by.id === by.id;
    case 'order': {
      const under = draft.status === 'approved' ? draft.order !== null : 'attempt' in draft || 'post' in draft;
      return under && draft.orders > 1 && draft.orderedBy?.id === by.id;
    }
    case 'last event':
      return draft.last.by !== 'system' && draft.last.by.id === by.id && draft.last.type === event.type;
  }
}

export function stale(draft: Draft): Decision {
  return refuse({ code: 'stale-revision', current: currentRevision(draft).number, last: draft.last });
}

export function noRight(action: DraftAction, right: Exclude<DecisionRight, 'yes'>, authority: Authority): Decision {
  return right === 'authority-unavailable'
    ? refuse({ code: right, action })
    : refuse({ code: right, action, managers: authority.managers ?? [] });
}

export function notDrafter(action: DraftAction, draft: Draft): Decision {
  return refuse({ code: 'not-drafter', action, drafter: draft.drafter.id });
}

/** Why a text cannot be a revision. @param beyond by how much it is too long. */
export function textProblem({ text }: Content, beyond: BeyondBound | undefined): Refusal | null {
  if (text.trim() === '') return { code: 'text-empty' };
  return beyond === undefined ? null : { code: 'text-too-long', ...beyond };
}
