import { readDraftFile } from './document.ts';

/** Says in words what a write of a draft's document changes: the event that is appended, or the step of the thread. */
export function purposeOf(before: string | null, after: string): string {
  const old = before === null ? null : readDraftFile(before);
  const now = readDraftFile(after);
  if (now.events.length > (old?.events.length ?? 0)) return `record ${now.events.at(-1)?.type ?? ''}`;
  const was = old?.thread ?? { cardTs: null, shown: 0, told: 0, parts: 0, inDoubt: false };
  const is = now.thread ?? was;
  const what = is.cardTs === null || (was.cardTs === null && is.cardTs !== null) ? 'card' : 'line';
  if (is.inDoubt && !was.inDoubt) return `cursor ${what} armed`;
  if (is.cardTs !== was.cardTs) return 'cursor card noted';
  if (is.parts > was.parts) return 'cursor line noted';
  if (is.told > was.told) return 'cursor event told';
  if (is.shown > was.shown) return 'cursor card shown';
  if (!is.inDoubt && was.inDoubt) return `cursor ${what} not sent`;
  return 'cursor';
}
