import type { DraftStatus } from './state.ts';
import type { DraftSummary } from './summary.ts';

/** How lists sort drafts: by what they need now, and by what they have come to. */

/** In the order of the lists. */
export const NEEDS = [
  'emergency',
  'clean',
  'reasons',
  'mending',
  'trouble',
  'byHand',
  'returned',
  'underWay',
  'scheduled',
] as const;
export type Need = (typeof NEEDS)[number];

/** What a draft that is not finished needs next; one that is has only its thread to be told. */
export function needOf({ status, stopped, scheduled, emergency, findings }: NeedyDraft): Need {
  if (scheduled) return 'scheduled';
  switch (status) {
    case 'submitted':
      if (findings.block > 0) return 'mending';
      if (emergency) return 'emergency';
      return findings.waiver + findings.warning > 0 ? 'reasons' : 'clean';
    case 'publishFailed':
    case 'outcomeUnknown':
    case 'removalUnknown':
      return 'trouble';
    case 'handedOver':
    case 'removalHandedOver':
      return 'byHand';
    case 'returned':
      return 'returned';
    case 'approved':
      return stopped ? 'trouble' : 'underWay';
    case 'publishing':
    case 'removing':
    case 'published':
    case 'takenDown':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return 'underWay';
  }
}

/** Where a draft stands in the lists. It stays there while the draft is as it is, whatever becomes of those before it. */
export interface ListPlace {
  readonly need: Need;
  readonly emergency: boolean;
  /** ISO 8601. */
  readonly changedAt: string;
  readonly id: string;
}

export function placeInList(draft: NeedyDraft & Pick<DraftSummary, 'changedAt' | 'id'>): ListPlace {
  const { emergency, changedAt, id } = draft;
  return { need: needOf(draft), emergency, changedAt, id };
}

/** By what is needed, then what is urgent, whatever it waits for, then what has changed last. */
export function compareInList(one: ListPlace, other: ListPlace): number {
  const groups = NEEDS.indexOf(one.need) - NEEDS.indexOf(other.need);
  if (groups !== 0 || one.emergency !== other.emergency) return groups || (one.emergency ? -1 : 1);
  return compare(other.changedAt, one.changedAt) || compare(other.id, one.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type NeedyDraft = Pick<DraftSummary, 'status' | 'stopped' | 'scheduled' | 'emergency' | 'findings'>;

/** What one person has to do about a draft. */
export type Task = 'decide' | 'mend' | 'post' | 'remove' | 'confirm' | 'retry';

/** What drafts are searched by when somebody names a state. */
export const STATES = {
  submitted: ['submitted'],
  returned: ['returned'],
  underWay: ['approved', 'publishing', 'removing'],
  byHand: ['handedOver', 'removalHandedOver'],
  trouble: ['publishFailed', 'outcomeUnknown', 'removalUnknown'],
  published: ['published'],
  takenDown: ['takenDown'],
  rejected: ['rejected'],
  withdrawn: ['withdrawn'],
  expired: ['expired'],
} as const satisfies Readonly<Record<string, readonly DraftStatus[]>>;
export type State = keyof typeof STATES;
