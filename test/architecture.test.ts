import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULE_KINDS } from '../src/guideline/rules/registry.ts';
import { readFacts, type SourceFacts, sourceFacts, sourceFiles } from './support/source-facts.ts';

/** The house rules of design §5, read from the sources. docs/decisions/read-model-types.md explains the deviations. */

const ROOT = new URL('..', import.meta.url).pathname;
const FACTS = sourceFiles(ROOT, ['src', 'commands', 'views']).map((file) => readFacts(ROOT, file));
/** Grows with the house; a scan that suddenly sees little has lost a folder. */
const AT_LEAST_FILES = 150;

type Room = (typeof ROOMS)[number][0];
type Access = 'values' | 'types';

/** First match wins, so a file that is a room of its own stands before its folder. */
const ROOMS = [
  // Pure questions about shared data; whoever may hold the data may ask them.
  [
    'questions',
    /^src\/(draft\/(state|content|shapes|groups|slot)|guideline\/(finding-key|count-findings|citation|mend|join-findings|steps\/order))\.ts$/,
  ],
  // The names that travel to Slack and back; views write them, listeners read them.
  ['ids', /^src\/slack\/action-ids\.ts$/],
  // What people can do to a draft, each with its rule and its words; the other rooms take it from there.
  ['acts', /^src\/acts\//],
  ['ports', /^src\/usecases\/(?:media-)?ports\.ts$/],
  // What office.yaml may say of a publisher, and what follows from it for whoever asks.
  ['kinds', /^src\/(publishers\/kinds|config\/shapes)\.ts$/],
  ['draft', /^src\/draft\//],
  ['guideline', /^src\/guideline\//],
  ['usecases', /^src\/usecases\//],
  ['config', /^src\/config\//],
  ['store', /^src\/store\//],
  // The one way out: the office's proxies, and what each library is given of them.
  ['network', /^src\/network\//],
  ['publishers', /^src\/publishers\//],
  // What comes from outside as a picture, and what may go out of it.
  ['pictures', /^src\/pictures\//],
  ['links', /^src\/links\//],
  ['style', /^src\/style\//],
  ['schedule', /^src\/schedule\//],
  ['slack', /^src\/slack\//],
  ['text', /^src\/text\//],
  ['health', /^src\/health\//],
  ['views', /^views\//],
  ['commands', /^commands\//],
  ['check-cli', /^src\/check-cli(\.ts$|\/)/],
  ['doctor', /^src\/doctor(\.ts$|\/)/],
  ['main', /^src\/main\.ts$/],
] as const;

const DATA = { questions: 'values', draft: 'types', guideline: 'types' } as const;

/** from → may import. What is not written may not be imported; a room may always import itself. */
const MATRIX: Record<Room, Partial<Record<Room, Access>>> = {
  questions: { draft: 'types', guideline: 'types' },
  ports: { questions: 'types', kinds: 'types', draft: 'types', guideline: 'types' },
  ids: { acts: 'values' },
  acts: { questions: 'values', draft: 'types' },
  kinds: { questions: 'types', guideline: 'types', text: 'types' },
  draft: { questions: 'values', acts: 'values', guideline: 'types' },
  // It implements the port `Guidelines`, as the store implements `DraftStore`.
  guideline: { questions: 'values', ports: 'types' },
  usecases: { ...DATA, acts: 'values', draft: 'values', guideline: 'values', ports: 'types' },
  config: { network: 'types', kinds: 'values', guideline: 'values', ports: 'types', text: 'values' },
  // It keeps a summary of each draft, which is a pure function of the record.
  store: { ...DATA, draft: 'values', ports: 'types' },
  network: {},
  publishers: { ...DATA, kinds: 'values', network: 'values', ports: 'types' },
  pictures: { ...DATA, ports: 'types' },
  links: { ...DATA, network: 'values', ports: 'types' },
  style: { ...DATA, ports: 'types', text: 'values' },
  schedule: { ...DATA, usecases: 'values', ports: 'types' },
  slack: { ...DATA, ids: 'values', network: 'values', ports: 'types', text: 'values', views: 'values' },
  health: { ...DATA, draft: 'values', ports: 'types' },
  text: { ...DATA, acts: 'values', network: 'types' },
  views: { ...DATA, acts: 'values', ids: 'values', kinds: 'values', ports: 'types', text: 'values', slack: 'types' },
  commands: {
    ...DATA,
    acts: 'values',
    ids: 'values',
    usecases: 'values',
    ports: 'types',
    text: 'values',
    views: 'values',
    slack: 'values',
  },
  'check-cli': { ...DATA, guideline: 'values', usecases: 'values', ports: 'types', config: 'values', text: 'values' },
  doctor: {
    ...DATA,
    kinds: 'values',
    guideline: 'values',
    usecases: 'values',
    ports: 'types',
    config: 'values',
    store: 'values',
    network: 'values',
    publishers: 'values',
    slack: 'values',
    text: 'values',
    views: 'values',
  },
  main: {
    pictures: 'values',
    questions: 'values',
    ids: 'values',
    draft: 'values',
    guideline: 'values',
    usecases: 'values',
    ports: 'types',
    config: 'values',
    store: 'values',
    network: 'values',
    publishers: 'values',
    links: 'values',
    style: 'values',
    schedule: 'values',
    slack: 'values',
    health: 'values',
    text: 'values',
    views: 'values',
    commands: 'values',
  },
};

/** Packages with an effect on the world, and the rooms that may use them (`types`: their types only). */
const EFFECTS: readonly (readonly [string, RegExp, Partial<Record<Room, Access>>])[] = [
  ['disk', /^(node:)?fs(\/|$)|^lowdb/, { store: 'values', config: 'values' }],
  [
    'network',
    /^(node:)?(http|https|http2|net|tls|dgram|dns)(\/|$)|^(undici|ws|twitter-api-v2|hono|@hono\/.*|@slack\/(web-api|socket-mode|oauth))$/,
    {
      network: 'values',
      publishers: 'values',
      links: 'values',
      slack: 'values',
      health: 'values',
      commands: 'types',
      views: 'types',
    },
  ],
  ['Bolt', /^@slack\/bolt/, { slack: 'values', commands: 'values', views: 'types' }],
  [
    'processes',
    /^(node:)?(child_process|worker_threads|cluster|process|vm|module)$/,
    // A thread for the dictionary, and a process of their own for pictures from outside.
    { 'check-cli': 'values', style: 'values', pictures: 'values' },
  ],
];

/** Single files that may do what their room may not. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // A socket file in the data folder, on which the holder of the lock listens; nothing leaves the machine.
  'src/store/lowdb/process-lock.ts': ['node:net'],
};

/** Rooms within a room, each of which builds on those before it. `subject.ts` hands what the first ones read to the rules. */
const INNER_ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/guideline': ['matching', 'text', 'calendar', 'people', 'network', 'rules', 'steps', 'edition'],
  views: ['kit', 'card', 'form', 'list', 'thread', 'answer'],
};

function innerRoom(outer: string, file: string | null): number {
  const rest = file?.startsWith(`${outer}/`) === true ? file.slice(outer.length + 1) : '';
  return (INNER_ROOMS[outer] ?? []).indexOf(rest.split('/')[0] ?? '');
}

function roomOf(file: string): Room | null {
  return ROOMS.find(([, pattern]) => pattern.test(file))?.[0] ?? null;
}

/** Every import that the matrix and the table of effects do not allow, as `file:line → target`. */
function trespasses(facts: SourceFacts): string[] {
  const from = roomOf(facts.file);
  if (from === null) return [`${facts.file} is in no room`];
  return facts.imports
    .filter(({ target }) => target === null || EXCEPTIONS[facts.file]?.includes(target) !== true)
    .filter(({ target, typeOnly }) => !allowed(from, target, typeOnly))
    .map(
      ({ target, line, typeOnly }) =>
        `${facts.file}:${line} → ${target ?? 'a computed name'}${typeOnly ? ' (types)' : ''}`,
    );
}

function allowed(from: Room, target: string | null, typeOnly: boolean): boolean {
  if (target === null) return false;
  const to = roomOf(target);
  const enough = (access: Access | undefined): boolean => access === 'values' || (access === 'types' && typeOnly);
  if (to !== null) return to === from || enough(MATRIX[from][to]);
  if (/^(src|commands|views|test)\//.test(target)) return false;
  // The composition root builds everything.
  return from === 'main' || EFFECTS.every(([, pattern, rooms]) => !pattern.test(target) || enough(rooms[from]));
}

describe('the house', () => {
  it('is seen as a whole', () => {
    expect(FACTS.length).toBeGreaterThanOrEqual(AT_LEAST_FILES);
    for (const [room, pattern] of ROOMS) {
      if (room === 'schedule') continue; // Scheduled posts come with a later issue; its rules are set beforehand.
      expect(
        FACTS.some(({ file }) => pattern.test(file)),
        `room ${room}`,
      ).toBe(true);
    }
  });

  it('imports point inward', () => {
    expect(FACTS.flatMap(trespasses)).toEqual([]);
  });

  it.each(Object.entries(INNER_ROOMS))('a room of %s builds on those before it', (outer, rooms) => {
    const within = FACTS.filter(({ file }) => innerRoom(outer, file) >= 0);
    expect(new Set(within.map(({ file }) => innerRoom(outer, file))).size).toBe(rooms.length);
    const back = within.flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => innerRoom(outer, target) > innerRoom(outer, file))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(back).toEqual([]);
  });

  it('what people see is found in the table of contents', () => {
    const contents = readFileSync(new URL('../views/README.md', import.meta.url), 'utf8');
    let room = '';
    const listed = contents.split('\n').flatMap((line) => {
      const [, named = '', file] = /^\| ([a-z]*) ?\| `([a-z-]+\.ts)` \|/u.exec(line) ?? [];
      if (named !== '') room = named;
      return file === undefined ? [] : [`views/${room}/${file}`];
    });
    const files = FACTS.map(({ file }) => file).filter((file) => file.startsWith('views/'));
    expect(listed.sort()).toEqual(files.sort());
  });

  it('a kind of rule has the file of its name', () => {
    const files = new Set(FACTS.map(({ file }) => file));
    expect(Object.keys(RULE_KINDS).filter((kind) => !files.has(`src/guideline/rules/${kind}.ts`))).toEqual([]);
  });

  it('only config/env.ts reads the environment', () => {
    const readers = FACTS.filter(({ env }) => env.length > 0).map(({ file }) => file);
    expect(readers).toEqual(['src/config/env.ts']);
  });

  it('only the entrances read the clock', () => {
    const entrances = ['src/main.ts', 'src/check-cli.ts', 'src/doctor.ts'];
    expect(FACTS.filter(({ file }) => !entrances.includes(file)).flatMap(({ file, clock }) => at(file, clock))).toEqual(
      [],
    );
  });

  it('nobody goes out but by the one way out', () => {
    const others = FACTS.filter(({ file }) => roomOf(file) !== 'network');
    expect(others.flatMap(({ file, fetch }) => at(file, fetch))).toEqual([]);
  });

  it('Japanese prose lives in src/text, the acts and the editions', () => {
    const home = /^src\/(text|acts|guideline)\//;
    const prose = FACTS.filter(({ file }) => !home.test(file)).flatMap(({ file, japanese }) =>
      japanese.map(({ line, text }) => `${file}:${line} ${text}`),
    );
    expect(prose).toEqual([]);
  });

  it('no file is longer than 500 lines', () => {
    const tests = sourceFiles(ROOT, ['test']).map((file) => readFacts(ROOT, file));
    expect(
      [...FACTS, ...tests].filter(({ lines }) => lines > 500).map(({ file, lines }) => `${file}: ${lines}`),
    ).toEqual([]);
  });
});

function at(file: string, lines: readonly number[]): string[] {
  return lines.map((line) => `${file}:${line}`);
}

describe('the watch itself', () => {
  it.each([
    ["import { a } from '../usecases/approve-draft.ts';"],
    ["import '../usecases/approve-draft.ts';"],
    ["export { a } from '../usecases/approve-draft.ts';"],
    ["export * from '../usecases/approve-draft.ts';"],
    ["export * as a from '../usecases/approve-draft.ts';"],
    ["const a = await import('../usecases/approve-draft.ts');"],
    ["type A = import('../usecases/approve-draft.ts').A;"],
    ["import type { A } from '../usecases/approve-draft.ts';"],
    ["const a = require('../usecases/approve-draft.ts');"],
    ["import { readFileSync } from 'node:fs';"],
    ["import fs from 'fs';"],
    ['const a = await import(name);'],
    ["import bolt from '@slack/bolt';"],
    ["import { helper } from '../../test/support/helper.ts';"],
  ])('sees a pure room reach out by: %s', (source) => {
    expect(trespasses(sourceFacts('src/draft/x.ts', source))).toHaveLength(1);
  });

  it('tells types from values', () => {
    const views = (source: string): number => trespasses(sourceFacts('views/x.ts', source)).length;
    expect(views("import type { Office } from '../src/usecases/ports.ts';")).toBe(0);
    expect(views("import { type Office, type Account } from '../src/usecases/ports.ts';")).toBe(0);
    expect(views("import { Office } from '../src/usecases/ports.ts';")).toBe(1);
    expect(views("import { type Office, port } from '../src/usecases/ports.ts';")).toBe(1);
  });

  it.each(['process.env.A', "process['env']", 'const { env } = process;'])('sees the environment in: %s', (source) => {
    expect(sourceFacts('x.ts', source).env).toHaveLength(1);
  });

  it.each(['new Date()', 'Date.now()', 'Date()', 'Math.random()', 'const now = Date.now;', 'performance.now()'])(
    'sees the clock in: %s',
    (source) => {
      expect(sourceFacts('x.ts', source).clock).toHaveLength(1);
      expect(sourceFacts('x.ts', 'new Date(0); // new Date()').clock).toHaveLength(0);
    },
  );

  it.each(['fetch(a)', 'globalThis.fetch(a)', 'new WebSocket(a)', 'new https.Agent()'])(
    'sees somebody go out by: %s',
    (source) => {
      expect(sourceFacts('x.ts', source).fetch).toHaveLength(1);
      expect(sourceFacts('x.ts', 'wayOut.fetch(a); parts.fetch(b); const { fetch } = parts;').fetch).toHaveLength(0);
    },
  );

  it('sees prose in strings and templates, and leaves comments and patterns alone', () => {
    const source = [
      '// 承認',
      "const a = '承認';",
      'const b = `を承認`;',
      'const c = /承認/;',
      "const d = 'approve';",
    ].join('\n');
    expect(sourceFacts('x.ts', source).japanese.map(({ line }) => line)).toEqual([2, 3]);
  });
});
