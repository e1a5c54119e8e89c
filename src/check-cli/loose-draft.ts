import type { DraftFields } from '../guideline/types.ts';
import { japanDay } from '../usecases/japan-time.ts';
import { flag, isRecord, word } from './loose-answers.ts';
import { fieldsOf } from './loose-fields.ts';

/** One draft of `npm run check`, as far as its line could be understood. */
export interface LooseDraft {
  readonly id: string | number | null;
  /** As written; null when the line names none. */
  readonly account: string | null;
  readonly text: string;
  /** Day of publication in Japan, `YYYY-MM-DD`: the slot's, else `today`; null when the line has neither. */
  readonly day: string | null;
  /** Day on which it was written, as far as the line tells; a post with a slot goes out on another. */
  readonly draftedOn: string | null;
  readonly fields: DraftFields;
  /** Rules for which the manager's finding of necessity is on record. */
  readonly waivers: readonly string[];
}

export type LineError = 'not-json' | 'not-object' | 'text-missing' | 'day-invalid';

export type LooseResult =
  | { readonly ok: true; readonly draft: LooseDraft }
  | { readonly ok: false; readonly id: string | number | null; readonly error: LineError };

/** What is decided by the manager's yes to category (3): the rule that asks for it. */
const CATEGORY_RULE = 'content-category';

/** Reads one JSON line, taking the many ways in which people write the same answer. */
export function readLine(line: string): LooseResult {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, id: null, error: 'not-json' };
  }
  if (!isRecord(value)) return { ok: false, id: null, error: 'not-object' };
  const id = typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
  const text = value.text;
  if (typeof text !== 'string') return { ok: false, id, error: 'text-missing' };

  const given = { ...value, ...(isRecord(value.fields) ? value.fields : {}) };
  const today = dayOf(given.today);
  const slot = dayOf(given.scheduledAt);
  if (today === 'invalid' || slot === 'invalid') return { ok: false, id, error: 'day-invalid' };
  const approved = flag(given.managerApproved) === true ? [CATEGORY_RULE] : [];
  return {
    ok: true,
    draft: {
      id,
      account: word(given.account) ?? null,
      text,
      day: slot ?? today,
      draftedOn: today,
      fields: fieldsOf(given),
      waivers: [...waiversOf(given.waivers), ...approved],
    },
  };
}

function waiversOf(value: unknown): string[] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.flatMap((entry) => (isRecord(entry) ? (word(entry.rule) ?? word(entry.ruleId)) : word(entry)) ?? []);
}

function dayOf(value: unknown): string | null | 'invalid' {
  const text = word(value);
  if (text === undefined) return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1];
  if (day === undefined || !isCalendarDay(day)) return 'invalid';
  // An instant with a zone may be another day in Japan; a time without one is Japanese time.
  if (!/[T ].*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) return day;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? 'invalid' : japanDay(instant);
}

/** JavaScript itself takes 2026-02-30 for 2 March. */
function isCalendarDay(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}
