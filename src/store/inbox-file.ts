import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Arrival, Inbox, Kept } from '../usecases/ports.ts';
import { syncFolder } from './lowdb/durable-file.ts';
import { errnoOf, StoreFault } from './store-fault.ts';

/** Room for a text of some five thousand Japanese letters; a longer one goes on record at once. */
const SLOT_BYTES = 16_384;
/** Texts that can be on their way at the same time. */
const SLOTS = 64;
const EMPTY = Buffer.from('\n');

const arrivalSchema = z.strictObject({
  accountId: z.string(),
  channel: z.string(),
  text: z.string(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  delivery: z.string(),
  at: z.iso.datetime(),
});

export type ReleasableInbox = Inbox & {
  /** Closes the file. What is kept stays kept. */
  close(): Promise<void>;
};

/**
 * The inbox in one file of fixed size, written in place with one synchronous write: a tenth of what a durable new file
 * costs, and Slack's answer waits for nothing else. Each slot is a line with its own checksum, so a torn one is none.
 * @param path created when it does not exist; the folder must be this process's alone.
 * @throws StoreFault `folder-unusable`
 */
export async function openInboxFile(path: string): Promise<ReleasableInbox> {
  try {
    await prepare(path);
    const durable = await open(path, constants.O_RDWR | constants.O_DSYNC);
    const plain = await open(path, 'r+');
    const { buffer } = await plain.read(Buffer.alloc(SLOTS * SLOT_BYTES), 0, SLOTS * SLOT_BYTES, 0);
    return new InboxFile(durable, plain, buffer);
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

class InboxFile implements ReleasableInbox {
  readonly #durable: FileHandle;
  readonly #plain: FileHandle;
  readonly #free: number[] = [];
  readonly #left: Kept[] = [];

  constructor(durable: FileHandle, plain: FileHandle, content: Buffer) {
    this.#durable = durable;
    this.#plain = plain;
    for (let slot = SLOTS - 1; slot >= 0; slot -= 1) {
      const arrival = readSlot(content.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES));
      if (arrival === undefined) this.#free.push(slot);
      else this.#left.unshift(this.#kept(slot, arrival));
    }
  }

  async keep(arrival: Arrival): Promise<Kept | null> {
    const line = Buffer.from(lineOf(arrival), 'utf8');
    const slot = line.length > SLOT_BYTES ? undefined : this.#free.pop();
    if (slot === undefined) return null;
    const kept = this.#kept(slot, arrival);
    try {
      await this.#durable.write(line, 0, line.length, slot * SLOT_BYTES);
    } catch (cause) {
      await kept.release();
      throw new StoreFault('write-failed', `the inbox could not be written (${errnoOf(cause) ?? 'unknown'})`, {
        cause,
      });
    }
    return kept;
  }

  left(): readonly Kept[] {
    return this.#left;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#durable.close(), this.#plain.close()]);
  }

  #kept(slot: number, arrival: Arrival): Kept {
    let released = false;
    const release = async (): Promise<void> => {
      if (released) return;
      released = true;
      // Need not survive a power cut: what comes back then is on record already, and the same delivery acts once.
      await this.#plain.write(EMPTY, 0, EMPTY.length, slot * SLOT_BYTES).then(
        () => this.#free.push(slot),
        // The slot stays taken until the next start.
        () => undefined,
      );
    };
    return { arrival, release };
  }
}

function lineOf(arrival: Arrival): string {
  const body = JSON.stringify(arrival);
  return `${sumOf(body)} ${body}\n`;
}

/** @returns undefined for an empty slot, and for one whose writing was cut off: nobody was told that it is safe. */
function readSlot(slot: Buffer): Arrival | undefined {
  const line = slot.subarray(0, Math.max(0, slot.indexOf(EMPTY))).toString('utf8');
  const body = line.slice(line.indexOf(' ') + 1);
  if (body === '' || line !== `${sumOf(body)} ${body}`) return undefined;
  return arrivalSchema.safeParse(JSON.parse(body)).data;
}

function sumOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('base64url');
}
