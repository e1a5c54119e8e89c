import { z } from 'zod';
import type { DraftEvent, DraftEventType } from '../../draft/events.ts';
import type { Review } from '../../guideline/types.ts';

/**
 * What a stored event must look like to be believed. Objects are loose: a field that a later version added is kept
 * when the document is written again.
 */

const person = z.looseObject({ id: z.string(), name: z.string() });
const recorded = {
  at: z.iso.datetime(),
  by: z.union([person, z.literal('system')]),
  delivery: z.string().exactOptional(),
};
const content = z.looseObject({ accountId: z.string(), text: z.string() });
export const fields = z.looseObject({
  department: z.string().exactOptional(),
  categories: z.array(z.string()).exactOptional(),
  emergency: z.boolean().exactOptional(),
  priorApproval: z.boolean().exactOptional(),
  inReplyTo: z.string().exactOptional(),
  quoteOf: z.string().exactOptional(),
});

const citation = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('provision'),
    article: z.string(),
    paragraph: z.number().exactOptional(),
    item: z.string().exactOptional(),
    proviso: z.boolean().exactOptional(),
    reference: z.boolean().exactOptional(),
  }),
  z.looseObject({ kind: z.literal('platform'), network: z.string() }),
]);
const finding = z.looseObject({
  ruleId: z.string(),
  code: z.string(),
  level: z.enum(['block', 'waiver', 'warning', 'notice']),
  citations: z.array(citation),
  range: z.looseObject({ start: z.number(), end: z.number() }).exactOptional(),
  quote: z.string().exactOptional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  replacement: z.string().exactOptional(),
  more: z.int().positive().exactOptional(),
});
const review: z.ZodType<Review> = z.looseObject({
  edition: z.string(),
  findings: z.array(finding),
  length: z
    .looseObject({
      weighted: z.number(),
      max: z.number(),
      urls: z.array(z.looseObject({ url: z.string(), counts: z.number() })),
    })
    .nullable(),
});

const failure = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.enum(['unreachable', 'not-permitted', 'rejected']), detail: z.string() }),
  z.looseObject({ kind: z.enum(['not-authenticated', 'no-credit', 'content-changed', 'not-started']) }),
  z.looseObject({
    kind: z.literal('rate-limited'),
    resetsAt: z.string().nullable(),
    window: z.enum(['15min', '24h', 'unknown']),
  }),
  z.looseObject({ kind: z.literal('wrong-account'), expected: z.string(), actual: z.string() }),
]);
const unknownCause = z.enum([
  'no-answer',
  'connection-cut',
  'server-error',
  'unreadable-answer',
  'duplicate',
  'restart',
]);

const linkTrouble = z.enum([
  'certificate',
  'unreachable',
  'timeout',
  'login',
  'elsewhere',
  'private',
  'too-many-redirects',
]);

const ofType = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.looseObject({ ...recorded, type: z.literal(type), ...shape });
const attempt = z.int().nonnegative();
const order = z.int().positive();
const reason = z.string();

/** One schema an event type: an event that is added to the vocabulary without one does not compile. */
const schemas = {
  DraftSubmitted: ofType('DraftSubmitted', { draftId: z.string(), content, fields, review }),
  DraftRevised: ofType('DraftRevised', { revision: z.int(), content, fields, review }),
  LinksChecked: ofType('LinksChecked', {
    revision: z.int(),
    results: z.array(
      z.looseObject({
        url: z.string(),
        status: z.union([z.int(), linkTrouble]),
        movedTo: z.string().nullable(),
        title: z.string().nullable(),
      }),
    ),
    findings: z.array(finding),
  }),
  StyleChecked: ofType('StyleChecked', { revision: z.int(), findings: z.array(finding) }),
  StyleCheckFailed: ofType('StyleCheckFailed', { revision: z.int() }),
  DraftReturned: ofType('DraftReturned', {
    labels: z.array(z.enum(['facts', 'date', 'personal-data', 'wording', 'guideline', 'timing', 'other'])),
    reason,
  }),
  DraftRejected: ofType('DraftRejected', { reason }),
  DraftWithdrawn: ofType('DraftWithdrawn', {}),
  DraftApproved: ofType('DraftApproved', {
    revision: z.int(),
    contentHash: z.string(),
    review,
    necessities: z.array(z.looseObject({ findingKey: z.string(), reason })),
    acknowledged: z.array(z.string()),
    selfApproval: z.boolean(),
  }),
  ApprovalRevoked: ofType('ApprovalRevoked', { reason }),
  RetryOrdered: ofType('RetryOrdered', {}),
  PublishStarted: ofType('PublishStarted', {
    attempt,
    order: order.exactOptional(),
    contentHash: z.string(),
    sinceId: z.string().nullable(),
  }),
  HandedOver: ofType('HandedOver', { attempt }),
  PostPublished: ofType('PostPublished', {
    attempt,
    postId: z.string().nullable(),
    url: z.string(),
    via: z.enum(['answer', 'timeline', 'person']),
  }),
  PublishFailed: ofType('PublishFailed', { attempt, failure, order: order.exactOptional() }),
  UnexpectedPost: ofType('UnexpectedPost', {
    attempt,
    postId: z.string(),
    url: z.string(),
    via: z.enum(['answer', 'timeline']),
  }),
  OutcomeUnknown: ofType('OutcomeUnknown', { attempt, cause: unknownCause }),
  NotFoundOnTimeline: ofType('NotFoundOnTimeline', { attempt, looked: z.boolean() }),
  ConfirmedNotPublished: ofType('ConfirmedNotPublished', { attempt }),
  ManualPostGivenUp: ofType('ManualPostGivenUp', { reason }),
  RemovalStarted: ofType('RemovalStarted', { reason }),
  RemovalHandedOver: ofType('RemovalHandedOver', {}),
  RemovalFailed: ofType('RemovalFailed', { failure }),
  RemovalUnknown: ofType('RemovalUnknown', { cause: unknownCause }),
  RemovalUnconfirmed: ofType('RemovalUnconfirmed', {}),
  ConfirmedNotRemoved: ofType('ConfirmedNotRemoved', {}),
  RemovalCancelled: ofType('RemovalCancelled', {}),
  PostTakenDown: ofType('PostTakenDown', { reason }),
  DraftExpired: ofType('DraftExpired', {}),
  AttemptRefused: ofType('AttemptRefused', {
    action: z.enum([
      'approve',
      'return',
      'reject',
      'revise',
      'withdraw',
      'revoke',
      'retry',
      'confirmPublished',
      'confirmNotPublished',
      'confirmManualPost',
      'giveUpManualPost',
      'takeDown',
      'retryRemoval',
      'confirmRemoved',
      'confirmNotRemoved',
      'confirmManualRemoval',
      'cancelRemoval',
    ]),
    code: z.enum(['not-manager', 'self-approval', 'not-drafter', 'authority-unavailable']),
  }),
} satisfies { readonly [T in DraftEventType]: z.ZodType<Extract<DraftEvent, { type: T }>> };

export const draftEventSchema: z.ZodType<DraftEvent> = z.discriminatedUnion('type', [
  schemas.DraftSubmitted,
  ...Object.values(schemas).slice(1),
]);

const known: ReadonlySet<string> = new Set(Object.keys(schemas));

/** Is this an event in good order of a kind that this version does not know? Then a later version wrote it. */
export function isOfLaterVersion(event: unknown): boolean {
  const read = z.looseObject({ ...recorded, type: z.string() }).safeParse(event);
  return read.success && !known.has(read.data.type);
}
