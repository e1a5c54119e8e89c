import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Summary } from '../../usecases/ports.ts';
import { errnoOf } from '../store-fault.ts';

/**
 * One month's index: lines of a checksum and JSON. A draft's later line replaces its earlier one; a head, which only counts as
 * the very last line, says what all lines come to. Nothing here is synced: what a crash takes is counted anew.
 */

/** Raised when summaries change: it is part of every checksum, so that an index of another form is made anew. */
const FORMAT = 4;

/** What tells that a draft's file is the one that was summarised. */
export interface Stamp {
  readonly size: number;
  /** Of its last change, in nanoseconds. */
  readonly mtime: string;
}

export interface DraftLine extends Stamp {
  readonly id: string;
  /** Null for a document that cannot be summarised. */
  readonly summary: Summary | null;
  /** What words are looked for in: see `searchable`. */
  readonly words: readonly string[];
}

/** What one account's drafts of a month come to. */
export interface Totals {
  /** Between which instants its posts were published; null for none. It may be wider than what is still here. */
  published: { readonly from: string; readonly to: string } | null;
  /** From the first draft's beginning to the last one's end. It may be wider than what is still here. */
  lived: { readonly from: string; readonly to: string };
  found: Record<string, Record<string, number>>;
}

export interface Head {
  /** When the month's folder was last changed, in nanoseconds. */
  readonly folder: string;
  readonly accounts: Readonly<Record<string, Totals>>;
}

/** Where a draft's line stands. */
export interface Span {
  readonly from: number;
  readonly length: number;
}

const rangeSchema = z.object({ from: z.string(), to: z.string() });
const countsSchema = z.record(z.string(), z.number());
const headSchema = z.object({
  head: z.object({
    folder: z.string(),
    accounts: z.record(
      z.string(),
      z.object({
        published: rangeSchema.nullable(),
        lived: rangeSchema,
        found: z.record(z.string(), countsSchema),
      }),
    ),
  }),
  at: z.number(),
});
const MANY_LINES = 256;
/** `{"gone":"` and forty characters. */
const MOST_BEFORE_ID = 60;
/** Some milliseconds of looking, then whoever waits for an answer has a turn. */
const PIECE_BYTES = 1 << 18;
/** Longer than any head: a few hundred characters for each account and month of findings. */
const TAIL_BYTES = 1 << 18;
/** A folder's time is as coarse as the kernel's tick; what was written so soon after a change may have missed the next. */
const TICK_NS = 100_000_000n;

