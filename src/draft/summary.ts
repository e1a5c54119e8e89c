import { countByLevel, type LevelCounts } from '../guideline/count-findings.ts';
import type { Finding } from '../guideline/types.ts';
import { isWordless } from './content.ts';
import type { DraftEvent, Person } from './events.ts';
import { replay } from './evolve.ts';
import { isScheduled } from './slot.ts';
import { authorsOf, currentRevision, type Draft, type DraftStatus, isSettled, isStopped, stageOf } from './state.ts';

/** What lists, figures and history need of a draft without reading it. A pure function of its record. */
export interface DraftSummary {
  readonly id: string;
  /** Number of events. */
  readonly version: number;
  readonly accountId: string;
  readonly status: DraftStatus;
  /** Approved, and only a person may have it sent. */
  readonly stopped: boolean;
  /** See `stageOf`. */
  readonly stage: number;
  readonly drafter: Person;
  /** Who wrote it first; another than the drafter where it was taken over. */
  readonly firstDrafter: Person;
  /** Who approved what stands, or rejected it; null where nobody has. */
  readonly decidedBy: Person | null;
  /** Slack ids of all whose draft it is or was, see `authorsOf`. */
  readonly authors: readonly string[];
  /** Number of the current revision. */
  readonly revision: number;
  /** Instants in ISO 8601: of the first revision, of the current one, of what last changed the status. */
  readonly submittedAt: string;
  readonly revisedAt: string;
  readonly changedAt: string;
  /** When nothing more was expected of anybody; null before. */
  readonly settledAt: string | null;
  /** Null for what was never published. */
  readonly post: { readonly url: string; readonly publishedAt: string } | null;
  /** The current text's beginning on one line; of a repost and the like, which have none, the address that they are about. */
  readonly words: string;
  readonly emergency: boolean;
  /** The draft whose post this one corrects; null where it corrects none. */
  readonly corrects: string | null;
  /** Slot of the current revision, ISO 8601; null where it has none. */
  readonly slot: string | null;
  /** It is approved, and waits for its slot. */
  readonly scheduled: boolean;
  /** Slower checks that the current revision has not had: of its links, if it may have some, of its wording, of the post that it is about. */
  readonly lacks: { readonly links: boolean; readonly style: boolean; readonly target?: boolean };
  /** Findings of the current revision. */
  readonly findings: LevelCounts;
  /** Month in Japan (`yyyy-mm`) → rule id → how often it fired on a text in that month. */
  readonly found: Found;
}

export type Found = Readonly<Record<string, Readonly<Record<string, number>>>>;

const WORDS = 80;
const JAPAN_MS = 9 * 3_600_000;

/** @returns null for no events, and for events that cannot follow one another. */
export function summarise(events: readonly DraftEvent[]): DraftSummary | null {
  const draft = replayed(events);
  if (draft === undefined) return null;
  const current = currentRevision(draft);
  const post = 'post' in draft ? draft.post : null;
  return {
    id: draft.id,
    version: events.length,
    accountId: draft.accountId,
    status: draft.status,
    stopped: isStopped(draft),
    stage: stageOf(draft),
    drafter: draft.drafter,
    firstDrafter: draft.revisions[0].author,
    decidedBy: deciderOf(draft),
    authors: authorsOf(draft),
    revision: current.number,
    submittedAt: draft.revisions[0].at,
    revisedAt: current.at,
    changedAt: draft.last.at,
    settledAt: isSettled(draft.status) ? draft.last.at : null,
    post: post && { url: post.url, publishedAt: post.publishedAt },
    words: firstWords(isWordless(current.content) ? current.content.target.url : current.content.text),
    emergency: current.fields.emergency === true,
    corrects: current.fields.correctionOf?.draftId ?? null,
    slot: current.content.slot ?? null,
    scheduled: isScheduled(draft),
    lacks: {
      // What a link is, the rules say; without a dot or a scheme there is none.
      links: current.links === undefined && /[.:]/u.test(current.content.text.normalize('NFKC')),
      style: current.style === undefined,
      ...(current.content.target === undefined ? {} : { target: current.sight === undefined }),
    },
    findings: countByLevel([...current.review.findings, ...(current.later ?? [])]),
    found: foundIn(events),
  };
}

/** A record that cannot be is told apart where it is read; a list only has to live with it. */
function replayed(events: readonly DraftEvent[]) {
  try {
    return replay(events);
  } catch {
    return undefined;
  }
}

function deciderOf(draft: Draft): Person | null {
  if ('approval' in draft) return draft.approval.by;
  return draft.status === 'rejected' && draft.last.by !== 'system' ? draft.last.by : null;
}

function firstWords(text: string): string {
  // Whatever a draft's length, only its beginning is looked at.
  const line = text
    .slice(0, 10 * WORDS)
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return [...line].slice(0, WORDS).join('');
}

function foundIn(events: readonly DraftEvent[]): Found {
  const found: Record<string, Record<string, number>> = {};
  for (const event of events) {
    const fired = foundBy(event);
    if (fired.length === 0) continue;
    const month = monthInJapan(event.at);
    found[month] ??= {};
    for (const { ruleId, more = 0 } of fired) found[month][ruleId] = (found[month][ruleId] ?? 0) + 1 + more;
  }
  return found;
}

/** What a check of a new text found. The check at the approval finds the same once more. */
function foundBy(event: DraftEvent): readonly Finding[] {
  if (event.type === 'DraftSubmitted' || event.type === 'DraftRevised') return event.review.findings;
  return event.type === 'LinksChecked' || event.type === 'StyleChecked' ? event.findings : [];
}

/** Month in Japan (`yyyy-mm`) of an instant. There is no summer time, and a draft's record needs no library of zones. */
export function monthInJapan(instant: string): string {
  return new Date(Date.parse(instant) + JAPAN_MS).toISOString().slice(0, 7);
}
