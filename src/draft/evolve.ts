import { ACT_EVENTS, isOfAct, type SettingEvent } from '../acts/index.ts';
import { findingKey } from '../guideline/finding-key.ts';
import { postHash } from './content.ts';
import type { DraftEvent, Person } from './events.ts';
import type { Approval, Attempt, Draft, FirstSent, Known, Post, Removal, Revision } from './state.ts';
import { currentRevision, refusedAttempt } from './state.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** Raised when a record holds an event that cannot follow the ones before it: the file was altered or is damaged. */
class ImpossibleHistory extends Error {
  override readonly name = 'ImpossibleHistory';
}

/** The state after one more event. @throws ImpossibleHistory when the event does not fit the state. */
export function evolve(draft: Draft | undefined, event: DraftEvent): Draft {
  if (event.type === 'DraftSubmitted') {
    if (draft !== undefined) throw new ImpossibleHistory('a draft is submitted once');
    const drafter = person(event);
    return {
      id: event.draftId,
      accountId: event.content.accountId,
      drafter,
      formerDrafters: [],
      proposals: [],
      revisions: [
        {
          number: 1,
          author: drafter,
          at: event.at,
          content: event.content,
          fields: event.fields,
          review: event.review,
        },
      ],
      attempts: 0,
      orders: 0,
      orderedBy: null,
      removals: 0,
      firstSent: null,
      unexpected: [],
      unanswered: [],
      reported: null,
      corrections: [],
      last: { type: event.type, by: event.by, at: event.at },
      deliveries: new Set(event.delivery === undefined ? [] : [event.delivery]),
      refused: NOTHING,
      refusedDeliveries: new Map(),
      status: 'submitted',
    };
  }
  if (draft === undefined) throw new ImpossibleHistory(`${event.type} before DraftSubmitted`);
  const deliveries = event.delivery === undefined ? draft.deliveries : new Set(draft.deliveries).add(event.delivery);
  // These leave the draft's status as it was, also for whoever asks what happened last.
  if (event.type === 'AttemptRefused')
    return {
      ...draft,
      refused: new Set(draft.refused).add(refusedAttempt(event)),
      refusedDeliveries:
        event.delivery === undefined
          ? draft.refusedDeliveries
          : new Map(draft.refusedDeliveries).set(event.delivery, { action: event.action, code: event.code }),
    };
  if (event.type === 'NotFoundOnTimeline')
    return draft.status === 'outcomeUnknown' ? { ...draft, deliveries, searching: false } : draft;
  if (event.type === 'RemovalUnconfirmed')
    return draft.status === 'removalUnknown' ? { ...draft, deliveries, asking: false } : draft;
  if (event.type === 'UnexpectedPost') return withUnexpected(draft, event);

  if (event.type === 'ErrorReported')
    return { ...draft, deliveries, reported: { by: person(event), at: event.at, reason: event.reason } };
  if (event.type === 'CorrectionDrafted')
    return { ...draft, deliveries, corrections: [...draft.corrections, event.correction] };
  if (event.type === 'ReviewRenewed') return { ...draft, revisions: withReview(draft.revisions, event) };

  if (event.type === 'DraftTakenOver')
    return {
      ...draft,
      deliveries,
      drafter: person(event),
      formerDrafters: [...draft.formerDrafters, draft.drafter],
      revisions: withSection(draft.revisions, event.department),
    };

  if (isLaterChecked(event)) return { ...draft, revisions: withLater(draft.revisions, event) };

  const known: Known = {
    id: draft.id,
    accountId: draft.accountId,
    drafter: draft.drafter,
    formerDrafters: draft.formerDrafters,
    proposals: draft.proposals,
    revisions: draft.revisions,
    attempts: draft.attempts,
    orders: draft.orders,
    orderedBy: draft.orderedBy,
    removals: draft.removals,
    firstSent: draft.firstSent,
    unexpected: draft.unexpected,
    unanswered: draft.unanswered,
    reported: draft.reported,
    corrections: draft.corrections,
    last: { type: event.type, by: event.by, at: event.at },
    deliveries,
    refused: event.type === 'DraftRevised' ? NOTHING : draft.refused,
    refusedDeliveries: draft.refusedDeliveries,
  };
  if (isSetting(event)) return after(known, draft, event);
  switch (event.type) {
    case 'DraftRevised':
      return {
        ...known,
        revisions: [
          ...draft.revisions,
          {
            number: event.revision,
            author: person(event),
            at: event.at,
            content: event.content,
            fields: event.fields,
            review: event.review,
            ...(event.proposedBy === undefined ? {} : { proposedBy: event.proposedBy }),
          },
        ],
        status: 'submitted',
      };
    case 'RevisionProposed': {
      const proposal = { by: person(event), at: event.at, content: event.content };
      return {
        ...known,
        proposals: [...draft.proposals, proposal],
        status: 'returned',
        reason: event.reason,
        labels: [],
        proposal,
      };
    }
    case 'DraftApproved':
      return {
        ...known,
        ...ordered(draft, event),
        status: 'approved',
        approval: {
          revision: event.revision,
          contentHash: event.contentHash,
          edition: event.review.edition,
          by: person(event),
          at: event.at,
          answered: event.review.findings.map(findingKey),
        },
      };
    case 'RetryOrdered': {
      const approval = approvalOf(draft, event);
      const answered = [...approval.answered, ...(event.review?.findings ?? []).map(findingKey)];
      return { ...known, ...ordered(draft, event), status: 'approved', approval: { ...approval, answered } };
    }
    case 'PublishStarted':
      return {
        ...known,
        attempts: event.attempt,
        status: 'publishing',
        approval: approvalOf(draft, event),
        firstSent: firstSent(draft, event),
        attempt: { number: event.attempt, sinceId: firstSent(draft, event).sinceId },
      };
    case 'HandedOver':
      return { ...known, status: 'handedOver', approval: approvalOf(draft, event), attempt: attemptOf(draft, event) };
    case 'OutcomeUnknown':
      return {
        ...known,
        status: 'outcomeUnknown',
        approval: approvalOf(draft, event),
        attempt: attemptOf(draft, event),
        cause: event.cause,
        earlier: event.earlier ?? null,
        searching: true,
      };
    case 'PublishFailed':
      return { ...known, status: 'publishFailed', approval: approvalOf(draft, event), failure: event.failure };
    case 'PostPublished':
      return {
        ...known,
        status: 'published',
        approval: approvalOf(draft, event),
        post: { id: event.postId, url: event.url, publishedAt: event.at },
        notRemoved: null,
      };
    case 'RemovalStarted': {
      const removals = draft.removals + 1;
      const removal = { number: removals, reason: event.reason, by: person(event), at: event.at };
      const on = { ...known, removals, approval: approvalOf(draft, event), post: postOf(draft, event), removal };
      // What an earlier request did is still not known, whatever the next one is told.
      return draft.status === 'removalUnknown'
        ? { ...on, status: 'removalUnknown', cause: draft.cause, asking: true }
        : { ...on, status: 'removing' };
    }
    case 'RemovalHandedOver':
      return { ...known, ...removalOf(draft, event), status: 'removalHandedOver' };
    case 'RemovalUnknown':
      return { ...known, ...removalOf(draft, event), status: 'removalUnknown', cause: event.cause, asking: true };
    case 'RemovalFailed':
      return { ...known, ...stillUp(draft, event), notRemoved: event.failure };
    case 'DraftExpired':
      return { ...known, status: 'expired', late: event.late === true };
    default:
      return impossible(event);
  }
}

