import { z } from 'zod';
import type { DraftFields, Finding, MediaFields, Review } from '../guideline/types.ts';
import { type Content, MEDIA_TYPES, type Medium, TARGET_KINDS, type Target } from './content.ts';

/**
 * The parts of which events are made. Of each list (causes, kinds of failure, …) there is this one constant: the type and
 * what a stored event must look like to be believed both follow from it. Objects are loose: a field that a later version
 * added is kept when the document is written again.
 */

/** Somebody in Slack: the id decides, the name is what the record and the thread show. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** `system` acts only where no person may: publishing, expiry, looking at the own timeline. */
export type Actor = Person | 'system';

export const person: z.ZodType<Person> = z.looseObject({ id: z.string(), name: z.string() });

/** What every event has beside its own fields. */
export const recorded = {
  /** Instant of the event, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  by: z.union([person, z.literal('system')]),
  /** Identity of the Slack delivery that caused it; the same delivery never acts twice. */
  delivery: z.string().exactOptional(),
};

export const attempt = z.int().nonnegative();
export const order = z.int().positive();
export const reason = z.string();
/** How a post is known: the network's answer, the account's own timeline, or a person. */
export const via = z.enum(['answer', 'timeline', 'person']);

/** Whether there are bytes of this hash, the store of media knows. */
const hash = z.string();
const medium: z.ZodType<Medium> = z.looseObject({
  hash,
  mime: z.enum(MEDIA_TYPES),
  size: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  alt: z.string(),
});

const target: z.ZodType<Target> = z.looseObject({ kind: z.enum(TARGET_KINDS), url: z.string() });

export const content: z.ZodType<Content> = z.looseObject({
  accountId: z.string(),
  text: z.string(),
  slot: z.iso.datetime().exactOptional(),
  media: list(medium).exactOptional(),
  madeWithAi: z.literal(true).exactOptional(),
  target: target.exactOptional(),
});

const mediaFields: z.ZodType<MediaFields> = z.looseObject({
  mime: z.string().exactOptional(),
  alt: z.string().exactOptional(),
  people: z.boolean().exactOptional(),
  consent: z.boolean().exactOptional(),
  rights: z.enum(['own', 'licensed', 'third-party', 'free']).exactOptional(),
  credit: z.string().exactOptional(),
  permission: z.string().exactOptional(),
  altExempt: z.string().exactOptional(),
  hash: hash.exactOptional(),
  size: z.int().positive().exactOptional(),
  width: z.int().positive().exactOptional(),
  height: z.int().positive().exactOptional(),
  about: hash.exactOptional(),
});

export const fields: z.ZodType<DraftFields> = z.looseObject({
  department: z.string().exactOptional(),
  categories: z.array(z.string()).exactOptional(),
  emergency: z.boolean().exactOptional(),
  priorApproval: z.boolean().exactOptional(),
  inReplyTo: z.string().exactOptional(),
  quoteOf: z.string().exactOptional(),
  target: target.exactOptional(),
  scheduledAt: z.iso.datetime().exactOptional(),
  embargoUntil: z.iso.datetime().exactOptional(),
  namedPersonsConsent: z.boolean().exactOptional(),
  consentNote: z.string().exactOptional(),
  correctionOf: z.looseObject({ url: z.string().exactOptional(), draftId: z.string().exactOptional() }).exactOptional(),
  media: list(mediaFields).exactOptional(),
  madeWithAi: z.boolean().exactOptional(),
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
  z.looseObject({ kind: z.literal('standard'), name: z.string() }),
]);

