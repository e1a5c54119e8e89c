import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import type { ConfigProblem } from '../../src/config/problem.ts';
import { nearest } from '../../src/config/suggest.ts';
import { readYaml } from '../../src/config/yaml.ts';
import { publisherSchema, traitsOf } from '../../src/publishers/kinds.ts';
import type { Office } from '../../src/usecases/ports.ts';

const KNOWN = {
  guidelines: new Map([
    ['shinagawa-x', '2026-04-01'],
    ['toshima-piazza', '2022-02-24'],
  ]),
  rules: ['mention', 'repost', 'confidential-marker', 'url-unofficial', 'later-rule'],
  ownWords: new Map([
    ['mention', []],
    ['repost', []],
    ['confidential-marker', ['add', 'except']],
    ['url-unofficial', ['except']],
  ]),
  today: '2026-11-21',
};
const EXAMPLE = readFileSync(new URL('../../office.example.yaml', import.meta.url), 'utf8');

function read(source: string | Uint8Array): Office | readonly ConfigProblem[] {
  const yaml = readYaml('office.yaml', typeof source === 'string' ? new TextEncoder().encode(source) : source);
  if (!yaml.ok) return yaml.problems;
  const result = parseOffice(yaml.yaml, KNOWN);
  return result.ok ? result.office : result.problems;
}

function office(source: string): Office {
  const result = read(source);
  if (!('accounts' in result)) throw new Error(JSON.stringify(result, null, 1));
  return result;
}

/** `line path` of each problem, so that a test states where the operator is sent. */
function problems(source: string | Uint8Array): string[] {
  const result = read(source);
  if ('accounts' in result) throw new Error('accepted');
  for (const problem of result) {
    expect(problem.file).toBe('office.yaml');
    expect(problem.message).toMatch(/。$/);
    expect(problem.remedy).toMatch(/。$/);
  }
  return result.map((problem) => `${problem.line} ${problem.path}`.trim());
}

function remedies(source: string): string {
  const result = read(source);
  if ('accounts' in result) throw new Error('accepted');
  return result.map((problem) => `${problem.message} ${problem.remedy}`).join('\n');
}

/** The example with one line changed; throws when the line is not in it, so that a test cannot pass by accident. */
function changed(...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((source, [from, to]) => {
    if (!source.includes(from)) throw new Error(`the example has no ${from}`);
    return source.replace(from, to);
  }, EXAMPLE);
}

const lineOf = (source: string, part: string): number => source.slice(0, source.indexOf(part)).split('\n').length;

describe('office.example.yaml', () => {
  it('is a working office with the accounts of both guidelines', () => {
    const { accounts, departments, names } = office(EXAMPLE);
    expect(accounts.map(({ id, channel, manager, publisher }) => [id, channel, manager.people, publisher])).toEqual([
      [
        'shinagawa-x',
        'C0SHINAGAWA',
        { users: ['U0KOHO100'], group: null },
        { kind: 'x', username: 'shinagawacity', credentials: 'X' },
      ],
      ['toshima-piazza', 'C0TOSHIMA', { users: ['U0KUMIN100'], group: null }, { kind: 'manual', pageUrl: null }],
    ]);
    expect(accounts[0]?.settings).toMatchObject({
      handle: 'shinagawacity',
      maxWeightedLength: 280,
      replies: 'self-serve',
    });
    expect(accounts[1]?.settings).toMatchObject({
      handle: null,
      maxWeightedLength: null,
      officialDomains: ['city.toshima.lg.jp'],
    });
    expect(accounts.map((account) => account.drafters)).toEqual([null, null]);
    expect(departments.flatMap((department) => department.members).every((id) => names[id] !== undefined)).toBe(true);
  });

  it('also works with the settings that it shows in comments', () => {
    const { accounts } = office(
      changed(
        ['      # group: S0KOHOKACHO', '      group: S0KOHOKACHO'],
        ['    # drafters:\n    #   users:', '    drafters:\n      users:'],
        ['    #   group: S0KOHO\n', '      group: S0KOHO\n'],
        ['      # replies: allowed', '      replies: allowed'],
        ['      # maxWeightedLength: 280', '      maxWeightedLength: 25000'],
        ['levels: {}', 'levels: { mention: notice, repost: off }'],
        ['words: {}', 'words: { confidential-marker: { add: [庁内限り] } }'],
        ['      # pageUrl:', '      pageUrl:'],
        ['publicPhones: []', 'publicPhones: ["03-3777-1111", "110"]'],
      ),
    );
    expect(accounts[0]?.manager.people.group).toBe('S0KOHOKACHO');
    expect(accounts[0]?.drafters).toEqual({ users: ['U0KOHO001', 'U0KOHO002', 'U0BOSAI01'], group: 'S0KOHO' });
    expect(accounts[0]?.settings).toMatchObject({
      maxWeightedLength: 25_000,
      replies: 'allowed',
      levels: { mention: 'notice', repost: 'off' },
      words: { 'confidential-marker': { add: ['庁内限り'], except: [] } },
    });
    const [, piazza] = accounts;
    expect(piazza?.publisher).toEqual({ kind: 'manual', pageUrl: 'https://example.jp/' });
    expect(piazza && traitsOf(piazza.publisher).page).toBe('https://example.jp/');
  });
});

