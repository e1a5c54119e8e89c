import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { readCompiled, writeCompiled } from '../../src/config/compiled-guidelines.ts';
import type { CompiledGuidelines } from '../../src/guideline/edition/compiled.ts';
import type { Edition } from '../../src/guideline/edition/edition.ts';
import type { GuidelineFile, KnownSources, ParsedEditions } from '../../src/guideline/edition/parse-editions.ts';
import type { WrittenIndex } from '../../src/guideline/matching/pattern-index.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { labelledDrafts } from '../accuracy/labelled.ts';
import { SHINAGAWA, shippedFiles, TODAY, TOSHIMA } from './support.ts';

/** What a start takes over from the build has to be what it would have found itself. */

interface Reader {
  readonly parse: (files: readonly GuidelineFile[]) => ParsedEditions;
  readonly findings: (family: string, text: string, editions?: readonly Edition[]) => readonly Finding[];
}

let compiled: CompiledGuidelines;
/** As a build reads the guidelines, and as a start takes over what that found: each a program of its own, sharing nothing. */
let build: Reader;
let start: Reader;
let listedAtStart: () => WrittenIndex;

beforeAll(async () => {
  build = await reader(() => undefined);
  const { compileGuidelines } = await import('../../src/guideline/edition/compiled.ts');
  const made = compileGuidelines(shippedFiles());
  if (made === null) throw new Error('the shipped guidelines cannot be compiled');
  compiled = structuredClone(made);

  vi.resetModules();
  const { adoptCompiled } = await import('../../src/guideline/edition/compiled.ts');
  const known = adoptCompiled(compiled);
  start = await reader(() => known);
  listedAtStart = (await import('../../src/guideline/matching/pattern-index.ts')).writtenIndex;
});

async function reader(known: () => KnownSources | undefined): Promise<Reader> {
  const { parseEditions } = await import('../../src/guideline/edition/parse-editions.ts');
  const { check } = await import('../../src/guideline/check.ts');
  const parse = (files: readonly GuidelineFile[]) => parseEditions(files, known());
  const shipped = editionsOf(parse(shippedFiles()));
  return {
    parse,
    findings: (family, text, editions = shipped) => {
      const edition = editions.find((each) => each.family === family);
      if (edition === undefined) throw new Error(`no edition of ${family}`);
      const settings = family === 'shinagawa-x' ? SHINAGAWA : TOSHIMA;
      const department = settings.departments[0] ?? '';
      return check({ text, fields: { department } }, edition, { today: TODAY, settings }).findings;
    },
  };
}

function editionsOf(parsed: ParsedEditions): readonly Edition[] {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.editions;
}

/** Every example of every rule. */
function exampleTexts(): readonly string[] {
  const texts = (value: unknown, within = false): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap((one) => texts(one, within));
    if (within && typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null) return [];
    if (within && 'text' in value) return [String(value.text)];
    return Object.entries(value).flatMap(([key, one]) => texts(one, within || key === 'examples'));
  };
  return shippedFiles().flatMap(({ source }) => texts(parse(source)));
}

function slip(name: string, from: string, to: string): readonly GuidelineFile[] {
  const files = shippedFiles().map(({ file, source }) =>
    file.startsWith(name) ? { file, source: source.replace(from, to) } : { file, source },
  );
  expect(files).not.toEqual(shippedFiles());
  return files;
}

const FAMILIES = ['shinagawa-x', 'toshima-piazza'] as const;

describe('guidelines that were read when the app was built', () => {
  it('have the same provisions, coverage and rules', () => {
    const data = (read: Reader) => JSON.parse(JSON.stringify(editionsOf(read.parse(shippedFiles()))));
    expect(data(start)).toEqual(data(build));
  });

  it.each(FAMILIES)('find the same in every example of every rule: %s', (family) => {
    const texts = exampleTexts();
    expect(texts.length).toBeGreaterThan(600);
    const told = (read: Reader) => texts.map((text) => ({ text, findings: read.findings(family, text) }));
    expect(told(start)).toEqual(told(build));
  });

  it.each(FAMILIES)('find the same in what offices write, cut and joined in any way: %s', (family) => {
    const piece = fc
      .tuple(fc.constantFrom(...labelledDrafts().map(({ text }) => text)), fc.nat(80), fc.nat(80))
      .map(([text, from, length]) => text.slice(from, from + length));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        const text = pieces.join('');
        expect(start.findings(family, text)).toEqual(build.findings(family, text));
      }),
      { numRuns: 150 },
    );
  });

  it('leave nothing for the start to work out again, in any text', () => {
    expect([...listedAtStart().numbers.keys()]).toEqual([]);
  });
});

describe('a text that is not what was compiled', () => {
  it.each([
    [
      'a rule that does not do what its example says',
      'library-conduct',
      '        - 中の人は反対派です\n',
      '        - 反対\n',
    ],
    ['a provision that nobody accounts for', 'shinagawa-x', '  第1条: informative\n', ''],
    ['a pattern that could take for ever', 'library-authorship', "pattern: 'フォロバ'", "pattern: '(フォロ)+バ'"],
    ['no YAML at all', 'toshima-piazza', 'rules:', 'rules: ['],
  ])('is told in full, line and all: %s', (_, name, from, to) => {
    const files = slip(name, from, to);
    const told = start.parse(files);
    expect(told.ok).toBe(false);
    expect(told).toEqual(build.parse(files));
  });

  it('is used where it is in order: another word of a rule', () => {
    const files = slip('library-authorship', "pattern: 'フォロバ'", "pattern: 'フォロバ|ふぉろば'");
    const found = start.findings('shinagawa-x', 'ふぉろばします。', editionsOf(start.parse(files)));
    expect(found.map(({ quote }) => quote)).toContain('ふぉろば');
  });
});

describe('the compiled file', () => {
  const written = (): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'kessai-compiled-')), 'compiled');
    writeCompiled(compiled, file);
    return file;
  };

  it('is read as it was written', () => {
    expect(readCompiled(written())).toEqual(compiled);
  });

  it.each([
    ['it is cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['it is empty', () => Buffer.alloc(0)],
    ['it is not there', null],
    [
      'one letter of it is another',
      (bytes: Buffer) => {
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        return bytes;
      },
    ],
    [
      'another version wrote it',
      (bytes: Buffer) => {
        bytes[0] = bytes[0] === 0x30 ? 0x31 : 0x30;
        return bytes;
      },
    ],
  ] as const)('is left alone when %s', (_, damage) => {
    const file = written();
    if (damage !== null) writeFileSync(file, damage(readFileSync(file)));
    expect(readCompiled(damage === null ? `${file}-gone` : file)).toBeNull();
  });
});
