import type { Draft, Revision } from './state.ts';
import { currentRevision } from './state.ts';

/** Slots (予約日時): when a draft goes out, until when it has to be approved, and when people are reminded of that. Pure. */

/** After this nothing goes out any more: a post that is late is worse than none (design, promise 7). */
export const GRACE_MS = 5 * 60_000;
/** A slot further away is more likely a slip of the year. */
const FURTHEST_MS = 366 * 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** Minutes before the slot at which both sides hear that the draft still waits, the first first. */
export const REMINDERS = [60, 15] as const;
export type Reminder = (typeof REMINDERS)[number];

/** Does what is approved for this slot go out no more? @param now instant. */
export function isTooLate(slot: string, now: string): boolean {
  return Date.parse(now) - Date.parse(slot) > GRACE_MS;
}

export type SlotProblem = 'slot-passed' | 'slot-too-far';

/** Why a content cannot be for this slot. @param at instant of the wish. */
export function slotProblem(slot: string | undefined, at: string): SlotProblem | null {
  if (slot === undefined) return null;
  const ahead = Date.parse(slot) - Date.parse(at);
  if (ahead <= 0) return 'slot-passed';
  return ahead > FURTHEST_MS ? 'slot-too-far' : null;
}

/** Approved for a slot that is still to come, and owed. */
export function isScheduled(draft: Draft): boolean {
  return draft.status === 'approved' && draft.order !== null && draft.order.due !== draft.order.at;
}

/** Is the matter (解禁) not free yet at this instant? */
export function isEmbargoed({ fields: { embargoUntil } }: Pick<Revision, 'fields'>, at: string): boolean {
  return embargoUntil !== undefined && Date.parse(at) < Date.parse(embargoUntil);
}

export interface SlotDuty {
  readonly what: 'remind' | 'expire';
  /** Instant in ISO 8601. */
  readonly from: string;
}

/**
 * Does it end at its slot, as things stand? What waits for an approval, and what was returned before. What had its slot and
 * came back after it, because it could not be put up, is with its author.
 */
export function endsAtSlot(draft: Draft): boolean {
  const { slot } = currentRevision(draft).content;
  if (slot === undefined) return false;
  return draft.status === 'submitted' || (draft.status === 'returned' && draft.last.at < slot);
}

/** What comes next for a draft that waits for its approval; null where it has no slot. */
export function nextBeforeSlot(draft: Draft): SlotDuty | null {
  const revision = currentRevision(draft);
  const { slot } = revision.content;
  if (slot === undefined) return null;
  const left = REMINDERS.filter((minutes) => isDue(revision, slot, minutes));
  const [next] = left;
  return next === undefined ? { what: 'expire', from: slot } : { what: 'remind', from: before(slot, next) };
}

/** Whoever wrote it later than that knows how little time there was; nobody is reminded of the earlier after the later. */
function isDue({ at, reminded }: Revision, slot: string, minutes: Reminder): boolean {
  return at < before(slot, minutes) && (reminded === undefined || minutes < reminded);
}

/** Of the reminders that may be due, the one that fits; null once the slot has come. @param now instant. */
export function reminderAt(slot: string, now: string): Reminder | null {
  if (now >= slot) return null;
  return REMINDERS.findLast((minutes) => now >= before(slot, minutes)) ?? null;
}

function before(slot: string, minutes: number): string {
  return new Date(Date.parse(slot) - minutes * MINUTE_MS).toISOString();
}
