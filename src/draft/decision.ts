import { ACTS } from '../acts/index.ts';
import { countFindings } from '../guideline/count-findings.ts';
import type { BeyondBound } from '../guideline/draft-bound.ts';
import { findingKey } from '../guideline/finding-key.ts';
import type { DraftFields, Finding } from '../guideline/types.ts';
import type { Authority, DecisionRight } from './authority.ts';
import type { DraftCommand, PersonalCommand, SystemCommand } from './commands.ts';
import { type Content, isWordless } from './content.ts';
import type { DraftAction, DraftEvent, Necessity, Person } from './events.ts';
import type { Refusal } from './refusal.ts';
import { isEmbargoed, slotProblem } from './slot.ts';
import type { Draft, Revision } from './state.ts';
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

/** What of these findings still keeps a draft from being published, with what the manager has answered; null when nothing. */
export function unanswered(
  findings: readonly Finding[],
  { necessities = [], acknowledged = [] }: Answers,
): Refusal | null {
  const blocks = findings.filter(({ level }) => level === 'block');
  if (blocks.length > 0) return { code: 'blocked', count: countFindings(blocks) };
  const reasons = new Map(necessities.map(({ findingKey: key, reason }) => [key, reason.trim()]));
  const keysOf = (wanted: Finding['level']) => findings.filter(({ level }) => level === wanted).map(findingKey);
  const unreasoned = keysOf('waiver').filter((key) => (reasons.get(key) ?? '') === '');
  if (unreasoned.length > 0) return { code: 'necessity-missing', findingKeys: unreasoned };
  const unticked = keysOf('warning').filter((key) => !acknowledged.includes(key));
  return unticked.length > 0 ? { code: 'acknowledgement-missing', findingKeys: unticked } : null;
}

interface Answers {
  readonly necessities?: readonly Necessity[] | undefined;
  readonly acknowledged?: readonly string[] | undefined;
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

/** Why a content cannot be a revision. @param at instant of the wish. @param beyond by how much the text is too long. */
export function contentProblem(content: Content, at: string, beyond: BeyondBound | undefined): Refusal | null {
  const words = content.text.trim() !== '';
  const bare = !words && (content.media ?? []).length === 0;
  if (isWordless(content) && !bare) return { code: 'target-words', kind: content.target.kind };
  if (!isWordless(content) && !words) return { code: 'text-empty' };
  return beyond === undefined ? slotRefusal(content, at) : { code: 'text-too-long', ...beyond };
}

/** @param at instant of the wish. */
export function slotRefusal({ slot }: Content, at: string): Refusal | null {
  const problem = slotProblem(slot, at);
  return problem === null || slot === undefined ? null : { code: problem, slot };
}

/** Nothing is approved to be out before its 解禁, whatever an office has made of the rule. @param at instant of the approval. */
export function embargoRefusal(revision: Revision, at: string): Refusal | null {
  const { embargoUntil: until } = revision.fields;
  const { slot } = revision.content;
  if (until === undefined || !isEmbargoed(revision, slot ?? at)) return null;
  return { code: 'embargoed', until, ...(slot === undefined ? {} : { slot }) };
}

export function consentRefusal({ namedPersonsConsent, consentNote = '' }: DraftFields): Refusal | null {
  return namedPersonsConsent === true && consentNote.trim() === '' ? { code: 'consent-unsaid' } : null;
}
