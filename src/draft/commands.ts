import type { PlainAction } from '../acts/index.ts';
import type { BeyondBound } from '../guideline/draft-bound.ts';
import type { DraftFields, Finding, Review } from '../guideline/types.ts';
import type { Authority } from './authority.ts';
import type { Content } from './content.ts';
import type {
  DraftAction,
  LinkResult,
  Necessity,
  Person,
  PublishFailure,
  ReturnLabel,
  TargetSight,
  UnknownCause,
} from './events.ts';
import type { EarlierPost, Nobody, RefusedCode, Seen } from './shapes.ts';
import type { Reminder } from './slot.ts';

/** Time and person come in the command; nothing here reads a clock or asks anybody. */
interface Given {
  readonly at: string;
  /** Identity of the Slack delivery; a delivery that has already acted is answered with no events. */
  readonly delivery?: string;
}

/** Where a post is, as a person reported it: read by the publisher, which knows what its network's addresses look like. */
export interface ReportedPost {
  readonly id: string | null;
  readonly url: string;
}

/**
 * Null: no address of this account's posts. `another`: that of a post which is on record for another draft; `older`: of one
 * that was there before anything was sent; `other-text`: of one that says something else; `elsewhere`: of another site.
 */
export type Reported = ReportedPost | 'another' | 'older' | 'other-text' | 'elsewhere' | null;

/**
 * An act of a person that only stamps who and when, with what they answered. What its definition asks for and the command
 * lacks is refused.
 */
export type PlainCommand = Given & {
  readonly type: PlainAction;
  readonly by: Person;
  /** Absent: nobody's. */
  readonly authority?: Authority;
  /** May they take the draft over? Absent: no. */
  readonly colleague?: boolean;
  /** The section of whoever takes it over. */
  readonly department?: string;
  /** Whose draft it was when the person looked. */
  readonly expectedDrafter?: string | undefined;
  readonly expectedRevision?: number | undefined;
  /** Of a word on a sending or a removal: the stage of the draft that the person saw, see `stageOf`. */
  readonly expectedStage?: number | undefined;
  readonly reason?: string | undefined;
  readonly labels?: readonly ReturnLabel[] | undefined;
  /** What was put to whoever decides, where the act keeps it. */
  readonly seen?: Seen | undefined;
  readonly post?: Reported;
  /** What is proposed. */
  readonly content?: Content;
  /** As of `submit`. */
  readonly beyond?: BeyondBound;
  /** Fresh check, where the act asks whether something has turned up since the approval; with what was answered to it. */
  readonly review?: Review | undefined;
  readonly necessities?: readonly Necessity[] | undefined;
  readonly acknowledged?: readonly string[] | undefined;
};

/** A person's wish. */
export type PersonalCommand =
  | PlainCommand
  | (Given & { readonly by: Person } & (
        | {
            readonly type: 'submit';
            readonly draftId: string;
            readonly content: Content;
            readonly fields: DraftFields;
            readonly review: Review;
            /** Of a text that is longer than any draft of the account may be: it is refused. */
            readonly beyond?: BeyondBound;
          }
        | {
            readonly type: 'revise';
            readonly expectedRevision: number;
            readonly content: Content;
            readonly fields: DraftFields;
            readonly review: Review;
            /** As of `submit`. */
            readonly beyond?: BeyondBound;
          }
        | {
            readonly type: 'acceptProposal';
            readonly expectedRevision: number;
            readonly fields: DraftFields;
            /** Of the text that was proposed. */
            readonly review: Review;
            /** As of `submit`. */
            readonly beyond?: BeyondBound;
          }
        | {
            readonly type: 'approve';
            readonly authority: Authority;
            readonly expectedRevision: number;
            /** Hash of the content that the approver was shown. */
            readonly contentHash: string;
            /** Fresh check, made after the click. */
            readonly review: Review;
            readonly necessities: readonly Necessity[];
            readonly acknowledged: readonly string[];
            /** The sentences and provisions of that check. */
            readonly seen?: Seen;
          }
        | { readonly type: 'correct'; readonly correction: string }
        | {
            readonly type: 'refuse';
            readonly action: DraftAction;
            readonly code: RefusedCode;
            /** A filled form was sent. */
            readonly sent?: true;
          }
      ));

/** What the app itself records about the outside world. */
export type SystemCommand = Given &
  (
    | {
        readonly type: 'startPublishing';
        /** Number of the order that is carried out; only while it is open. */
        readonly order: number;
        /** Hash of the content about to be sent. */
        readonly contentHash: string;
        readonly sinceId: string | null;
      }
    /** No request was sent for this order, and none will be. */
    | { readonly type: 'recordNotSent'; readonly order: number; readonly failure: PublishFailure }
    | { readonly type: 'recordHandedOver'; readonly attempt: number }
    | {
        readonly type: 'recordPublished';
        readonly attempt: number;
        readonly postId: string;
        readonly url: string;
        readonly via: 'answer' | 'timeline';
      }
    | { readonly type: 'recordPublishFailed'; readonly attempt: number; readonly failure: PublishFailure }
    | { readonly type: 'recordNotFound'; readonly attempt: number; readonly looked: boolean }
    | {
        readonly type: 'recordOutcomeUnknown';
        readonly attempt: number;
        readonly cause: UnknownCause;
        readonly earlier?: EarlierPost;
      }
    | { readonly type: 'recordTakenDown'; readonly reason: string }
    | { readonly type: 'recordRemovalHandedOver'; readonly removal: number }
    | { readonly type: 'recordRemovalFailed'; readonly removal: number; readonly failure: PublishFailure }
    | { readonly type: 'recordRemovalUnknown'; readonly removal: number; readonly cause: UnknownCause }
    | { readonly type: 'recordRemovalUnconfirmed'; readonly removal: number }
    | {
        readonly type: 'recordLinks';
        /** They were opened once more, right before the text goes out. */
        readonly again?: true;
        readonly revision: number;
        readonly results: readonly LinkResult[];
        readonly findings: readonly Finding[];
      }
    | { readonly type: 'recordTarget'; readonly revision: number; readonly sight: TargetSight }
    | { readonly type: 'recordStyle'; readonly revision: number; readonly findings: readonly Finding[] }
    | { readonly type: 'recordStyleFailed'; readonly revision: number }
    | { readonly type: 'recordNobodyCanDecide'; readonly revision: number; readonly why: Nobody }
    | { readonly type: 'renewReview'; readonly revision: number; readonly review: Review }
    /**
     * The slot has passed. @property slot for which it was then. @property order that was to be sent then; null: it waited for
     * its approval.
     */
    | { readonly type: 'expire'; readonly revision: number; readonly slot: string; readonly order: number | null }
    | { readonly type: 'recordSlotNear'; readonly revision: number; readonly slot: string; readonly minutes: Reminder }
  );

export type DraftCommand = PersonalCommand | SystemCommand;
