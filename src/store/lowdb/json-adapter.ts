import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { errnoOf, StoreFault } from '../store-fault.ts';
import type { DraftDocument } from './draft-document.ts';
import { parseDocument, serialiseDocument } from './draft-document.ts';
import type { DurableFile } from './durable-file.ts';
import { replaceDurably } from './durable-file.ts';

/** The file is there, but it cannot be believed. `problem` never quotes what is in it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly problem: string;
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.problem = problem;
  }
}

/** One draft's file behind lowdb, with the durability that lowdb's own writer does not give. */
export class DurableJsonAdapter implements Adapter<DraftDocument> {
  readonly #file: DurableFile & { readonly id: string };

  constructor(file: DurableFile & { readonly id: string }) {
    this.#file = file;
  }

  /**
   * @returns null when there is no such file.
   * @throws UnreadableFile, or StoreFault when the disk or the format's age prevents reading.
   */
  read = async (): Promise<DraftDocument | null> => {
    const { id, path } = this.#file;
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (cause) {
      const errno = errnoOf(cause);
      if (errno === 'ENOENT') return null;
      if (errno === 'EISDIR') throw new UnreadableFile(path, 'a folder stands where a file should be');
      throw new StoreFault('read-failed', `draft ${id} could not be read (${errno ?? 'unknown'})`, { cause });
    }
    const parsed = parseDocument(decode(path, bytes), id);
    if (!parsed.ok) throw new UnreadableFile(path, parsed.problem);
    return parsed.document;
  };

  write = async (document: DraftDocument): Promise<void> => {
    await replaceDurably(this.#file, serialiseDocument(document));
  };
}

/** Damaged bytes must not be read as replacement characters: they would be written back as if somebody had typed them. */
function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableFile(path, 'the file is not UTF-8');
  }
}