const finding: z.ZodType<Finding> = z.looseObject({
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
export const findings = list(finding);

export const review: z.ZodType<Review> = z.looseObject({
  edition: z.string(),
  findings,
  length: z
    .looseObject({
      weighted: z.number(),
      max: z.number(),
      urls: z.array(z.looseObject({ url: z.string(), counts: z.number() })),
      hashtags: z.array(z.string()).readonly().exactOptional(),
    })
    .nullable(),
});

/** The manager's written finding of necessity (必要と認める理由) for one waiver finding. */
export interface Necessity {
  readonly findingKey: string;
  readonly reason: string;
}
const necessity: z.ZodType<Necessity> = z.looseObject({ findingKey: z.string(), reason });
export const necessities = list(necessity);

/** One finding as it was put to whoever decided: a later version of the app tells the same. */
export interface SeenFinding {
  readonly findingKey: string;
  readonly title: string;
  readonly message: string;
  readonly advice: string;
  /** Labels of the provisions that it rests on. */
  readonly cites: readonly string[];
}

/** What was put to whoever decided: every finding's sentences, and the words of the provisions. */
export interface Seen {
  readonly findings: readonly SeenFinding[];
  readonly provisions: readonly { readonly label: string; readonly text: string }[];
}
const seenFinding: z.ZodType<SeenFinding> = z.looseObject({
  findingKey: z.string(),
  title: z.string(),
  message: z.string(),
  advice: z.string(),
  cites: list(z.string()),
});
/** Absent where an earlier version of the app recorded it. */
export const seen: z.ZodType<Seen> = z.looseObject({
  findings: list(seenFinding),
  provisions: list(z.looseObject({ label: z.string(), text: z.string() })),
});

/** Why it cannot be said whether a request made a post, or removed one. */
export const cause = z.enum([
  'no-answer',
  'connection-cut',
  'server-error',
  'unreadable-answer',
  'duplicate',
  'restart',
]);
export type UnknownCause = z.infer<typeof cause>;

/** A post with the same text that was out before: what a network may mean that refuses a duplicate. */
export interface EarlierPost {
  readonly url: string;
  /** Day in Japan, `YYYY-MM-DD`. */
  readonly on: string;
}
export const earlierPost: z.ZodType<EarlierPost> = z.looseObject({ url: z.string(), on: z.string() });

const FAILURES = {
  unreachable: { detail: z.string() },
  'not-authenticated': {},
  'not-permitted': { detail: z.string() },
  'no-credit': {},
  'rate-limited': { resetsAt: z.string().nullable(), window: z.enum(['15min', '24h', 'unknown']) },
  'wrong-account': { expected: z.string(), actual: z.string() },
  'content-changed': {},
  /** The app stopped between approval and request for longer than the grace: nothing was sent. */
  'not-started': {},
  /** At its slot, a check found what nobody has answered; nothing was sent. */
  'new-findings': { count: z.int().positive() },
  rejected: { detail: z.string() },
  /** A picture (1, 2, …) did not get to the network; nothing was posted. */
  'media-refused': { number: z.int().positive(), detail: z.string() },
  /** Its bytes are gone, or are not those that were approved. */
  'media-missing': { number: z.int().positive() },
  'alt-refused': { number: z.int().positive(), detail: z.string() },
};
/** Why a request definitely did not do what it asked for. */
export type PublishFailure = Variant<'kind', typeof FAILURES>;
export const failure: z.ZodType<PublishFailure> = variants('kind', FAILURES);

/** Why a visit to a link came to no page. */
const linkTrouble = z.enum([
  'certificate',
  /** There is no such host, or nothing answers there. */
  'unreachable',
  /** No answer in time, or an answer that was cut: it says little about the page. */
  'timeout',
  /** The page asks for a name and a password. */
  'login',
  /** Sent on to an address that is none of the office's; it was not followed. */
  'elsewhere',
  /** The name leads to an address that is not on the public internet; it was not visited. */
  'private',
  'too-many-redirects',
  /** The app itself comes out to no page of the office: it says nothing about this one. */
  'no-way-out',
]);
export type LinkTrouble = z.infer<typeof linkTrouble>;

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
const linkResult: z.ZodType<LinkResult> = z.looseObject({
  url: z.string(),
  status: z.union([z.int(), linkTrouble]),
  movedTo: z.string().nullable(),
  title: z.string().nullable(),
});
export const linkResults = list(linkResult);

const SIGHTS = {
  shown: {
    /** Account without @, and what it calls itself; null where the network does not say. */
    author: z.string().nullable(),
    name: z.string().nullable(),
    /** As it was written, links in full. */
    text: z.string(),
    postedAt: z.iso.datetime().nullable(),
  },
  /** There is no such post, or not any more. */
  gone: {},
  /** Its account shows it to some only, or the network to nobody. */
  hidden: {},
  /** The network lets this app read no posts of others. */
  'not-allowed': {},
  /** It could not be asked, however often it was tried. */
  unreachable: {},
};
/** What the network shows of the post that a draft is about. */
export type TargetSight = Variant<'kind', typeof SIGHTS>;
export const targetSight: z.ZodType<TargetSight> = variants('kind', SIGHTS);

/** Why there is nobody who can decide for an account. */
export const nobody = z.enum([
  /** The user group is empty. */
  'nobody-named',
  /** The only manager wrote the draft. */
  'only-author',
  /** Slack has closed the accounts of those who could. */
  'deactivated',
]);
export type Nobody = z.infer<typeof nobody>;

/** Why an attempt was refused in a way that goes on record: who tried it had no right to. */
export const refusedCode = z.enum([
  'not-manager',
  'self-approval',
  'not-drafter',
  'authority-unavailable',
  'not-colleague',
]);
export type RefusedCode = z.infer<typeof refusedCode>;

type Shapes = Readonly<Record<string, z.ZodRawShape>>;

/** One of several objects that a key tells apart, from a table of their other fields. */
export type Variant<Key extends string, Table extends Shapes> = {
  [Name in keyof Table]: Readonly<
    z.infer<z.ZodObject<Table[Name] & Readonly<Record<Key, z.ZodLiteral<Name & string>>>>>
  >;
}[keyof Table];

/**
 * @param first fields of each entry that stand before the key: what is read is written again in this order.
 * @throws TypeError for a table without an entry.
 */
export function variants<Key extends string, Table extends Shapes>(
  key: Key,
  table: Table,
  first: z.ZodRawShape = {},
): z.ZodType<Variant<Key, Table>> {
  const [one, ...others] = Object.entries(table).map(([name, shape]) =>
    z.looseObject({ ...first, [key]: z.literal(name), ...shape }),
  );
  if (one === undefined) throw new TypeError(`nothing to tell apart by ${key}`);
  // The compiler cannot follow a table entry by entry; the type is made of the same table.
  return z.discriminatedUnion(key, [one, ...others]) as unknown as z.ZodType<Variant<Key, Table>>;
}

/** The keys of a table that is nothing but its keys and their values. */
export function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[];
}

function list<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(item);
}
