import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { adoptIndex, type WrittenIndex, writtenIndex } from '../matching/pattern-index.ts';
import { type GuidelineFile, isLibrary, type KnownSources, parseEditions } from './parse-editions.ts';

/** What reading guideline files costs most to find out, as plain data, each part by the digest of the texts it is true of. */
export interface CompiledGuidelines {
  /** What a text says. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Texts whose examples have passed, as for `KnownSources.havePassed`. */
  readonly passed: ReadonlySet<string>;
  readonly index: WrittenIndex;
}

/**
 * To be asked in a process that has adopted nothing: the index holds what was listed here.
 * @returns null when the files cannot be used.
 */
export function compileGuidelines(files: readonly GuidelineFile[]): CompiledGuidelines | null {
  if (!parseEditions(files).ok) return null;
  const read = files.map(({ source }) => ({ source, value: parse(source) as unknown }));
  const libraries = read.filter(isLibrary).map(({ source }) => source);
  const editions = read.filter((file) => !isLibrary(file)).map(({ source }) => [...libraries, source]);
  return {
    values: new Map(read.map(({ source, value }) => [digestOf([source]), value])),
    passed: new Set([libraries, ...editions].map(digestOf)),
    index: writtenIndex(),
  };
}

/** Takes over what was compiled by the same program. */
export function adoptCompiled({ values, passed, index }: CompiledGuidelines): KnownSources {
  adoptIndex(index);
  return {
    valueOf: (source) => values.get(digestOf([source])),
    havePassed: (sources) => passed.has(digestOf(sources)),
  };
}

function digestOf(sources: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(sources)).digest('hex');
}
