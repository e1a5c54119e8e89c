import type { DraftEvent, DraftEventType, Person } from '../../src/draft/events.ts';
import type { Review } from '../../src/guideline/types.ts';

const at = '2026-07-01T00:30:00.000Z';
const drafter: Person = { id: 'U0KOHO001', name: '職員A（戦略広報課）' };
const manager: Person = { id: 'U0KOHO100', name: '戦略広報課長' };
const content = {
  accountId: 'shinagawa-x',
  text: '7月1日（水）から、区民プールを開きます。\n詳しくは https://www.city.shinagawa.tokyo.jp/ へ',
};
const review: Review = {
  edition: 'shinagawa-x-2026-04-01',
  findings: [
    {
      ruleId: 'date-weekday',
      code: 'date-weekday/mismatch',
      level: 'warning',
      citations: [
        { kind: 'provision', article: '5', paragraph: 2, item: '4', proviso: false, reference: true },
        { kind: 'platform', network: 'X' },
        { kind: 'standard', name: '表記の基準' },
      ],
      range: { start: 0, end: 7 },
      quote: '7月1日（水）',
      params: { expected: '水', year: 2026, sure: true, note: null, candidates: ['火', '水'] },
      replacement: '7月1日（水）',
    },
  ],
  length: { weighted: 74, max: 280, urls: [{ url: 'https://www.city.shinagawa.tokyo.jp/', counts: 23 }] },
};

/** The events that stories are made of, with every field filled as an office would. All there are: every-event.ts. */
export const sampleEvents = {
  DraftSubmitted: {
    type: 'DraftSubmitted',
    at,
    by: drafter,
    delivery: 'command:1',
    draftId: '20260701-7K2MQ9TB',
    content,
    fields: {
      department: '戦略広報課',
      categories: ['1', '2'],
      emergency: false,
      priorApproval: true,
      inReplyTo: '1',
      quoteOf: '2',
    },
    review,
  },
  DraftRevised: {
    type: 'DraftRevised',
    at,
    by: drafter,
    revision: 2,
    content,
    fields: {},
    review: { ...review, length: null },
  },
  LinksChecked: {
    type: 'LinksChecked',
    at,
    by: 'system',
    revision: 2,
    results: [
      { url: 'https://www.city.shinagawa.tokyo.jp/', status: 404, movedTo: null, title: null },
      { url: 'www.city.shinagawa.tokyo.jp/a', status: 'elsewhere', movedTo: 'example.jp', title: '図書館｜品川区' },
    ],
    findings: review.findings,
  },
  DraftReturned: {
    type: 'DraftReturned',
    at,
    by: manager,
    labels: ['facts', 'date', 'other'],
    reason: '曜日を確かめてください。',
  },
  DraftWithdrawn: { type: 'DraftWithdrawn', at, by: drafter },
  DraftApproved: {
    type: 'DraftApproved',
    at,
    by: manager,
    revision: 1,
    contentHash: 'a'.repeat(64),
    review,
    necessities: [{ findingKey: 'reply@0', reason: '問合せに答えるため。' }],
    acknowledged: ['date-weekday@0'],
    selfApproval: false,
  },
  PublishStarted: {
    type: 'PublishStarted',
    at,
    by: 'system',
    attempt: 1,
    order: 1,
    contentHash: 'a'.repeat(64),
    sinceId: null,
  },
  PostPublished: {
    type: 'PostPublished',
    at,
    by: 'system',
    attempt: 1,
    postId: '1234567890123456789',
    url: 'https://x.com/shinagawacity/status/1234567890123456789',
    via: 'answer',
  },
  PostTakenDown: { type: 'PostTakenDown', at, by: manager, reason: '日付の誤り。' },
  SlotNear: { type: 'SlotNear', at, by: 'system', revision: 1, slot: '2026-07-01T01:30:00.000Z', minutes: 60 },
  DraftExpired: { type: 'DraftExpired', at, by: 'system', slot: '2026-07-01T00:00:00.000Z' },
  AttemptRefused: { type: 'AttemptRefused', at, by: drafter, action: 'approve', code: 'not-manager' },
} as const satisfies { readonly [T in DraftEventType]?: Extract<DraftEvent, { type: T }> };
