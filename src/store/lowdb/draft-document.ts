import { z } from 'zod';
import { type DraftEvent, draftEventSchema, isOfLaterVersion } from '../../draft/events.ts';
import type { ThreadState } from '../../usecases/ports.ts';
import { StoreFault } from '../store-fault.ts';

/** Raised when an older version of this app could no longer read what is written. */
const SCHEMA = 1;

/** One file: everything that is known of one draft. */
export interface DraftDocument {
  readonly schema: typeof SCHEMA;
  readonly id: string;
  readonly events: readonly DraftEvent[];
  /** Null before the card is posted for the first time. */
  readonly thread: ThreadState | null;
}

const count = z.int().nonnegative();
const documentSchema: z.ZodType<DraftDocument> = z.looseObject({
  schema: z.literal(SCHEMA),
  id: z.string(),
  events: z.array(draftEventSchema),
  thread: z
    .looseObject({
      channel: z.string(),
      cardTs: z.string().nullable(),
      shown: count,
      told: count,
      parts: count,
      inDoubt: z.boolean(),
      drawn: z.string().exactOptional(),
      files: z.record(z.string(), z.string()).exactOptional(),
    })
    .nullable(),
});
const newer = z.looseObject({ schema: z.int().gt(SCHEMA) });
const withEvents = z.looseObject({ events: z.array(z.unknown()) });

/** Events never change: one that was read, or held against its schema before, is not looked at again with each write. */
const believed = new WeakSet<DraftEvent>();

export type Parsed =
  | { readonly ok: true; readonly document: DraftDocument }
  /** `problem` is for a log: it names places in the file, never what is written there. */
  | { readonly ok: false; readonly problem: string };

export function emptyDocument(id: string): DraftDocument {
  return { schema: SCHEMA, id, events: [], thread: null };
}

/**
 * @param id the draft that the file's name promises.
 * @throws StoreFault `newer-format`: such a file is sound, it is this app that is too old for it.
 */
export function parseDocument(text: string, id: string): Parsed {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, problem: text.trim() === '' ? 'the file is empty' : 'the file is not JSON' };
  }
  if (newer.safeParse(raw).success) throw ofNewerVersion(id);
  const parsed = documentSchema.safeParse(raw);
  if (!parsed.success) {
    if (withEvents.safeParse(raw).data?.events.some(isOfLaterVersion) === true) throw ofNewerVersion(id);
    return { ok: false, problem: issuesOf(parsed.error) };
  }
  if (parsed.data.id !== id) return { ok: false, problem: 'the file holds a draft of another name' };
  for (const event of parsed.data.events) believed.add(event);
  return { ok: true, document: parsed.data };
}

/** @throws StoreFault `misfit` rather than writing what could not be read again. */
export function serialiseDocument(document: DraftDocument): string {
  const unseen = document.events.filter((event) => !believed.has(event));
  const fits = documentSchema.safeParse({ ...document, events: unseen });
  if (!fits.success) throw new StoreFault('misfit', `draft ${document.id} does not fit: ${issuesOf(fits.error)}`);
  for (const event of unseen) believed.add(event);
  return `${JSON.stringify(document, null, 1)}\n`;
}

function ofNewerVersion(id: string): StoreFault {
  return new StoreFault('newer-format', `draft ${id} was written by a newer version of this app`);
}

function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.join('.') || 'document'}: ${code}`)
    .join('; ');
}