type Setting = Extract<DraftEvent, { type: SettingEvent }>;

function isSetting(event: DraftEvent): event is Setting {
  return isOfAct(event.type) && 'to' in ACT_EVENTS[event.type];
}

/** The status that follows from an act, made of what the event holds and what the draft was. */
function after(known: Known, draft: Draft, event: Setting): Draft {
  const { to } = ACT_EVENTS[event.type];
  switch (to) {
    case 'submitted':
    case 'withdrawn':
      return { ...known, status: to };
    case 'returned':
      return {
        ...known,
        status: to,
        reason: reasonOf(event),
        labels: 'labels' in event ? event.labels : [],
        proposal: null,
      };
    case 'rejected':
      return { ...known, status: to, reason: reasonOf(event) };
    case 'approved':
      return {
        ...known,
        unanswered: withUnanswered(draft),
        status: to,
        approval: approvalOf(draft, event),
        order: null,
      };
    case 'published':
      return { ...known, ...stillUp(draft, event), notRemoved: null };
    case 'takenDown':
      return { ...known, status: to, approval: approvalOf(draft, event), post: postOf(draft, event) };
  }
}

const reasonOf = (event: Setting): string => ('reason' in event ? event.reason : '');

/** The state after a whole history; undefined for none. */
export function replay(events: readonly DraftEvent[]): Draft | undefined {
  let draft: Draft | undefined;
  for (const event of events) draft = evolve(draft, event);
  return draft;
}

/** Whoever takes a draft over stands for its text: what a guideline asks of a drafter, it asks of them. */
function withSection(revisions: Draft['revisions'], department: string | undefined): Draft['revisions'] {
  if (department === undefined) return revisions;
  const [first, ...rest] = revisions;
  const newest = rest.at(-1) ?? first;
  const theirs = (one: Revision): Revision =>
    one === newest ? { ...one, fields: { ...one.fields, department } } : one;
  return [theirs(first), ...rest.map(theirs)];
}

