import { findingKey } from '../guideline/finding-key.ts';
import type { DraftFields, Finding, Review } from '../guideline/types.ts';
import type { Content } from './content.ts';
import type {
  Actor,
  DraftEvent,
  DraftEventType,
  LinkResult,
  Person,
  PublishFailure,
  ReturnLabel,
  TargetSight,
  UnknownCause,
} from './events.ts';
import type { EarlierPost } from './shapes.ts';

export interface Revision {
  readonly number: number;
  readonly author: Person;
  /** Who proposed the text that the author accepted as it was. */
  readonly proposedBy?: Person;
  readonly at: string;
  readonly content: Content;
  readonly fields: DraftFields;
  readonly review: Review;
  /** What came of visiting its links; absent before that. */
  readonly links?: readonly LinkResult[];
  /** What the network shows of the post that it is about; absent before that was asked. */
  readonly sight?: TargetSight;
  /** What slower rules found in its wording; absent before that. */
  readonly style?: readonly Finding[];
  /** True while the slower rules could not be asked. */
  readonly styleFailed?: boolean;
  /** True once it was found that nobody can decide on it. */
  readonly noDecider?: boolean;
  /** Of a slot that comes near without an approval: how many minutes before it people were last told. */
  readonly reminded?: number;
  /** What was found after the review: see LinksChecked and StyleChecked. */
  readonly later?: readonly Finding[];
}

/** A text that the manager proposes instead of the current one. */
export interface Proposal {
  readonly by: Person;
  readonly at: string;
  readonly content: Content;
}

export interface Approval {
  readonly revision: number;
  readonly contentHash: string;
  readonly edition: string;
  readonly by: Person;
  readonly at: string;
  /** Keys of the findings that the manager has answered, at the approval and since. */
  readonly answered: readonly string[];
}

export interface Post {
  readonly id: string | null;
  readonly url: string;
  readonly publishedAt: string;
}

/**
 * A sending that the record owes: each approval opens one, and each もう一度公開する. It is used up by the attempt that
 * carries it out, or by what kept it from being sent. Numbers count up over the draft's life.
 */
export interface Order {
  readonly number: number;
  readonly at: string;
  /** When it is to be sent: the slot, where that was still to come; else `at`. */
  readonly due: string;
}

/** A manager's decision to take the post down. */
export interface Removal {
  /** Counts up over the draft's life. */
  readonly number: number;
  readonly reason: string;
  readonly by: Person;
  readonly at: string;
}

/** A post of which the record learnt when its attempt was not open any more. */
export interface UnexpectedPost {
  readonly attempt: number;
  readonly postId: string;
  readonly url: string;
}

/** A sending of which the network said nothing: a person closed it by their word, and its post may still come. */
export interface Unanswered {
  readonly attempt: number;
  /** Of what it sent: see `postHash`. */
  readonly postHash: string;
}

/** Who did the last thing that changed the status, for whoever comes too late. */
export interface LastChange {
  readonly type: DraftEventType;
  readonly by: Actor;
  readonly at: string;
}

/** What is known of a draft in every status. */
export interface Known {
  readonly id: string;
  readonly accountId: string;
  readonly drafter: Person;
  /** Who had it before it was taken over, oldest first. */
  readonly formerDrafters: readonly Person[];
  /** Every text that was proposed, oldest first. */
  readonly proposals: readonly Proposal[];
  /** Oldest first; never empty. */
  readonly revisions: readonly [Revision, ...Revision[]];
  /** Create requests sent or handed over so far. */
  readonly attempts: number;
  /** Orders opened so far. */
  readonly orders: number;
  /** Who opened the last of them; null before the first. */
  readonly orderedBy: Person | null;
  /** Where the account's posts ended before the newest post was sent for the first time; null before that. */
  readonly firstSent: FirstSent | null;
  /** Removals started so far. */
  readonly removals: number;
  readonly unexpected: readonly UnexpectedPost[];
  /** Oldest first. */
  readonly unanswered: readonly Unanswered[];
  /** The last word that the post is wrong; null for none. */
  readonly reported: { readonly by: Person; readonly at: string; readonly reason: string } | null;
  /** Drafts that correct its post. */
  readonly corrections: readonly string[];
  readonly last: LastChange;
  readonly deliveries: ReadonlySet<string>;
  /** What was refused since the newest revision, each once: see `refusedAttempt`. */
  readonly refused: ReadonlySet<string>;
  /** Deliveries that were refused: one that comes again is refused again, and is not taken for an act. */
  readonly refusedDeliveries: ReadonlyMap<string, Pick<RefusedAttempt, 'action' | 'code'>>;
}

