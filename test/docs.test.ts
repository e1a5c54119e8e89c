import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { officeSchema } from '../src/config/office-schema.ts';
import { publisherSchema } from '../src/publishers/kinds.ts';

/** The documents must not fall behind what they describe. */

const ROOT = new URL('..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const documents = ['README.md', 'CHANGELOG.md', ...markdownBelow('docs')];

function markdownBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** Every key that office.yaml may hold, at any depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

/** Of every kind but its name. */
const settingsOfPublishers = publisherSchema.options.flatMap(({ shape }) =>
  Object.entries<z.ZodType>(shape).filter(([key]) => key !== 'kind'),
);

describe('the documents', () => {
  it('the README names every setting of office.yaml and of the environment', () => {
    const readme = read('README.md');
    const ofPublishers = new Set(settingsOfPublishers.map(([key]) => key));
    const keys = [...new Set(keysOf(z.toJSONSchema(officeSchema, { unrepresentable: 'any' })))];
    expect(keys.length).toBeGreaterThan(20);
    expect(
      keys
        .filter((key) => !ofPublishers.has(key))
        .filter((key) => !readme.includes(`\`${key}\``) && !readme.includes(`\`${key}: `)),
    ).toEqual([]);

    const example = read('.env.example').replaceAll(/^# (?=[A-Z_]+=)/gm, '');
    const written = Object.keys(parseEnv(example));
    const known = [...read('src/config/env.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name ?? '');
    expect(known.length).toBeGreaterThanOrEqual(9);
    expect([...written, ...known].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('the settings of a kind of publisher are described where the README sends whoever wants them', () => {
    expect(read('README.md')).toContain('](src/publishers/kinds.ts)');
    expect(settingsOfPublishers.length).toBeGreaterThanOrEqual(4);
    expect(settingsOfPublishers.filter(([, { description = '' }]) => description === '')).toEqual([]);
  });

  it('the scripts that the documents tell people to run exist', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
    const told = documents.flatMap((file) =>
      [...read(file).matchAll(/npm (?:run (?:--silent |-s )?([a-z]+(?::[a-z]+)?)|(test|start)\b)/g)].map(
        ([, run, short]) => run ?? short ?? '',
      ),
    );
    expect(told.length).toBeGreaterThan(5);
    expect([...new Set(told)].filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('the files that the guide to changes names are there', () => {
    const named = [
      ...read('docs/changing.md').matchAll(/`((?:src|commands|views|test|docs)\/[^`<>\s]*|[\w.-]+\.(?:md|yaml))`/g),
    ];
    expect(named.length).toBeGreaterThan(30);
    expect(named.map(([, file = '']) => file).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('links inside the project lead somewhere', () => {
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('the index of decisions lists every decision', () => {
    const index = read('docs/decisions/README.md');
    const files = readdirSync(join(ROOT, 'docs/decisions')).filter((file) => file !== 'README.md');
    expect(files.filter((file) => !index.includes(`(${file})`))).toEqual([]);
  });
});
