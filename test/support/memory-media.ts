import { createHash } from 'node:crypto';
import type { Files, MediaCleaner, MediaStore, PreparedMedium } from '../../src/usecases/ports.ts';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Bytes by their hash, for as long as a test runs. */
export class MemoryMedia implements MediaStore {
  readonly #taken = new Map<string, Uint8Array>();
  readonly #at = new Map<string, number>();
  readonly kept = new Set<string>();

  async takeIn(bytes: Uint8Array) {
    const hash = hashOf(bytes);
    this.#taken.set(hash, bytes);
    this.#at.set(hash, Date.now());
    return hash;
  }
  async keep(hashes: readonly string[]) {
    for (const hash of hashes) if (this.#taken.has(hash)) this.kept.add(hash);
    return hashes.filter((hash) => !this.#taken.has(hash));
  }
  async read(hash: string) {
    return this.#taken.get(hash);
  }
  async sweep(before: string) {
    const old = (hash: string) => (this.#at.get(hash) ?? 0) < Date.parse(before);
    const left = [...this.#taken.keys()].filter((hash) => old(hash) && !this.kept.has(hash));
    for (const hash of left) this.#taken.delete(hash);
    return left.length;
  }
  /** Somebody has deleted the file. */
  lose(hash: string): void {
    this.#taken.delete(hash);
  }
}

/** Takes every file for a picture of its own bytes. */
export class EveryFileIsClean implements MediaCleaner {
  /** What the next files say of themselves. */
  marks: PreparedMedium['marks'] = { ai: [], rights: [], credentials: false, position: false };

  async clean(bytes: Uint8Array): ReturnType<MediaCleaner['clean']> {
    if (bytes.length === 0) return { ok: false, trouble: { kind: 'unreadable' } };
    const medium = { hash: hashOf(bytes), mime: 'image/png', size: bytes.length, width: 1200, height: 800 } as const;
    return { ok: true, made: { bytes, medium, marks: this.marks, reduced: false } };
  }
  async sheet(pictures: readonly Uint8Array[]) {
    return Buffer.concat(pictures);
  }
}

/** Slack's files: what is attached under a number, and how often something was shown. */
export class MemoryFiles implements Files {
  readonly given = new Map<string, Uint8Array>();
  readonly shown = new Map<string, Uint8Array>();

  async take(fileId: string): ReturnType<Files['take']> {
    const bytes = this.given.get(fileId);
    return bytes === undefined ? { ok: false, trouble: 'gone' } : { ok: true, bytes };
  }
  async show(bytes: Uint8Array) {
    const id = `F0SHOWN${this.shown.size + 1}`;
    this.shown.set(id, bytes);
    return id;
  }
}
