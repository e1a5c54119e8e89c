import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { CompiledGuidelines } from '../guideline/edition/compiled.ts';

/**
 * The guidelines that ship with the product are read once, when it is built, and what that found is kept.
 * Whatever is not exactly as it was then, the texts or the program, is read anew (docs/decisions/compiled-guidelines.md).
 */

const HERE = fileURLToPath(import.meta.url);
/** Where the shipped guidelines are. */
export const SHIPPED = join(HERE, '../../guideline/editions');
const PACKAGES = join(HERE, '../../../package-lock.json');
/** Run from its sources, where nobody has built it: then tests keep the file, and nothing generated is among the sources. */
const FROM_SOURCES = existsSync(PACKAGES);
const FILE = FROM_SOURCES ? join(HERE, '../../../node_modules/.cache/kessai-guidelines') : join(SHIPPED, 'compiled');
const DIGEST_LENGTH = 32;

/** @returns null when there is nothing that this very program wrote, undamaged. */
export function readCompiled(file = FILE): CompiledGuidelines | null {
  if (!existsSync(file)) return null;
  try {
    const content = readFileSync(file);
    const body = content.subarray(DIGEST_LENGTH);
    return digestFor(body).equals(content.subarray(0, DIGEST_LENGTH)) ? deserialize(body) : null;
  } catch {
    // Without it a start takes longer, and that is all.
    return null;
  }
}

/** A process that starts meanwhile sees the old file or the new one. */
export function writeCompiled(compiled: CompiledGuidelines, file = FILE): void {
  const body = serialize(compiled);
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(unfinished, Buffer.concat([digestFor(body), body]));
  renameSync(unfinished, file);
}

/** Of what was written, from what and by whom: the shipped texts, the program that reads them, its packages, what runs it. */
function digestFor(body: Uint8Array): Buffer {
  const guideline = dirname(SHIPPED);
  const inside = readdirSync(guideline, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:[jt]s|yaml)$/u.test(name))
    .sort()
    .map((name) => join(guideline, name));
  const hash = createHash('sha256').update(`${process.version} ${process.arch}\0`);
  // A build is made of packages and program together; only among the sources can one change without the other.
  for (const file of [...inside, HERE, ...(FROM_SOURCES ? [PACKAGES] : [])])
    hash.update(`${basename(file)}\0`).update(readFileSync(file));
  return hash.update('\0').update(body).digest();
}
