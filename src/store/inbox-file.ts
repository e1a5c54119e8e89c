import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { fields } from '../draft/shapes.ts';
import type { Arrival, Inbox, Kept } from '../usecases/ports.ts';
import { syncFolder } from './lowdb/durable-file.ts';
import { errnoOf, StoreFault } from './store-fault.ts';

/** Room for a text of some five thousand Japanese letters; a longer one takes several in a row. */
const SLOT_BYTES = 16_384;
/** What can be on its way at the same time: 256 ordinary texts, or thirty of forty thousand letters. */
const SLOTS = 256;
const EMPTY = Buffer.from('\n');

const writing = {
  channel: z.string().nullable(),
  text: z.string(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  delivery: z.string(),
  at: z.iso.datetime(),
};

const arrivalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft'), accountId: z.string(), fields, ...writing }),
  z.strictObject({
    kind: z.literal('revision'),
    draftId: z.string(),
    expectedRevision: z.int(),
    fields,
    ...writing,
  }),
  z.strictObject({ kind: z.literal('words'), draftId: z.string().nullable(), ...writing }),
]);

/** As it was when the inbox took `/post` alone; an upgrade finds these. */
const firstSchema = z
  .strictObject({ accountId: z.string(), ...writing })
  .transform((first): Arrival => ({ kind: 'draft', fields: {}, ...first }));

export type ReleasableInbox = Inbox & {
  /** Closes the file. What is kept stays kept. */
  close(): Promise<void>;
};

/**
 * The inbox in one file of fixed size, written in place with one synchronous write: a tenth of what a durable new file
 * costs, and Slack's answer waits for nothing else. What is kept is a line with its own checksum, in one slot or in
 * several that follow each other, so a torn one is none.
 * @param path created when it does not exist; the folder must be this process's alone.
 * @param refused is told of a text that the disk did not take, with the fault.
 * @throws StoreFault `folder-unusable`
 */
export async function openInboxFile(
  path: string,
  refused: (fault: StoreFault) => void = () => undefined,
): Promise<ReleasableInbox> {
  try {
    await prepare(path);
    const durable = await open(path, constants.O_RDWR | constants.O_DSYNC);
    const plain = await open(path, 'r+');
    const { buffer } = await plain.read(Buffer.alloc(SLOTS * SLOT_BYTES), 0, SLOTS * SLOT_BYTES, 0);
    return new InboxFile({ durable, plain, refused }, buffer);
  } catch (cause) {
    throw new StoreFault('folder-unusable', `the inbox cannot be used (${errnoOf(cause) ?? 'unknown'})`, { cause });
  }
}

/** Written in full beforehand, so that a later write changes nothing but content. */
async function prepare(path: string): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await file.stat();
    if (size >= SLOTS * SLOT_BYTES) return;
    await file.write(Buffer.alloc(SLOTS * SLOT_BYTES - size, EMPTY), 0, undefined, size);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

interface InboxParts {
  readonly durable: FileHandle;
  readonly plain: FileHandle;
  readonly refused: (fault: StoreFault) => void;
}

/** Slots in a row. */
interface Place {
  readonly first: number;
  readonly count: number;
}

class InboxFile implements ReleasableInbox {
  readonly #parts: InboxParts;
  readonly #taken = new Set<number>();
  readonly #left: readonly Kept[];

  constructor(parts: InboxParts, content: Buffer) {
    this.#parts = parts;
    this.#left = linesIn(content).map(({ arrival, ...place }) => {
      this.#mark(place);
      return this.#kept(arrival, place, Promise.resolve(true));
    });
  }

  keep(arrival: Arrival): Kept {
    const line = Buffer.from(lineOf(arrival), 'utf8');
    const place = this.#room(slotsFor(line.length));
    if (place === null) return this.#kept(arrival, null, Promise.resolve(false));
    this.#mark(place);
    return this.#kept(arrival, place, this.#write(line, place));
  }

  left(): readonly Kept[] {
    return this.#left;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#parts.durable.close(), this.#parts.plain.close()]);
  }

  async #write(line: Buffer, { first }: Place): Promise<boolean> {
    try {
      const { bytesWritten } = await this.#parts.durable.write(line, 0, line.length, first * SLOT_BYTES);
      return bytesWritten === line.length;
    } catch (cause) {
      const why = `the inbox could not be written (${errnoOf(cause) ?? 'unknown'})`;
      this.#parts.refused(new StoreFault('write-failed', why, { cause }));
      return false;
    }
  }

  #kept(arrival: Arrival, place: Place | null, safe: Promise<boolean>): Kept {
    let held = true;
    const release = async (): Promise<void> => {
      if (!held) return;
      held = false;
      // The write that is under way would put it back.
      await safe;
      if (place !== null) await this.#empty(place);
    };
    return { arrival, safe, isHeld: () => held, release };
  }

  /** Need not survive a power cut: what comes back then is on record, and the same delivery acts once; or it is given back once more. */
  async #empty({ first, count }: Place): Promise<void> {
    await this.#parts.plain.write(EMPTY, 0, EMPTY.length, first * SLOT_BYTES).then(
      () => {
        for (let slot = first; slot < first + count; slot += 1) this.#taken.delete(slot);
      },
      // The slots stay taken until the next start.
      () => undefined,
    );
  }

  #room(count: number): Place | null {
    let free = 0;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      free = this.#taken.has(slot) ? 0 : free + 1;
      if (free === count) return { first: slot - count + 1, count };
    }
    return null;
  }

  #mark({ first, count }: Place): void {
    for (let slot = first; slot < first + count; slot += 1) this.#taken.add(slot);
  }
}

function slotsFor(bytes: number): number {
  return Math.ceil(bytes / SLOT_BYTES);
}

function lineOf(arrival: Arrival): string {
  const body = JSON.stringify(arrival);
  return `${sumOf(body)} ${body}\n`;
}

/** Lines begin with a slot. One whose writing was cut off is none: nobody was told that it is safe. */
function linesIn(content: Buffer): readonly (Place & { readonly arrival: Arrival })[] {
  const lines: (Place & { readonly arrival: Arrival })[] = [];
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const start = slot * SLOT_BYTES;
    const end = content.indexOf(EMPTY, start);
    const arrival = end <= start ? undefined : readLine(content.subarray(start, end).toString('utf8'));
    if (arrival === undefined) continue;
    const count = slotsFor(end + 1 - start);
    lines.push({ arrival, first: slot, count });
    slot += count - 1;
  }
  return lines;
}

function readLine(line: string): Arrival | undefined {
  const body = line.slice(line.indexOf(' ') + 1);
  if (line !== `${sumOf(body)} ${body}`) return undefined;
  return z.union([arrivalSchema, firstSchema]).safeParse(parsed(body)).data;
}

/** What follows a released head is the middle of some text. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function sumOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('base64url');
}