/** A draft at one moment. Each status carries just what exists in it, so an illegal read does not compile. */
export type Draft = Known &
  (
    | { readonly status: 'submitted' }
    | {
        readonly status: 'returned';
        readonly reason: string;
        readonly labels: readonly ReturnLabel[];
        /** Null where no other text was proposed. */
        readonly proposal: Proposal | null;
      }
    /** `order` is null when only a person may have it sent. */
    | { readonly status: 'approved'; readonly approval: Approval; readonly order: Order | null }
    | { readonly status: 'publishing'; readonly approval: Approval; readonly attempt: Attempt }
    | { readonly status: 'handedOver'; readonly approval: Approval; readonly attempt: Attempt }
    | {
        readonly status: 'outcomeUnknown';
        readonly approval: Approval;
        readonly attempt: Attempt;
        readonly cause: UnknownCause;
        readonly earlier: EarlierPost | null;
        /** False once every look at the timeline has come to nothing. */
        readonly searching: boolean;
      }
    | { readonly status: 'publishFailed'; readonly approval: Approval; readonly failure: PublishFailure }
    | {
        readonly status: 'published';
        readonly approval: Approval;
        readonly post: Post;
        /** Why the last removal was refused by the network; null otherwise. */
        readonly notRemoved: PublishFailure | null;
      }
    | { readonly status: 'removing'; readonly approval: Approval; readonly post: Post; readonly removal: Removal }
    | {
        readonly status: 'removalHandedOver';
        readonly approval: Approval;
        readonly post: Post;
        readonly removal: Removal;
      }
    | {
        readonly status: 'removalUnknown';
        readonly approval: Approval;
        readonly post: Post;
        readonly removal: Removal;
        readonly cause: UnknownCause;
        /** False once it was asked for again as often as is sensible. */
        readonly asking: boolean;
      }
    | { readonly status: 'takenDown'; readonly approval: Approval; readonly post: Post }
    | { readonly status: 'rejected'; readonly reason: string }
    | { readonly status: 'withdrawn' }
    /** `late`: it was approved. */
    | { readonly status: 'expired'; readonly late: boolean }
  );

export interface FirstSent {
  readonly postHash: string;
  readonly sinceId: string | null;
}

export interface Attempt {
  readonly number: number;
  /** Newest post of the account before this one was sent for the first time; null where there was none. */
  readonly sinceId: string | null;
}

export type DraftStatus = Draft['status'];

/**
 * Identity of a refused attempt, so that a thousand clicks of one person are one line of the record. A form that was sent
 * is another thing than a press, and is not hidden by it.
 */
export function refusedAttempt({ by, action, code, sent }: RefusedAttempt): string {
  return `${action}/${code}/${by === 'system' ? by : by.id}${sent === true ? '/sent' : ''}`;
}

type RefusedAttempt = Pick<Extract<DraftEvent, { type: 'AttemptRefused' }>, 'by' | 'action' | 'code' | 'sent'>;

/** The newest revision: what the card shows and what an approval would freeze. */
export function currentRevision(draft: Draft): Revision {
  return draft.revisions[draft.revisions.length - 1] ?? draft.revisions[0];
}

/** Approved, and nothing is owed: from here only a person may have it sent. */
export function isStopped(draft: Draft): boolean {
  return draft.status === 'approved' && draft.order === null;
}

/** The text that waits for the drafter's word; null where there is none. */
export function proposalOf(draft: Draft): Proposal | null {
  return draft.status === 'returned' ? draft.proposal : null;
}

/** Slack ids of all whose draft it is or was: who had it, and who wrote a revision of it. */
export function authorsOf({ drafter, formerDrafters, revisions }: Draft): readonly string[] {
  const authors = [drafter, ...formerDrafters, ...revisions.map(({ author }) => author)];
  return [...new Set(authors.map(({ id }) => id))];
}

/** What of a fresh check the manager has not answered yet and would have to: none where there is no approval. */
export function newSinceApproval(findings: readonly Finding[], draft: Draft): readonly Finding[] {
  if (!('approval' in draft)) return [];
  const { answered } = draft.approval;
  return findings.filter((finding) => finding.level !== 'notice' && !answered.includes(findingKey(finding)));
}

/** It waits, and cannot be approved until its author mends it. */
export function isBlocked(draft: Draft): boolean {
  if (draft.status !== 'submitted') return false;
  const { review, later = [] } = currentRevision(draft);
  return [...review.findings, ...later].some(({ level }) => level === 'block');
}

/** True when nothing more is expected of anybody; such a draft rests in the closed folder. */
export function isSettled(status: DraftStatus): boolean {
  switch (status) {
    case 'published':
    case 'takenDown':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return true;
    case 'submitted':
    case 'returned':
    case 'approved':
    case 'publishing':
    case 'handedOver':
    case 'outcomeUnknown':
    case 'publishFailed':
    case 'removing':
    case 'removalHandedOver':
    case 'removalUnknown':
      return false;
  }
}

/**
 * Counts what was ordered and done about the post so far. A person's word on a sending or a removal is about the one that
 * they saw: when another has begun since, it says nothing of that.
 */
export function stageOf({ orders, attempts, removals }: Draft): number {
  return orders + attempts + removals;
}
