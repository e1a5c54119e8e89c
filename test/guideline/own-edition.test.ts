import { describe, expect, it } from 'vitest';
import { check } from '../../src/guideline/check.ts';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { CheckSettings } from '../../src/guideline/types.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { SHINAGAWA, shippedFiles, TODAY } from './support.ts';

const HEAD = `
family: example-board
title: 見本市教育委員会公式Mastodon運用要領
office: 見本市教育委員会
network: Mastodon
history: [{ date: 2025-04-01, written: 制定 令和7年4月1日 }]
supplementary: []
account: { manager: 総務課長, name: 見本市教育委員会, handle: mihon_kyoiku }
form: { categories: [], emergency: false, priorApproval: true }
notChecked: [facts]
exampleOffice: { today: 2026-11-21, handle: mihon_kyoiku }
`;

const OLD = `
id: example-board-2025-04-01
effectiveFrom: { date: 2025-04-01, written: 令和7年4月1日 }
${HEAD}
articles:
  - article: '1'
    caption: 発信
    paragraphs:
      - text: 発信は正確を期する。ただし、緊急の場合はこの限りでない。
      - text: 略称を用いない。
  - article: '1の2'
    caption: 見直し
    paragraphs: [{ text: 要領は毎年見直す。 }]
rules:
  - { id: date-weekday, cites: [第1条第1項] }
  - id: own-abbreviation
    cites: [第1条第2項, 第1条第1項ただし書]
    kind: word-list
    level: notice
    params:
      words:
        - { word: 教委, reason: 市民に通じない略称です。 }
        - { pattern: '教委(?:から|だより)', reason: 略称です。, level: warning }
        - { word: 教委か, level: block, reason: 役所の中でしか使いません。 }
    examples: { flagged: [教委からのお知らせ], clean: [教育委員会からのお知らせ] }
coverage:
  第1条の2: { human: 総務課長が毎年見直します。 }
`;

const NEW = OLD.replace('example-board-2025-04-01', 'example-board-2026-12-01').replace(
  '{ date: 2025-04-01, written: 令和7年4月1日 }\n',
  '{ date: 2026-12-01, written: 令和8年12月1日 }\n',
);

function editions() {
  const parsed = parseEditions([
    ...shippedFiles(),
    { file: 'example-board-2025.yaml', source: OLD },
    { file: 'example-board-2026.yaml', source: NEW },
  ]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.editions.filter(({ family }) => family === 'example-board');
}

const ACCOUNT: Account = {
  id: 'mihon',
  name: '見本市教育委員会',
  network: 'Mastodon',
  guideline: 'example-board',
  channel: 'C0MIHON',
  manager: { title: '総務課長', people: { users: [], group: null } },
  drafters: null,
  selfApproval: false,
  publisher: { kind: 'manual', pageUrl: null },
  settings: { ...SHINAGAWA, departments: [], handle: 'mihon_kyoiku', maxWeightedLength: 500 },
};

const CONTENT = { accountId: 'mihon', text: '教委の行事は12月5日（金）です。' };

describe('a word with a level of its own', () => {
  const [edition] = editions();
  const levels = (text: string, own: CheckSettings['levels'] = {}) => {
    if (edition === undefined) throw new Error('no edition');
    const settings = { ...ACCOUNT.settings, levels: own };
    const { findings } = check({ text, fields: {} }, edition, { today: TODAY, settings });
    return findings.map(({ quote, level }) => [quote, level]);
  };

  it('weighs what the list says of it, the others what the rule says', () => {
    expect(levels('教委です。教委だよりです。')).toEqual([
      ['教委', 'notice'],
      ['教委だより', 'warning'],
    ]);
  });

  it('is not lost in a longer word that weighs less', () => {
    expect(levels('教委からのお知らせ')).toEqual([
      ['教委か', 'block'],
      ['教委から', 'warning'],
    ]);
  });

  it('weighs what the office has set for the whole rule', () => {
    expect(levels('教委だより', { 'own-abbreviation': 'notice' })).toEqual([['教委だより', 'notice']]);
    expect(levels('教委だより', { 'own-abbreviation': 'off' })).toEqual([]);
  });
});

describe('an office’s own guideline', () => {
  it('is held against drafts with its own rules, shared ones and its own limit', async () => {
    const review = await makeGuidelines(editions()).review(ACCOUNT, CONTENT, {}, TODAY);
    expect(review.edition).toBe('example-board-2025-04-01');
    expect(review.findings.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['own-abbreviation', 'notice'],
      ['date-weekday', 'waiver'],
    ]);
    expect(review.length?.max).toBe(500);
  });

  it('is used in the edition that is in force on the day', async () => {
    const guidelines = makeGuidelines(editions());
    expect((await guidelines.review(ACCOUNT, CONTENT, {}, '2026-12-01')).edition).toBe('example-board-2026-12-01');
    await expect(guidelines.review(ACCOUNT, CONTENT, {}, '2025-03-31')).rejects.toThrow(/in force/u);
  });

  it('is quoted verbatim where a finding stands on it, the proviso by itself', async () => {
    const guidelines = makeGuidelines(editions());
    const view = guidelines.describe(await guidelines.review(ACCOUNT, CONTENT, {}, TODAY));
    expect(view.provisions).toEqual({
      '1.1': '発信は正確を期する。ただし、緊急の場合はこの限りでない。',
      '1.1.proviso': 'ただし、緊急の場合はこの限りでない。',
      '1.2': '略称を用いない。',
    });
    expect(view).toMatchObject({
      editionTitle: '見本市教育委員会公式Mastodon運用要領',
      effectiveFrom: '令和7年4月1日',
      notChecked: ['facts'],
    });
  });

  it('is shown provision by provision with what stands on each', () => {
    const guidelines = makeGuidelines(editions());
    expect(guidelines.form(ACCOUNT, TODAY)).toEqual({
      categories: [],
      emergency: false,
      priorApproval: true,
      targets: [],
    });
    expect(guidelines.edition(ACCOUNT, TODAY).provisions).toEqual([
      expect.objectContaining({ label: '第1条第1項', rules: ['date-weekday', 'own-abbreviation'], coverage: 'rule' }),
      expect.objectContaining({ label: '第1条第2項', rules: ['own-abbreviation'] }),
      expect.objectContaining({ label: '第1条の2', rules: [], coverage: 'human', human: '総務課長が毎年見直します。' }),
    ]);
  });

  it('of a record whose edition is gone still shows the findings', () => {
    const view = makeGuidelines([]).describe({ edition: 'old-2011', findings: [], length: null });
    expect(view).toMatchObject({ editionTitle: 'old-2011', provisions: {}, notChecked: [] });
  });

  it('needs nothing of the two that are shipped', () => {
    const [edition] = editions();
    if (edition === undefined) throw new Error('no edition');
    const { findings } = check({ text: '教委より', fields: {} }, edition, { today: TODAY, settings: ACCOUNT.settings });
    expect(findings).toHaveLength(1);
  });
});