/** What it rested on outside its text has changed. */
function withReview([first, ...rest]: Draft['revisions'], { revision, review }: Renewed): Draft['revisions'] {
  const renewed = (one: Revision): Revision => (one.number === revision ? { ...one, review } : one);
  return [renewed(first), ...rest.map(renewed)];
}

type Renewed = Extract<DraftEvent, { type: 'ReviewRenewed' }>;

const LATER = [
  'LinksChecked',
  'TargetSeen',
  'StyleChecked',
  'StyleCheckFailed',
  'NobodyCanDecide',
  'SlotNear',
] as const;
type LaterChecked = Extract<DraftEvent, { type: (typeof LATER)[number] }>;

function isLaterChecked(event: DraftEvent): event is LaterChecked {
  return LATER.some((type) => type === event.type);
}

function withLater([first, ...rest]: Draft['revisions'], event: LaterChecked): Draft['revisions'] {
  const checked = (revision: Revision): Revision =>
    revision.number === event.revision ? { ...revision, ...knownLater(revision, event) } : revision;
  return [checked(first), ...rest.map(checked)];
}

function knownLater({ later = [] }: Revision, event: LaterChecked): Partial<Revision> {
  switch (event.type) {
    case 'LinksChecked':
      return { links: event.results, later: [...later, ...event.findings] };
    case 'TargetSeen':
      return { sight: event.sight };
    case 'StyleChecked':
      return { style: event.findings, styleFailed: false, later: [...later, ...event.findings] };
    case 'StyleCheckFailed':
      return { styleFailed: true };
    case 'NobodyCanDecide':
      return { noDecider: true };
    case 'SlotNear':
      return { reminded: event.minutes };
  }
}

/** Of several sendings of one post, any may have made it: it is looked for behind what was there before the first. */
function firstSent(draft: Draft, { sinceId }: Started): FirstSent {
  const hash = postHash(currentRevision(draft).content);
  return draft.firstSent?.postHash === hash ? draft.firstSent : { postHash: hash, sinceId };
}

type Started = Extract<DraftEvent, { type: 'PublishStarted' }>;
type Ordering = Extract<DraftEvent, { type: 'DraftApproved' | 'RetryOrdered' }>;

function ordered(draft: Draft, event: Ordering) {
  const number = draft.orders + 1;
  const { slot = event.at } = currentRevision(draft).content;
  const due = slot > event.at ? slot : event.at;
  return { orders: number, orderedBy: person(event), order: { number, at: event.at, due } };
}

/** Where the post is up after all, nothing more is sent before a person has looked. */
function withUnexpected(draft: Draft, event: Extract<DraftEvent, { type: 'UnexpectedPost' }>): Draft {
  const { attempt, postId, url } = event;
  const unexpected = [...draft.unexpected, { attempt, postId, url }];
  return draft.status === 'approved' ? { ...draft, unexpected, order: null } : { ...draft, unexpected };
}

/** A person says of an open outcome that there is no post; of what is posted by hand no request is on its way. */
function withUnanswered(draft: Draft): Draft['unanswered'] {
  if (draft.status !== 'outcomeUnknown') return draft.unanswered;
  const { number: attempt } = draft.attempt;
  return [...draft.unanswered, { attempt, postHash: postHash(currentRevision(draft).content) }];
}

function removalOf(draft: Draft, event: DraftEvent): { approval: Approval; post: Post; removal: Removal } {
  if (!('removal' in draft)) throw new ImpossibleHistory(`${event.type} without a removal`);
  return { approval: approvalOf(draft, event), post: draft.post, removal: draft.removal };
}

function stillUp(draft: Draft, event: DraftEvent): { status: 'published'; approval: Approval; post: Post } {
  const { approval, post } = removalOf(draft, event);
  return { status: 'published', approval, post };
}

function person(event: DraftEvent): Person {
  if (event.by === 'system') throw new ImpossibleHistory(`${event.type} needs a person`);
  return event.by;
}

function approvalOf(draft: Draft, event: DraftEvent): Approval {
  if (!('approval' in draft)) throw new ImpossibleHistory(`${event.type} without an approval`);
  if (draft.approval.revision !== currentRevision(draft).number)
    throw new ImpossibleHistory(`${event.type} under the approval of another revision`);
  return draft.approval;
}

function attemptOf(draft: Draft, event: DraftEvent): Attempt {
  if (!('attempt' in draft)) throw new ImpossibleHistory(`${event.type} without an attempt`);
  return draft.attempt;
}

function postOf(draft: Draft, event: DraftEvent): Post {
  if (!('post' in draft)) throw new ImpossibleHistory(`${event.type} without a post`);
  return draft.post;
}

function impossible(event: never): never {
  throw new ImpossibleHistory(`unknown event ${JSON.stringify(event)}`);
}
