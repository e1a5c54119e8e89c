import type { DraftFields, Review } from '../guideline/types.ts';
import type { Content } from './content.ts';

/** Somebody in Slack: the id decides, the name is what the record and the thread show. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** `system` acts only where no person may: publishing, expiry, looking at the own timeline. */
export type Actor = Person | 'system';

/** Why a create request definitely did not make a post. */
export type PublishFailure =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'not-authenticated' }
  | { readonly kind: 'not-permitted'; readonly detail: string }
  | { readonly kind: 'no-credit' }
  | { readonly kind: 'rate-limited'; readonly resetsAt: string | null; readonly window: '15min' | '24h' | 'unknown' }
  | { readonly kind: 'wrong-account'; readonly expected: string; readonly actual: string }
  | { readonly kind: 'content-changed' }
  /** The app stopped between approval and request for longer than the grace: nothing was sent. */
  | { readonly kind: 'not-started' }
  | { readonly kind: 'rejected'; readonly detail: string };

/** Why it cannot be said whether a create request made a post. */
export type UnknownCause =
  | 'no-answer'
  | 'connection-cut'
  | 'server-error'
  | 'unreadable-answer'
  | 'duplicate'
  | 'restart';

export type ReturnLabel = 'facts' | 'date' | 'personal-data' | 'wording' | 'guideline' | 'timing' | 'other';

/** The manager's written finding of necessity (必要と認める理由) for one waiver finding. */
export interface Necessity {
  readonly findingKey: string;
  readonly reason: string;
}

export type DraftAction =
  | 'approve'
  | 'return'
  | 'reject'
  | 'revise'
  | 'withdraw'
  | 'revoke'
  | 'retry'
  | 'confirmPublished'
  | 'confirmNotPublished'
  | 'confirmManualPost'
  | 'giveUpManualPost'
  | 'takeDown';

interface Recorded {
  /** Instant of the event, ISO 8601 in UTC. */
  readonly at: string;
  readonly by: Actor;
  /** Identity of the Slack delivery that caused it; the same delivery never acts twice. */
  readonly delivery?: string;
}

export type DraftEvent = Recorded &
  (
    | {
        readonly type: 'DraftSubmitted';
        readonly draftId: string;
        readonly content: Content;
        readonly fields: DraftFields;
        readonly review: Review;
      }
    | {
        readonly type: 'DraftRevised';
        readonly revision: number;
        readonly content: Content;
        readonly fields: DraftFields;
        readonly review: Review;
      }
    | { readonly type: 'DraftReturned'; readonly labels: readonly ReturnLabel[]; readonly reason: string }
    | { readonly type: 'DraftRejected'; readonly reason: string }
    | { readonly type: 'DraftWithdrawn' }
    | {
        readonly type: 'DraftApproved';
        readonly revision: number;
        readonly contentHash: string;
        /** The check as it stood at the moment of approval. */
        readonly review: Review;
        readonly necessities: readonly Necessity[];
        readonly acknowledged: readonly string[];
        /** True only where the account's configuration allows it and the approver wrote the draft. */
        readonly selfApproval: boolean;
      }
    | { readonly type: 'ApprovalRevoked'; readonly reason: string }
    | {
        readonly type: 'PublishStarted';
        readonly attempt: number;
        readonly contentHash: string;
        /** Newest post of the account before the request; null where there is none. */
        readonly sinceId: string | null;
      }
    | { readonly type: 'HandedOver'; readonly attempt: number }
    | {
        readonly type: 'PostPublished';
        readonly attempt: number;
        readonly postId: string | null;
        readonly url: string;
        /** How it is known: the network's answer, the account's own timeline, or a person. */
        readonly via: 'answer' | 'timeline' | 'person';
      }
    | { readonly type: 'PublishFailed'; readonly attempt: number; readonly failure: PublishFailure }
    | { readonly type: 'OutcomeUnknown'; readonly attempt: number; readonly cause: UnknownCause }
    /** Every look at the account's own timeline came to nothing; from here a person has to say. */
    | { readonly type: 'NotFoundOnTimeline'; readonly attempt: number; readonly looked: boolean }
    | { readonly type: 'ConfirmedNotPublished'; readonly attempt: number }
    | { readonly type: 'ManualPostGivenUp'; readonly reason: string }
    | { readonly type: 'PostTakenDown'; readonly reason: string }
    | { readonly type: 'DraftExpired' }
    | {
        readonly type: 'AttemptRefused';
        readonly action: DraftAction;
        readonly code: 'not-manager' | 'self-approval' | 'not-drafter' | 'authority-unavailable';
      }
  );

export type DraftEventType = DraftEvent['type'];
