import { z } from 'zod';
import { contentHash } from '../../src/draft/content.ts';
import { currentRevision, stageOf } from '../../src/draft/state.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { parseJson } from '../kit/json.ts';

/** What a form carries in `private_metadata` and gets back unchanged. It addresses; it proves nothing. */

const fieldsSchema = z.object({
  correctionOf: z.object({ url: z.string().exactOptional(), draftId: z.string().exactOptional() }).optional(),
});

const mediumSchema = z.object({
  hash: z.string(),
  about: z.string().exactOptional(),
  mime: z.string(),
  size: z.number(),
  width: z.number(),
  height: z.number(),
});

const draftSchema = z.object({
  mode: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('new') }),
    z.object({ kind: z.literal('edit'), draftId: z.string(), revision: z.number().int() }),
  ]),
  /** Null before one is chosen. */
  accountId: z.string().nullable(),
  nonce: z.string(),
  channel: z.string().nullable(),
  /** For each input of the text but the last: a line break stands between it and the next. */
  joins: z.array(z.boolean()),
  /** Which of the optional questions were asked; an unasked one has no answer. */
  asked: z.object({ emergency: z.boolean(), priorApproval: z.boolean() }),
  /** When the proposal was made that the text began with; absent where it began with the draft's own. */
  proposal: z.string().optional(),
  /** Answers that the form does not show and must not lose. */
  kept: fieldsSchema,
  /** The pictures that are attached, in their order; absent for none. */
  media: z.array(mediumSchema).optional(),
});

const targetSchema = z.object({
  draftId: z.string(),
  revision: z.number().int(),
  /** Hash of the content that the form showed. */
  contentHash: z.string(),
  /** See `stageOf`. Absent in forms of an older version. */
  stage: z.number().int().nonnegative().optional(),
  nonce: z.string(),
  /** See `askedOf`; absent in forms that ask nothing of findings, and of an older version. */
  asked: z.string().optional(),
  /** Where the draft's card is: Slack does not say where a form was opened. Absent in forms of an older version. */
  channel: z.string().optional(),
  /** Of a form to take a draft over: whose it was. */
  drafter: z.string().optional(),
  /** Of a form that asks for a text: as in a draft form. */
  joins: z.array(z.boolean()).optional(),
});

export type DraftFormMetadata = z.infer<typeof draftSchema>;
/** The draft that a form is about, as it was when the form was opened. */
export type FormTarget = z.infer<typeof targetSchema>;

export const writeMetadata = (metadata: DraftFormMetadata | FormTarget): string => JSON.stringify(metadata);

/** @throws ZodError when the form is not one of ours. */
export const readDraftMetadata = (metadata: string): DraftFormMetadata => draftSchema.parse(parseJson(metadata));

/** @throws ZodError when the form is not one of ours. */
export const readTarget = (metadata: string): FormTarget => targetSchema.parse(parseJson(metadata));

/** What tells one drawing of a form from another; a choice of outcome keeps it. @throws ZodError when it is not ours. */
export const readNonce = (metadata: string): string => z.object({ nonce: z.string() }).parse(parseJson(metadata)).nonce;

/** The draft as it stands, for a form that is opened on it now. */
export function formTarget({ draft, account }: DraftView, nonce: string): FormTarget {
  const { number, content } = currentRevision(draft);
  return {
    draftId: draft.id,
    revision: number,
    contentHash: contentHash(content),
    stage: stageOf(draft),
    nonce,
    channel: account.channel,
  };
}
