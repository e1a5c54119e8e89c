import { z } from 'zod';
import { ACT_EVENTS, ACTIONS_ON_DRAFT, type ActEvents } from '../acts/index.ts';
import {
  attempt,
  cause,
  content,
  earlierPost,
  failure,
  fields,
  findings,
  linkResults,
  nobody,
  order,
  recorded,
  refusedCode,
  review,
  targetSight,
  type Variant,
  variants,
  via,
} from './shapes.ts';
import { REMINDERS } from './slot.ts';

export type { DraftAction } from '../acts/index.ts';
export type { ReturnLabel } from '../acts/return.ts';
export type {
  Actor,
  LinkResult,
  LinkTrouble,
  Necessity,
  Person,
  PublishFailure,
  TargetSight,
  UnknownCause,
} from './shapes.ts';

/** What goes on record beside the acts on a draft (src/acts): its beginning, and what the app finds out or does. */
const APP_EVENTS = {
  DraftSubmitted: { draftId: z.string(), content, fields, review },
  /** The links of this revision were visited; `findings` follow from it and join those of the revision. */
  LinksChecked: { revision: z.int(), results: linkResults, findings },
  /** The post that this revision is about was looked up; the last look counts. */
  TargetSeen: { revision: z.int(), sight: targetSight },
  /** What slower rules found in the wording of this revision. */
  StyleChecked: { revision: z.int(), findings },
  /** The slower rules were tried several times on this revision and gave no answer; a later try may still succeed. */
  StyleCheckFailed: { revision: z.int() },
  /** This revision waits for a decision that nobody can make as things stand. */
  NobodyCanDecide: { revision: z.int(), why: nobody },
  /** The check made anew: what it rests on beside the text, the post that it corrects, has changed. */
  ReviewRenewed: { revision: z.int(), review },
  /** The slot of this revision comes near, and it is not approved. */
  SlotNear: { revision: z.int(), slot: z.iso.datetime(), minutes: z.union(REMINDERS.map((each) => z.literal(each))) },
  PublishStarted: {
    attempt,
    /** The order that it carries out (see state.ts); absent in records of earlier versions. */
    order: order.exactOptional(),
    contentHash: z.string(),
    /** Newest post of the account before the request; null where there is none. */
    sinceId: z.string().nullable(),
  },
  HandedOver: { attempt },
  PublishFailed: {
    /** One more than the last attempt when no request was sent. */
    attempt,
    failure,
    /** The order that came to nothing before a request was sent; absent when the network said no. */
    order: order.exactOptional(),
  },
  /**
   * A post that a request made, learnt when its attempt was not open any more. It is a fact whatever the draft has come
   * to; two posts may be up.
   */
  UnexpectedPost: { attempt, postId: z.string(), url: z.string(), via: via.exclude(['person']) },
  OutcomeUnknown: { attempt, cause, earlier: earlierPost.exactOptional() },
  /** Every look at the account's own timeline came to nothing; from here a person has to say. */
  NotFoundOnTimeline: { attempt, looked: z.boolean() },
  /** There is no way to remove it from here: a person has to, on the network. */
  RemovalHandedOver: {},
  /** The network said no: the post is still up. */
  RemovalFailed: { failure },
  RemovalUnknown: { cause },
  /** It was asked for again several times and nothing sure came of it; from here a person has to say. */
  RemovalUnconfirmed: {},
  /** The slot passed without an approval; or, `late`, without a sending. */
  DraftExpired: { slot: z.iso.datetime(), late: z.literal(true).exactOptional() },
  AttemptRefused: {
    action: z.enum(ACTIONS_ON_DRAFT),
    code: refusedCode,
    /** True when a filled form was sent: no slip. Absent for a mere press, and in records of earlier versions. */
    sent: z.literal(true).exactOptional(),
  },
} as const;

type Own = typeof APP_EVENTS & { readonly [T in keyof ActEvents]: ActEvents[T]['fields'] };
type Fields = { readonly [T in keyof Own]: Own[T] & typeof recorded };

export type DraftEvent = Variant<'type', Fields>;
export type DraftEventType = keyof Fields;
export type AppEventType = keyof typeof APP_EVENTS;

const own = [
  ...Object.entries(APP_EVENTS),
  ...Object.values(ACT_EVENTS).map(({ type, fields: f }) => [type, f] as const),
];
const FIELDS = Object.fromEntries(own.map(([type, shape]) => [type, { ...recorded, ...shape }])) as Fields;

/** What a stored event must look like to be believed. */
export const draftEventSchema: z.ZodType<DraftEvent> = variants('type', FIELDS, recorded);

/** Is this an event in good order of a kind that this version does not know? Then a later version wrote it. */
export function isOfLaterVersion(event: unknown): boolean {
  const read = z.looseObject({ ...recorded, type: z.string() }).safeParse(event);
  return read.success && !Object.hasOwn(FIELDS, read.data.type);
}