export class IndexFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The head, if it was written after the folder's last change; null when the lines have to be read. */
  async head(folder: string): Promise<Head | null> {
    const tail = await this.#tail();
    if (tail === null || tail.mtime <= BigInt(folder) + TICK_NS) return null;
    const end = tail.bytes.lastIndexOf(10);
    if (end !== tail.bytes.length - 1) return null;
    const start = tail.bytes.lastIndexOf(10, end - 1) + 1;
    const parsed = headSchema.safeParse(decode(tail.bytes.subarray(start, end)));
    return parsed.success && parsed.data.at === tail.from + start && parsed.data.head.folder === folder
      ? parsed.data.head
      : null;
  }

  /**
   * All drafts as their last lines say.
   * @returns null when a line cannot be believed: then none can.
   */
  async lines(): Promise<{ readonly drafts: Map<string, DraftLine & Span>; readonly superseded: number } | null> {
    const drafts = new Map<string, DraftLine & Span>();
    let superseded = 0;
    const bytes = await readFile(this.#path).catch(() => Buffer.alloc(0));
    let from = 0;
    for (let number = 1; from < bytes.length; number += 1) {
      // Nobody who waits for an answer waits for a whole month to be read.
      if (number % MANY_LINES === 0) await breathe();
      const end = bytes.indexOf(10, from);
      if (end < 0) return null;
      const line = decode(bytes.subarray(from, end)) as (DraftLine & { gone?: string; head?: object }) | null;
      if (line === null) return null;
      if (line.gone !== undefined) superseded += drafts.delete(line.gone) ? 2 : 1;
      else if (line.head === undefined) {
        if (drafts.delete(line.id)) superseded += 1;
        drafts.set(line.id, { ...line, from, length: end - from });
      } else superseded += 1;
      from = end + 1;
    }
    return { drafts, superseded };
  }

  /** The summaries that stand at these places. */
  async at(spans: readonly Span[]): Promise<readonly (Summary | null)[]> {
    const file = await open(this.#path, 'r');
    try {
      return await Promise.all(
        spans.map(async ({ from, length }) => {
          const { buffer } = await file.read(Buffer.alloc(length), 0, length, from);
          return (decode(buffer) as DraftLine | null)?.summary ?? null;
        }),
      );
    } finally {
      await file.close();
    }
  }

  /**
   * Looks for drafts without keeping more than a piece of the file and what is found.
   * @param needles only lines that hold each of them, as JSON has it, are given to `takes`.
   * @returns what `takes` took, as the last lines have it, and how many bytes were read; null when a line cannot be believed.
   * @throws when there is no file that can be read.
   */
  async search(
    needles: readonly string[],
    takes: (summary: Summary, words: readonly string[]) => boolean,
  ): Promise<{ readonly found: ReadonlyMap<string, Summary>; readonly bytes: number } | null> {
    const wanted = needles.map((needle) => Buffer.from(JSON.stringify(needle).slice(1, -1)));
    const found = new Map<string, Summary>();
    const file = await open(this.#path, 'r');
    try {
      const piece = Buffer.alloc(PIECE_BYTES);
      let rest = Buffer.alloc(0);
      for (let bytes = 0; ; ) {
        const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, bytes);
        if (bytesRead === 0) return rest.length === 0 ? { found, bytes } : null;
        bytes += bytesRead;
        const read = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
        let from = 0;
        for (let end = read.indexOf(10); end >= 0; end = read.indexOf(10, from)) {
          const line = read.subarray(from, end);
          from = end + 1;
          if (!isSound(line)) return null;
          const id = idIn(line);
          if (id === null) continue;
          found.delete(id);
          if (!wanted.every((needle) => line.includes(needle))) continue;
          const draft = decode(line) as Partial<DraftLine> | null;
          if (draft?.summary != null && takes(draft.summary, draft.words ?? [])) found.set(id, draft.summary);
        }
        rest = Buffer.from(read.subarray(from));
        await breathe();
      }
    } finally {
      await file.close();
    }
  }

  /** Adds lines at the end. @returns where each stands. */
  async append(lines: readonly (DraftLine | { readonly gone: string })[]): Promise<readonly Span[]> {
    return lines.length === 0 ? [] : this.#write('a', lines.map(encode));
  }

  async appendHead(head: Head): Promise<void> {
    const at = await stat(this.#path).then(
      ({ size }) => size,
      () => 0,
    );
    await this.#write('a', [encode({ head, at })]);
  }

  /** Writes all anew. @returns where each draft's line stands. */
  async rewrite(lines: readonly DraftLine[]): Promise<readonly Span[]> {
    return this.#write('w', lines.map(encode));
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true }).catch(() => undefined);
  }

  async #write(flag: 'a' | 'w', lines: readonly Buffer[]): Promise<readonly Span[]> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const path = flag === 'a' ? this.#path : `${this.#path}.tmp`;
    const file = await open(path, flag, 0o600);
    try {
      let from = (await file.stat()).size;
      await file.writeFile(Buffer.concat(lines));
      const spans: Span[] = [];
      for (const { length } of lines) {
        spans.push({ from, length: length - 1 });
        from += length;
      }
      if (flag === 'w') await rename(path, this.#path);
      return spans;
    } finally {
      await file.close();
    }
  }

  async #tail() {
    try {
      const file = await open(this.#path, 'r');
      try {
        const { size, mtimeNs } = await file.stat({ bigint: true });
        const length = Math.min(Number(size), TAIL_BYTES);
        const from = Number(size) - length;
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, from);
        return { bytes: buffer, from, mtime: mtimeNs };
      } finally {
        await file.close();
      }
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return null;
    }
  }
}

function encode(line: object): Buffer {
  const json = JSON.stringify(line);
  return Buffer.from(`${sum(Buffer.from(json))} ${json}\n`);
}

function decode(line: Buffer): unknown {
  return isSound(line) ? JSON.parse(line.toString('utf8', 9)) : null;
}

function isSound(line: Buffer): boolean {
  return line.length >= 10 && line.toString('latin1', 0, 8) === sum(line.subarray(9));
}

/** Which draft a line is about, or takes away, without reading the line; null for a head. */
function idIn(line: Buffer): string | null {
  return /^\{"(?:id|gone)":"([^"]*)"/.exec(line.toString('latin1', 9, 9 + MOST_BEFORE_ID))?.[1] ?? null;
}

function sum(json: Buffer): string {
  return crc32(json, FORMAT).toString(16).padStart(8, '0');
}
