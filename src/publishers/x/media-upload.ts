import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Medium } from '../../draft/content.ts';
import type { PublishFailure } from '../../draft/events.ts';
import { judgeUpload } from './outcome.ts';
import type { Exchange, XRequest } from './wire.ts';

/** https://docs.x.com/x-api/media/quickstart/media-upload-chunked */
const SEGMENT_BYTES = 1_048_576;
export const ALT_MOST = 1_000;
/** How long X may work on what it was given; then it is not there. */
const PROCESSING_MS = 60_000;
const LOOK_AFTER_MS = 1_000;
const LOOK_AFTER_MOST_MS = 5_000;
/** A segment takes longer than a text. */
const SLOWER = 3;

type Send = (request: XRequest, slower?: number) => Promise<Exchange>;
type Brought = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly failure: PublishFailure };

const id = z.string().regex(/^\d{1,20}$/);
const initialized = z.object({ data: z.object({ id }) });
const processing = z.object({
  data: z.object({
    processing_info: z
      .object({ state: z.string(), check_after_secs: z.number().optional(), error: z.unknown().optional() })
      .optional(),
  }),
});

/**
 * Brings one picture to X, with the words for whoever cannot see it. It makes no post, so that a step whose answer is lost is
 * simply a step that failed; then the whole is tried once more from its beginning.
 * @param number of the picture in its post, as people count.
 */
export async function bringMedium(send: Send, medium: Medium, bytes: Uint8Array, number: number): Promise<Brought> {
  const first = await upload(send, medium, bytes, number);
  return first.ok || first.failure.kind !== 'unreachable' ? first : upload(send, medium, bytes, number);
}

async function upload(send: Send, { mime, alt }: Medium, bytes: Uint8Array, number: number): Promise<Brought> {
  const refused = (failure: PublishFailure): Brought => ({
    ok: false,
    failure: failure.kind === 'rejected' ? { kind: 'media-refused', number, detail: failure.detail } : failure,
  });
  const begun = judgeUpload(
    await send({
      method: 'POST',
      path: 'media/upload/initialize',
      body: {
        media_type: mime,
        total_bytes: bytes.length,
        media_category: mime === 'image/gif' ? 'tweet_gif' : 'tweet_image',
      },
    }),
  );
  if (!begun.ok) return refused(begun.failure);
  const mediaId = initialized.safeParse(begun.body).data?.data.id;
  if (mediaId === undefined) return refused({ kind: 'unreachable', detail: 'UNREADABLE' });
  for (let segment = 0; segment * SEGMENT_BYTES < bytes.length; segment += 1) {
    const media = Buffer.from(bytes.subarray(segment * SEGMENT_BYTES, (segment + 1) * SEGMENT_BYTES));
    const request = {
      method: 'POST',
      path: `media/upload/${mediaId}/append`,
      form: { segment_index: segment, media },
    } as const;
    const appended = judgeUpload(await send(request, SLOWER));
    if (!appended.ok) return refused(appended.failure);
  }
  const finalized = judgeUpload(await send({ method: 'POST', path: `media/upload/${mediaId}/finalize` }));
  if (!finalized.ok) return refused(finalized.failure);
  const ready = await isReady(send, mediaId, finalized.body);
  if (ready !== null) return refused(ready);
  if (alt === '') return { ok: true, id: mediaId };
  const described = judgeUpload(
    await send({
      method: 'POST',
      path: 'media/metadata',
      body: { id: mediaId, metadata: { alt_text: { text: alt } } },
    }),
  );
  if (described.ok) return { ok: true, id: mediaId };
  const { failure } = described;
  return {
    ok: false,
    failure: failure.kind === 'rejected' ? { kind: 'alt-refused', number, detail: failure.detail } : failure,
  };
}

/** X works on what moves; without a word of it, it is ready. @returns null, or why it is not. */
async function isReady(send: Send, mediaId: string, answer: unknown): Promise<PublishFailure | null> {
  let waited = 0;
  let info = processing.safeParse(answer).data?.data.processing_info;
  while (info !== undefined && info.state !== 'succeeded') {
    if (info.state === 'failed') return { kind: 'rejected', detail: 'processing failed' };
    // A state without a time to look again is not ready either.
    const rest = Math.min((info.check_after_secs ?? 0) * 1_000 || LOOK_AFTER_MS, LOOK_AFTER_MOST_MS);
    waited += rest;
    if (waited > PROCESSING_MS) return { kind: 'rejected', detail: 'processing did not end' };
    await wait(rest);
    const looked = judgeUpload(
      await send({ method: 'GET', path: 'media/upload', query: { command: 'STATUS', media_id: mediaId } }),
    );
    if (!looked.ok) return looked.failure;
    info = processing.safeParse(looked.body).data?.data.processing_info;
  }
  return null;
}
