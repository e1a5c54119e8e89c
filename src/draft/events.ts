import type { DraftFields, Finding, Review } from '../guideline/types.ts';
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
  | 'takeDown'
  | 'retryRemoval'
  | 'confirmRemoved'
  | 'confirmNotRemoved'
  | 'confirmManualRemoval'
  | 'cancelRemoval';

/** Why a visit to a link came to no page. */
export type LinkTrouble =
  | 'certificate'
  /** There is no such host, or nothing answers there. */
  | 'unreachable'
  /** No answer in time, or an answer that was cut: it says little about the page. */
  | 'timeout'
  /** The page asks for a name and a password. */
  | 'login'
  /** Sent on to an address that is none of the office's; it was not followed. */
  | 'elsewhere'
  /** The name leads to an address that is not on the public internet; it was not visited. */
  | 'private'
  | 'too-many-redirects';

/** What came of visiting one link of a text. */
export interface LinkResult {
  /** As a reader would follow it, with or without a scheme. */
  readonly url: string;
  /** HTTP status of the last answer, or why there was none. */
  readonly status: number | LinkTrouble;
  /** Host that the link was sent on to, where that is another; null where it stayed. */
  readonly movedTo: string | null;
  /** Title of the page as plain text; null where it has none. */
  readonly title: string | null;
}

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
    /** The links of this revision were visited; `findings` follow from it and join those of the revision. */
    | {
        readonly type: 'LinksChecked';
        readonly revision: number;
        readonly results: readonly LinkResult[];
        readonly findings: readonly Finding[];
      }
    /** What slower rules found in the wording of this revision. */
    | { readonly type: 'StyleChecked'; readonly revision: number; readonly findings: readonly Finding[] }
    /** The slower rules were tried several times on this revision and gave no answer; a later try may still succeed. */
    | { readonly type: 'StyleCheckFailed'; readonly revision: number }
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
    /** もう一度公開する: under the approval that stands, one more sending is owed. */
    | { readonly type: 'RetryOrdered' }
    | {
        readonly type: 'PublishStarted';
        readonly attempt: number;
        /** The order that it carries out (see state.ts); absent in records of earlier versions. */
        readonly order?: number;
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
    | {
        readonly type: 'PublishFailed';
        /** One more than the last attempt when no request was sent. */
        readonly attempt: number;
        readonly failure: PublishFailure;
        /** The order that came to nothing before a request was sent; absent when the network said no. */
        readonly order?: number;
      }
    /**
     * A post that a request made, learnt when its attempt was not open any more. It is a fact whatever the draft has come
     * to; two posts may be up.
     */
    | {
        readonly type: 'UnexpectedPost';
        readonly attempt: number;
        readonly postId: string;
        readonly url: string;
        readonly via: 'answer' | 'timeline';
      }
    | { readonly type: 'OutcomeUnknown'; readonly attempt: number; readonly cause: UnknownCause }
    /** Every look at the account's own timeline came to nothing; from here a person has to say. */
    | { readonly type: 'NotFoundOnTimeline'; readonly attempt: number; readonly looked: boolean }
    | { readonly type: 'ConfirmedNotPublished'; readonly attempt: number }
    | { readonly type: 'ManualPostGivenUp'; readonly reason: string }
    /** 削除する: from here the removal is owed. */
    | { readonly type: 'RemovalStarted'; readonly reason: string }
    /** There is no way to remove it from here: a person has to, on the network. */
    | { readonly type: 'RemovalHandedOver' }
    /** The network said no: the post is still up. */
    | { readonly type: 'RemovalFailed'; readonly failure: PublishFailure }
    | { readonly type: 'RemovalUnknown'; readonly cause: UnknownCause }
    /** It was asked for again several times and nothing sure came of it; from here a person has to say. */
    | { readonly type: 'RemovalUnconfirmed' }
    | { readonly type: 'ConfirmedNotRemoved' }
    | { readonly type: 'RemovalCancelled' }
    /** The post is gone: the network or a person says so. Earlier versions recorded it without RemovalStarted. */
    | { readonly type: 'PostTakenDown'; readonly reason: string }
    | { readonly type: 'DraftExpired' }
    | {
        readonly type: 'AttemptRefused';
        readonly action: DraftAction;
        readonly code: 'not-manager' | 'self-approval' | 'not-drafter' | 'authority-unavailable';
      }
  );

export type DraftEventType = DraftEvent['type'];