describe('office.yaml with mistakes', () => {
  it('lists all of them at once, in the order of the file', () => {
    const source = changed(
      ['members: [U0BOSAI01]', 'members: [BOSAI]'],
      ['    channel: C0SHINAGAWA', '    chanel: C0SHINAGAWA'],
      ['      title: 戦略広報課長', '      title: ""'],
      ['    selfApproval: false # true', '    selfApproval: いいえ # true'],
      ['      username: shinagawacity', '      username: "@shinagawacity"'],
      ['levels: {}', 'levels: { mension: warning, repost: kaijo }'],
      ['    guideline: toshima-piazza', '    guideline: toshima-piaza'],
    );
    expect(problems(source)).toEqual([
      `${lineOf(source, 'members: [BOSAI]')} departments[1].members[0]`,
      `${lineOf(source, '- id: shinagawa-x')} accounts[0].channel`,
      `${lineOf(source, 'chanel:')} accounts[0].chanel`,
      `${lineOf(source, 'title: ""')} accounts[0].manager.title`,
      `${lineOf(source, 'selfApproval: いいえ')} accounts[0].selfApproval`,
      `${lineOf(source, 'username: "@')} accounts[0].publisher.username`,
      `${lineOf(source, 'levels: {')} accounts[0].settings.levels.repost`,
      `${lineOf(source, 'levels: {')} accounts[0].settings.levels.mension`,
      `${lineOf(source, 'guideline: toshima-piaza')} accounts[1].guideline`,
    ]);
    const text = remedies(source);
    for (const meant of [
      '「channel」ではありませんか',
      '「mention」ではありませんか',
      '「toshima-piazza」ではありませんか',
    ]) {
      expect(text).toContain(meant);
    }
  });

  it('refuses two accounts with the same id, and two that people could not tell apart', () => {
    const source = changed(
      ['- id: toshima-piazza', '- id: shinagawa-x'],
      ['name: 豊島区区民活動推進課公式ピアッツァ', 'name: 品川区公式X'],
    );
    const line = lineOf(source, '    network: PIAZZA');
    expect(problems(source)).toEqual([`${line - 2} accounts[1].id`, `${line - 1} accounts[1].name`]);
  });

  it('lets two accounts share a channel', () => {
    expect(office(changed(['C0TOSHIMA', 'C0SHINAGAWA'])).accounts).toHaveLength(2);
  });

  it('refuses a guideline that is not yet in force', () => {
    const yaml = readYaml('office.yaml', new TextEncoder().encode(EXAMPLE));
    const result = yaml.ok ? parseOffice(yaml.yaml, { ...KNOWN, today: '2026-03-31' }) : yaml;
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual(['accounts[0].guideline']);
  });

  it('refuses a manager or drafters without anybody', () => {
    const source = changed(
      ['      users: [U0KUMIN100]\n', ''],
      ['    # drafters:\n    #   users: [U0KOHO001, U0KOHO002, U0BOSAI01]', '    drafters:\n      users: []'],
    );
    expect(problems(source)).toEqual([
      `${lineOf(source, 'drafters:\n') + 1} accounts[0].drafters`,
      `${lineOf(source, 'title: 区民活動推進課長')} accounts[1].manager`,
    ]);
  });

  it('refuses an account that nobody could ever approve for', () => {
    const only = [
      '    # drafters:\n    #   users: [U0KOHO001, U0KOHO002, U0BOSAI01]',
      '    drafters:\n      users: [U0KOHO100]',
    ] as const;
    expect(problems(changed(only))).toEqual([expect.stringMatching(/accounts\[0\]\.drafters$/)]);
    expect(office(changed(only, ['selfApproval: false # true', 'selfApproval: true # true'])).accounts).toHaveLength(2);
  });

  it('refuses a section of a department that is not in the list, and a department listed twice', () => {
    const source = changed(
      ['departments: [戦略広報課]', 'departments: [戦略公報課]'],
      ['- name: 文化観光課', '- name: 防災課'],
    );
    expect(remedies(source)).toContain('「戦略広報課」ではありませんか');
    expect(problems(source)).toHaveLength(2);
  });

  it('refuses templates that a form cannot tell apart, and places that nothing would ever find', () => {
    const source = changed(
      ['      - name: 休館', '      - name: イベント'],
      ['【{{募集するもの}}を募集】', '【{募集するもの}を募集】'],
      ['【訂正】{{月日（曜日）}}の投稿', '【訂正】｛｛月日（曜日）｝｝の投稿'],
      ['      - name: 気象・防災', '      - name: ""'],
    );
    expect(problems(source).map((problem) => problem.replace(/^\S+ /u, ''))).toEqual([
      'accounts[0].templates[1].name',
      'accounts[0].templates[2].text',
      'accounts[0].templates[3].name',
      'accounts[0].templates[4].text',
    ]);
  });

  it('tells the Slack ids apart', () => {
    const source = changed(
      ['channel: C0SHINAGAWA', 'channel: U0SHINAGAWA'],
      ['users: [U0KOHO100]', 'users: [S0KOHO100]'],
      ['      # group: S0KUMINKACHO', '      group: "@kumin-kacho"'],
      ['  U0KOHO001: 職員A', '  職員A: 職員A'],
    );
    expect(problems(source)).toEqual([
      expect.stringMatching(/ names\.職員A$/),
      expect.stringMatching(/ accounts\[0\]\.channel$/),
      expect.stringMatching(/ accounts\[0\]\.manager\.users\[0\]$/),
      expect.stringMatching(/ accounts\[1\]\.manager\.group$/),
    ]);
  });

  it('refuses words that no rule would look at, and says which rules do', () => {
    const words = (text: string) => changed(['words: {}', `words: ${text}`]);
    const line = lineOf(EXAMPLE, 'words: {}');
    const none = words('{ mention: { add: [区長] } }');
    expect(problems(none)).toEqual([`${line} accounts[0].settings.words.mention`]);
    expect(remedies(none)).toContain('規則「mention」には語の一覧がない');
    expect(remedies(none)).toContain('この行を消してください');
    expect(remedies(none)).toContain('words に書ける規則は confidential-marker、url-unofficial です');
    const half = words('{ url-unofficial: { add: [a.example], except: [b.example] } }');
    expect(problems(half)).toEqual([`${line} accounts[0].settings.words.url-unofficial.add`]);
    expect(remedies(half)).toContain('add を消してください。この規則に書けるのは except だけです');
    expect(office(words('{ url-unofficial: { add: [], except: [b.example] } }')).accounts).toHaveLength(2);
    // A rule that a later version brings may have a list then.
    expect(office(words('{ later-rule: { add: [区長] } }')).accounts).toHaveLength(2);
  });

  it('asks for quotes around a telephone number that YAML takes for a number', () => {
    expect(remedies(changed(['publicPhones: []', 'publicPhones: [0337771111]']))).toContain('「"」で囲んで');
  });

  it('sends nobody to a page without encryption', () => {
    const page = (url: string) => changed(['      # pageUrl: https://example.jp/', `      pageUrl: ${url}`]);
    for (const url of ['http://example.jp/', 'example.jp'])
      expect(problems(page(url))).toEqual([expect.stringMatching(/ accounts\[1\]\.publisher\.pageUrl$/)]);
    expect(office(page('https://example.jp/')).accounts).toHaveLength(2);
  });

  it.each(['x', 'X-MAIN', '1X', 'X MAIN'])(
    'looks for no keys behind a name that no variable can have: %s',
    (prefix) => {
      expect(problems(changed(['credentials: X', `credentials: ${prefix}`]))).toEqual([
        expect.stringMatching(/ accounts\[0\]\.publisher\.credentials$/),
      ]);
    },
  );

  it('names what a publisher may be', () => {
    const kinds = publisherSchema.options.map(({ shape }) => shape.kind.value);
    expect(remedies(changed(['kind: manual', 'kind: piazza']))).toContain(kinds.join('、'));
    expect(problems(changed(['      kind: manual', '      pageUrl: https://example.jp/']))).toHaveLength(1);
  });
});

