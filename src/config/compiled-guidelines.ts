import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompiledGuidelines } from '../guideline/edition/compiled.ts';

/**
 * The guidelines that ship with the product are read once, when it is built, and what that found is kept beside them.
 * Whatever is not exactly as it was then, the texts or the program, is read anew (docs/decisions/compiled-guidelines.md).
 */

/** Where the shipped guidelines are. */
export const SHIPPED = fileURLToPath(new URL('../guideline/editions/', import.meta.url));
const FILE = 'compiled';
const DIGEST_LENGTH = 64;

/** @returns null when there is nothing that this very program wrote, undamaged. */
export function readCompiled(folder = SHIPPED): CompiledGuidelines | null {
  const file = join(folder, FILE);
  if (!existsSync(file)) return null;
  try {
    const content = readFileSync(file, 'utf8');
    const body = content.slice(DIGEST_LENGTH);
    return content.startsWith(digestFor(body)) ? (JSON.parse(body) as CompiledGuidelines) : null;
  } catch {
    // Without it a start takes longer, and that is all.
    return null;
  }
}

/** A process that starts meanwhile sees the old file or the new one. */
export function writeCompiled(compiled: CompiledGuidelines, folder = SHIPPED): void {
  const body = JSON.stringify(compiled);
  const unfinished = join(folder, `.${FILE}-${process.pid}`);
  writeFileSync(unfinished, digestFor(body) + body);
  renameSync(unfinished, join(folder, FILE));
}

/** Of what was written, from what and by whom: the shipped texts, the program that reads them, its packages, what runs it. */
function digestFor(body: string): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch}\0`);
  for (const file of decisive()) hash.update(`${basename(file)}\0`).update(readFileSync(file));
  return hash.update('\0').update(body).digest('hex');
}

function decisive(): readonly string[] {
  const here = fileURLToPath(import.meta.url);
  const guideline = join(SHIPPED, '..');
  const inside = readdirSync(guideline, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:[jt]s|yaml)$/u.test(name))
    .sort();
  // Present where the program runs from its sources; elsewhere packages and program were built together.
  const packages = join(here, '../../../package-lock.json');
  return [...inside.map((name) => join(guideline, name)), here, ...(existsSync(packages) ? [packages] : [])];
}
