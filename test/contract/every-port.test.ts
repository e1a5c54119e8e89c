import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The house rule of src/usecases/ports.ts: every port has one contract suite, run on whatever implements it. */

const HERE = new URL('./', import.meta.url);
const ports = ['ports', 'media-ports']
  .map((file) => readFileSync(new URL(`../../src/usecases/${file}.ts`, HERE), 'utf8'))
  .join('\n');

/** Interfaces that can be asked to do something; the others are data. */
const names = [...ports.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gmu)].flatMap(
  ([, name = '', body = '']) => (/^ {2}\w+\(/mu.test(body) ? [name] : []),
);

const fileOf = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, '-').toLowerCase();

it('sees the ports', () => {
  expect(names).toEqual(expect.arrayContaining(['DraftStore', 'Publisher', 'LinkChecker', 'Guidelines']));
});

it.each(names)('%s has a contract suite, and runs it', (name) => {
  const suite = new URL(`${fileOf(name)}.contract.ts`, HERE);
  const run = new URL(`${fileOf(name)}.test.ts`, HERE);
  expect(existsSync(suite) && readFileSync(suite, 'utf8')).toContain(`export function describe${name}(`);
  expect(existsSync(run) && readFileSync(run, 'utf8')).toContain(`describe${name}(`);
});