describe('office.yaml that is no YAML', () => {
  it.each([
    ['a tab', changed(['  - name: 防災課', '\t- name: 防災課']), lineOf(EXAMPLE, '- name: 防災課')],
    ['a key written twice', changed(['    network: X', '    name: X']), lineOf(EXAMPLE, '    network: X')],
    ['an open quote', changed(['name: 品川区公式X', 'name: "品川区公式X']), null],
    ['two documents', `${EXAMPLE}---\naccounts: []\n`, EXAMPLE.split('\n').length],
  ])('%s is reported with its line', (_what, source, line) => {
    const found = problems(source);
    expect(found.length).toBeGreaterThan(0);
    if (line !== null) expect(found.some((problem) => Math.abs(Number.parseInt(problem, 10) - line) <= 1)).toBe(true);
  });

  it.each([
    ['a tab before the first entry', '  - name: 防災課', '\t- name: 防災課'],
    ['a tab before a key', '    name: 品川区公式X', '\tname: 品川区公式X'],
    ['tabs deep inside', '      users: [U0KOHO100]', '\t\t\tusers: [U0KOHO100]'],
    ['a tab after blanks', '      title: 戦略広報課長', '    \ttitle: 戦略広報課長'],
    ['full-width blanks before a key', '    name: 品川区公式X', '　　name: 品川区公式X'],
    ['a full-width blank after blanks', '    name: 品川区公式X', '  　name: 品川区公式X'],
    ['a full-width blank before an entry', '  - name: 防災課', '　- name: 防災課'],
    ['a full-width blank after the dash', '  - name: 防災課', '  -　name: 防災課'],
    ['a full-width blank before a person', '  U0KOHO001: 職員A', '　U0KOHO001: 職員A'],
    ['a full-width blank before the last person', '  U0BUNKA01: 職員E', '　U0BUNKA01: 職員E'],
    ['an open quote', 'name: 品川区公式X', 'name: "品川区公式X'],
    ['an open single quote', 'name: 品川区公式X', "name: '品川区公式X"],
    ['an open quote in a list', '[koho@city', '["koho@city'],
    ['an open quote at the end', '[kuminkatsudo@city', '["kuminkatsudo@city'],
    ['an open bracket', '[U0BOSAI01]', '[U0BOSAI01'],
    ['a blank too few', '    name: 品川区公式X', '   name: 品川区公式X'],
    ['no colon', '    network: X ', '    network X '],
  ])('%s is one problem, of the very line, and nothing else is advised', (_what, right, wrong) => {
    const source = changed([right, wrong]);
    expect(problems(source).map((problem) => Number.parseInt(problem, 10))).toEqual([lineOf(source, wrong)]);
    expect(remedies(source)).not.toContain('どちらか1つを消して');
  });

  it('two slips of the structure are two problems', () => {
    const slips = ['\tname: 品川区公式X', '      title: "区民活動推進課長'] as const;
    const source = changed(['    name: 品川区公式X', slips[0]], ['      title: 区民活動推進課長', slips[1]]);
    expect(problems(source).map((problem) => Number.parseInt(problem, 10))).toEqual(
      slips.map((slip) => lineOf(source, slip)),
    );
  });

  it.each([
    ['a colon', '    network: X', '    network：X'],
    ['a colon and a space', '    channel: C0TOSHIMA', '    channel：　C0TOSHIMA'],
    ['the space after the colon', '    channel: C0TOSHIMA', '    channel:　C0TOSHIMA'],
    ['a colon in a list', '  - name: 防災課', '  - name：防災課'],
    ['the first colon of all', 'accounts:\n', 'accounts：\n'],
  ])('%s as a Japanese keyboard types it: the very line, and what to write there', (_what, right, wide) => {
    const source = changed([right, wide]);
    const [key = ''] = /[a-z]+/u.exec(right) ?? [];
    expect(problems(source)).toEqual([`${lineOf(source, wide.trimEnd())} ${key}`]);
    expect(remedies(source)).toContain(`「${key}: 値」の形で書いてください`);
  });

  it('full-width colons everywhere, and what is wrong besides', () => {
    const source = changed(['    network: X', '    network：X'], ['    network: PIAZZA', '    network：PIAZZA']);
    const lines = ['network：X', 'network：PIAZZA'].map((part) => `${lineOf(source, part)} network`);
    expect(problems(source)).toEqual(lines);
    const tab = source.replace('      title: 区民活動推進課長', '\ttitle: 区民活動推進課長');
    expect(problems(tab).slice(0, 3)).toEqual([...lines, `${lineOf(tab, '\ttitle')}`]);
  });

  it('a full-width colon that YAML takes for a part of the value', () => {
    const source = changed(['      kind: manual', '      kind：manual']);
    expect(remedies(source)).toContain('「kind: 値」の形で書いてください');
    const flow = changed(['words: {}', 'words: { confidential-marker: { add：[庁内] } }']);
    expect(remedies(flow)).toContain('「add: 値」の形で書いてください');
  });

  it('a colon that belongs to a value is none of this', () => {
    expect(office(changed(['name: 品川区公式X', 'name: 品川区：公式X'])).accounts[0]?.name).toBe('品川区：公式X');
  });

  it('an empty file, or one of comments only', () => {
    expect(problems('')).toEqual(['null']);
    expect(problems('# あとで書く\n')).toEqual(['null']);
  });

  it('a list or a word instead of settings', () => {
    expect(problems('- a\n')).toEqual(['1']);
    expect(remedies('- a\n')).toMatch(/ファイル全体が「- 」で始まる並び[\s\S]*「accounts:」のように/);
    expect(problems('hello')).toEqual(['1']);
    expect(remedies('hello')).toMatch(/項目の名前がありません[\s\S]*office\.example\.yaml/);
  });

  it('Shift_JIS, with the first line that is not UTF-8', () => {
    const shiftJis = Uint8Array.from([...new TextEncoder().encode('# ok\nname: '), 0x95, 0x69, 0x90, 0xec, 0x0a]);
    expect(problems(shiftJis)).toEqual(['2']);
  });

  it('aliases that unfold without end', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`);
    expect(problems(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toEqual(['null']);
    expect(problems('accounts: &a [*a]\n').length).toBeGreaterThan(0);
  });

  it('a file with a byte order mark or Windows line ends is fine', () => {
    expect(office(`\uFEFF${EXAMPLE.replaceAll('\n', '\r\n')}`)).toEqual(office(EXAMPLE));
  });

  it('any bytes at all give problems, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.isArray(read(bytes))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: EXAMPLE.length }), fc.string({ maxLength: 5 }), (at, text) => {
        read(EXAMPLE.slice(0, at) + text + EXAMPLE.slice(at));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the name that was meant', () => {
  it('is guessed only when it is near', () => {
    expect(nearest('chanel', ['channel', 'name'])).toBe('channel');
    expect(nearest('Manager', ['manager'])).toBe('manager');
    expect(nearest('budget', ['channel', 'name'])).toBeNull();
  });
});
