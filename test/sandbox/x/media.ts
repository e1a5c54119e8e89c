import { z } from 'zod';
import { XProblem } from './problems.ts';
import type { Media, XState } from './state.ts';

const EXPIRES_S = 24 * 60 * 60;

/** Largest file in bytes by kind of media. */
const LARGEST: readonly (readonly [RegExp, number])[] = [
  [/^image\/gif$/, 15 * 1024 * 1024],
  [/^image\/(?:jpeg|png|webp)$/, 5 * 1024 * 1024],
  [/^video\/mp4$/, 512 * 1024 * 1024],
];

const initializeBody = z.strictObject({
  media_type: z.string(),
  total_bytes: z.number().int().positive(),
  media_category: z.string().optional(),
  additional_owners: z.array(z.string()).optional(),
  shared: z.boolean().optional(),
});

const metadataBody = z.object({
  id: z.string(),
  metadata: z.object({ alt_text: z.object({ text: z.string().max(1_000) }).optional() }),
});

/** POST /2/media/upload/initialize. @param me id of whose keys it was signed with. @throws XProblem */
export function initialize(state: XState, me: string, input: unknown) {
  const parsed = initializeBody.safeParse(input);
  if (!parsed.success)
    throw new XProblem(
      'invalid',
      parsed.error.issues.map((issue) => issue.message),
    );
  const { media_type: type, total_bytes: totalBytes } = parsed.data;
  const largest = LARGEST.find(([pattern]) => pattern.test(type))?.[1];
  if (largest === undefined) throw new XProblem('invalid', ['media type unrecognized.']);
  if (totalBytes > largest) throw new XProblem('invalid', [`File size exceeds ${largest} bytes.`]);
  const media: Media = {
    id: state.newId(),
    owner: me,
    type,
    totalBytes,
    chunks: [],
    finalized: false,
    working: state.settings.processingLooks ?? Number.POSITIVE_INFINITY,
    since: state.now(),
    alt: null,
  };
  state.media.set(media.id, media);
  return { data: { id: media.id, media_key: `3_${media.id}`, expires_after_secs: EXPIRES_S } };
}

/** POST /2/media/upload/:id/append. @throws XProblem */
export function append(state: XState, me: string, id: string, segment: number, bytes: Buffer) {
  const media = open(state, me, id);
  if (!Number.isInteger(segment) || segment < 0 || segment > 999)
    throw new XProblem('invalid', ['segment_index is invalid.']);
  media.chunks[segment] = bytes;
  return { data: { expires_at: Math.floor(state.now().getTime() / 1000) + EXPIRES_S } };
}

/** POST /2/media/upload/:id/finalize. @throws XProblem */
export function finalize(state: XState, me: string, id: string) {
  const media = open(state, me, id);
  const size = media.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (size !== media.totalBytes) throw new XProblem('invalid', ['Size of the parts does not match total_bytes.']);
  media.finalized = true;
  const info = media.working > 0 ? { processing_info: { state: 'pending', check_after_secs: 1 } } : {};
  return { data: { id, media_key: `3_${id}`, size, expires_after_secs: EXPIRES_S, ...info } };
}

/** GET /2/media/upload?command=STATUS. @throws XProblem */
export function uploadStatus(state: XState, id: string) {
  const media = state.media.get(id);
  if (!media) throw new XProblem('notFound');
  return {
    data: {
      id,
      media_key: `3_${id}`,
      processing_info: looked(media),
    },
  };
}

function looked(media: Media) {
  media.working = Math.max(0, media.working - 1);
  const done = media.finalized && media.working === 0;
  return done ? { state: 'succeeded', progress_percent: 100 } : { state: 'pending', check_after_secs: 1 };
}

/** May this account's post have it? X forgets what was not used within a day. */
export function isUsable(state: XState, me: string, mediaId: string): boolean {
  const media = state.media.get(mediaId);
  if (media === undefined || !media.finalized || media.working > 0 || media.owner !== me) return false;
  return state.now().getTime() - media.since.getTime() < EXPIRES_S * 1_000;
}

/** POST /2/media/metadata. @throws XProblem */
export function describe(state: XState, input: unknown) {
  const parsed = metadataBody.safeParse(input);
  if (!parsed.success)
    throw new XProblem(
      'invalid',
      parsed.error.issues.map((issue) => issue.message),
    );
  const media = state.media.get(parsed.data.id);
  if (!media) throw new XProblem('notFound');
  media.alt = parsed.data.metadata.alt_text?.text ?? null;
  return { data: { id: media.id, associated_metadata: parsed.data.metadata } };
}

function open(state: XState, me: string, id: string): Media {
  const media = state.media.get(id);
  if (!media || media.owner !== me) throw new XProblem('notFound');
  if (media.finalized) throw new XProblem('invalid', ['The upload is already finalized.']);
  return media;
}
