import { z } from 'zod';
import { TARGET_KINDS } from '../../draft/content.ts';
import { LEVELS } from '../types.ts';

const level = z.enum(LEVELS);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const dated = z.strictObject({ date: isoDate, written: z.string().min(1) });
const ruleId = z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u);

/** What an example or the example office may set of a draft's fields. */
const fields = z.strictObject({
  department: z.string().optional(),
  categories: z.array(z.string()).optional(),
  emergency: z.boolean().optional(),
  priorApproval: z.boolean().optional(),
  inReplyTo: z.string().optional(),
  quoteOf: z.string().optional(),
  target: z.strictObject({ kind: z.enum(TARGET_KINDS), url: z.string() }).optional(),
  scheduledAt: z.string().optional(),
  embargoUntil: z.string().optional(),
  correctionOf: z.strictObject({ url: z.string().exactOptional(), deleted: z.boolean().exactOptional() }).optional(),
  namedPersonsConsent: z.boolean().optional(),
  linkStatus: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  copies: z
    .array(
      z.strictObject({
        state: z.enum(['published', 'waiting']),
        on: isoDate,
        draftId: z.string(),
        url: z.string().exactOptional(),
      }),
    )
    .optional(),
  media: z
    .array(
      z.strictObject({
        mime: z.string().exactOptional(),
        alt: z.string().exactOptional(),
        gps: z.boolean().exactOptional(),
        people: z.boolean().exactOptional(),
        consent: z.boolean().exactOptional(),
        rights: z.enum(['own', 'licensed', 'third-party', 'free']).exactOptional(),
        credit: z.string().exactOptional(),
        permission: z.string().exactOptional(),
        altExempt: z.string().exactOptional(),
        marks: z
          .strictObject({ ai: z.array(z.string()), rights: z.array(z.string()), credentials: z.boolean() })
          .exactOptional(),
      }),
    )
    .optional(),
  madeWithAi: z.boolean().optional(),
});

const example = z.union([
  z.string(),
  z.strictObject({
    text: z.string(),
    fields: fields.optional(),
    /** Day of publication, where it is not the example office's. */
    today: isoDate.optional(),
    /** Day of writing, where that is another. */
    draftedOn: isoDate.optional(),
    /** Exact words that the finding has to name. */
    quote: z.string().optional(),
    code: z.string().optional(),
  }),
]);

const examples = z.strictObject({
  flagged: z.array(example).default([]),
  clean: z.array(example).default([]),
});

const ruleBody = {
  /** Absent where the id is the name of a kind. */
  kind: z.string().optional(),
  /** Levels of single cases, by finding code. */
  levels: z.record(z.string(), level).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  examples: examples.optional(),
};

/** A rule as several editions share it: everything but the provision. */
const sharedRule = z.strictObject({
  id: ruleId,
  level,
  /** Why no edition has it, where none has. */
  unused: z.string().min(1).optional(),
  ...ruleBody,
});

/** An edition's rule: the provision, and whatever differs from the shared rule of the same id. */
const editionRule = z.strictObject({
  id: ruleId,
  cites: z.array(z.string()).min(1),
  /** Provisions of single cases that another one governs than the rule at large, by finding code. */
  citesOf: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  level: level.optional(),
  ...ruleBody,
});

/** The office as the examples suppose it. */
const exampleOffice = z.strictObject({
  today: isoDate,
  departments: z.array(z.string()).default([]),
  handle: z.string().nullable().default(null),
  officialDomains: z.array(z.string()).default([]),
  publicPhones: z.array(z.string()).default([]),
  publicMailboxes: z.array(z.string()).default([]),
  allowedMentions: z.array(z.string()).default([]),
  allowedShorteners: z.array(z.string()).default([]),
  trustedDomains: z.array(z.string()).default([]),
  facilityAddresses: z.array(z.string()).default([]),
  publicBankAccounts: z.array(z.string()).default([]),
  publicBodies: z.array(z.string()).default([]),
  publicNames: z.array(z.string()).default([]),
  properNouns: z.array(z.string()).default([]),
  replies: z.enum(['self-serve', 'allowed']).exactOptional(),
  maxWeightedLength: z.number().int().positive().nullable().default(null),
});

export const librarySchema = z.strictObject({
  library: z.string().min(1),
  exampleOffice,
  rules: z.array(sharedRule).min(1),
});

/** What no rule says: which rules stand on a provision is told by their citations. */
const coverage = z.union([
  z.enum(['citizens', 'informative']),
  z
    .strictObject({
      /** Which part of the app carries it out. */
      feature: z.string().min(1).optional(),
      /** Who has to judge it. */
      human: z.string().min(1).optional(),
      /** Earlier versions wanted the rules here as well; a guideline that was written for them is still read. */
      rules: z.array(z.string()).optional(),
      planned: z.array(z.string()).optional(),
    })
    .refine((entry) => Object.keys(entry).length > 0, { message: 'empty' }),
]);

export const editionSchema = z.strictObject({
  id: z.string().min(1),
  family: z.string().min(1),
  title: z.string().min(1),
  office: z.string().min(1),
  network: z.string().min(1),
  effectiveFrom: dated,
  history: z.array(dated).min(1),
  supplementary: z.array(dated),
  /** What the guideline calls its supplementary provisions: 附則 or 付則. */
  supplementaryHeading: z.enum(['附則', '付則']).default('附則'),
  account: z.strictObject({ manager: z.string().min(1), name: z.string().min(1), handle: z.string().nullable() }),
  articles: z
    .array(
      z.strictObject({
        article: z.string().regex(/^\d+(?:の\d+)*$/u),
        caption: z.string(),
        paragraphs: z
          .array(z.strictObject({ text: z.string().min(1), items: z.array(z.string().min(1)).optional() }))
          .min(1),
      }),
    )
    .min(1),
  /** Misprints of the source, kept as they are. */
  sic: z.array(z.strictObject({ at: z.string(), text: z.string(), note: z.string() })).default([]),
  form: z.strictObject({
    categories: z.array(z.strictObject({ item: z.string(), label: z.string() })),
    emergency: z.boolean(),
    priorApproval: z.boolean(),
    targets: z.array(z.enum(TARGET_KINDS)).default([]),
  }),
  notChecked: z.array(z.string()),
  exampleOffice,
  rules: z.array(editionRule).min(1),
  coverage: z.record(z.string(), coverage),
});

export type EditionFile = z.output<typeof editionSchema>;
export type LibraryFile = z.output<typeof librarySchema>;
export type EditionRule = z.output<typeof editionRule>;
export type RuleExamples = z.output<typeof examples>;
export type Example = z.output<typeof example>;
