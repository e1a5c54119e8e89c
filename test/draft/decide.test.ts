import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import {
  approve,
  at,
  authority,
  content,
  finding,
  given,
  manager,
  review,
  secondManager,
  staffA,
  staffB,
  start,
  submit,
  when,
} from '../support/drafts.ts';

const revise = {
  type: 'revise',
  at,
  by: staffA,
  expectedRevision: 1,
  content: { ...content, text: '直した文' },
  fields: {},
  review: review(),
} as const;

describe('承認 — only the 運営管理者, never for an own draft', () => {
  it('is recorded with the content it froze', () => {
    const { draft } = given(submit, approve);
    expect(draft).toMatchObject({
      status: 'approved',
      approval: { revision: 1, contentHash: contentHash(content), by: manager, edition: 'shinagawa-x-2026-04-01' },
    });
  });

  it.each([staffA, staffB])('is refused to $name, who is not the manager', (by) => {
    const { draft } = given(submit);
    expect(when(draft, { ...approve, by })).toEqual({
      code: 'not-manager',
      action: 'approve',
      managers: authority.managers,
    });
  });

  it('is refused to everybody when the managers cannot be read', () => {
    const { draft } = given(submit);
    expect(when(draft, { ...approve, authority: { managers: null, selfApproval: true } })).toMatchObject({
      code: 'authority-unavailable',
    });
  });

  it('is refused to a manager who wrote the draft', () => {
    const { draft } = given({ ...submit, by: manager });
    expect(when(draft, approve)).toMatchObject({ code: 'self-approval' });
    expect(when(draft, { ...approve, by: secondManager })).toEqual(['DraftApproved']);
  });

  it('is allowed for an own draft only where the account says so, and the record then says so', () => {
    const { draft, events } = given(
      { ...submit, by: manager },
      { ...approve, authority: { ...authority, selfApproval: true } },
    );
    expect(draft.status).toBe('approved');
    expect(events.at(-1)).toMatchObject({ type: 'DraftApproved', selfApproval: true });
  });

  it('is refused while a 要修正 finding stands', () => {
    const { draft } = given(submit);
    expect(when(draft, { ...approve, review: review(finding('block')) })).toEqual({ code: 'blocked', count: 1 });
  });

  it('needs a written finding for each 要認定, and spaces are not one', () => {
    const { draft } = given(submit);
    const [first, second] = [finding('waiver', 0), finding('waiver', 3)];
    const necessities = [
      { findingKey: findingKey(first), reason: '区民の安全のため必要と認める' },
      { findingKey: findingKey(second), reason: ' 　' },
    ];
    const waiving = { ...approve, review: review(first, second), necessities };
    expect(when(draft, waiving)).toEqual({ code: 'necessity-missing', findingKeys: [findingKey(second)] });
  });

  it('needs a tick for each 要確認 and nothing for a 参考', () => {
    const { draft } = given(submit);
    const warning = finding('warning');
    const ticking = { ...approve, review: review(warning, finding('notice', 2)) };
    expect(when(draft, ticking)).toEqual({ code: 'acknowledgement-missing', findingKeys: [findingKey(warning)] });
    expect(when(draft, { ...ticking, acknowledged: [findingKey(warning)] })).toEqual(['DraftApproved']);
  });

  it('of a card that is older than the draft is refused', () => {
    const { draft } = given(submit, revise);
    expect(when(draft, approve)).toMatchObject({ code: 'stale-revision', current: 2 });
    expect(when(draft, { ...approve, expectedRevision: 2 })).toMatchObject({ code: 'stale-revision' });
  });

  it('by a second manager tells who decided, and when', () => {
    const { draft } = given(submit, approve);
    expect(when(draft, { ...approve, by: secondManager })).toMatchObject({
      code: 'wrong-status',
      status: 'approved',
      last: { type: 'DraftApproved', by: manager, at },
    });
  });

  it('delivered twice by Slack happens once and is no error', () => {
    const { draft } = given(submit, { ...approve, delivery: 'click-1' });
    expect(when(draft, { ...approve, delivery: 'click-1' })).toEqual([]);
  });
});

describe('差戻し・却下・取下げ・編集', () => {
  it('a return needs a reason or a label', () => {
    const { draft } = given(submit);
    const back = { type: 'return', at, by: manager, authority, expectedRevision: 1, labels: [], reason: ' ' } as const;
    expect(when(draft, back)).toEqual({ code: 'reason-missing' });
    expect(when(draft, { ...back, labels: ['date'] })).toEqual(['DraftReturned']);
  });

  it('a returned draft is revised into 第2版 and waits again', () => {
    const { draft } = given(
      submit,
      { type: 'return', at, by: manager, authority, expectedRevision: 1, labels: ['date'], reason: '曜日' },
      revise,
    );
    expect(draft).toMatchObject({ status: 'submitted' });
    expect(draft.revisions.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('an edit, a withdrawal or a return of a version that is not the newest is refused', () => {
    const { draft } = given(submit, revise);
    const back = {
      type: 'return',
      at,
      by: manager,
      authority,
      expectedRevision: 1,
      labels: ['date'],
      reason: '',
    } as const;
    const third = { ...revise, content: { ...content, text: '三つ目の文' } };
    for (const command of [third, back, { type: 'withdraw', at, by: staffA, expectedRevision: 1 } as const])
      expect(when(draft, command)).toMatchObject({ code: 'stale-revision', current: 2 });
  });

  it('only the drafter edits and withdraws', () => {
    const { draft } = given(submit);
    expect(when(draft, { ...revise, by: staffB })).toEqual({
      code: 'not-drafter',
      action: 'revise',
      drafter: staffA.id,
    });
    expect(when(draft, { type: 'withdraw', at, by: manager, expectedRevision: 1 })).toMatchObject({
      code: 'not-drafter',
    });
  });

  it('an edit after the approval voids it', () => {
    const { draft } = given(submit, approve, revise);
    expect(draft.status).toBe('submitted');
    expect(when(draft, start)).toMatchObject({ code: 'wrong-status' });
  });

  it('an edit stays with the account of the draft, whatever its form says', () => {
    const { draft, events } = given(submit, { ...revise, content: { accountId: 'toshima-piazza', text: '直した文' } });
    expect(events.at(-1)).toMatchObject({ content: { accountId: content.accountId, text: '直した文' } });
    expect(draft.accountId).toBe(content.accountId);
  });

  it('an edit that changes nothing is refused, so that no empty revision fills the thread', () => {
    const { draft } = given(submit);
    expect(when(draft, { ...revise, content, fields: submit.fields })).toEqual({ code: 'text-unchanged' });
  });

  it.each([
    ['', 'text-empty'],
    [' 　\n', 'text-empty'],
  ])('a text like %j is refused', (text, code) => {
    expect(when(undefined, { ...submit, content: { ...content, text } })).toMatchObject({ code });
  });

  it('a text that is longer than any draft of the account may be is refused, in a first draft and in a new version', () => {
    const beyond = { length: 3_000, max: 2_800, unit: 'weighted' } as const;
    expect(when(undefined, { ...submit, beyond })).toEqual({ code: 'text-too-long', ...beyond });
    expect(when(given(submit).draft, { ...revise, beyond })).toEqual({ code: 'text-too-long', ...beyond });
  });
});

describe('what became of the links', () => {
  it('is put on record once for a version, and again only when they were opened again', () => {
    const visited = { type: 'recordLinks', at, revision: 1, results: [], findings: [] } as const;
    const { draft } = given(submit, visited);
    expect(when(draft, visited)).toEqual([]);
    expect(when(draft, { ...visited, again: true })).toEqual(['LinksChecked']);
  });
});

describe('公開 — at most once', () => {
  it('a post by hand is confirmed with a web address, by the drafter or the manager', () => {
    const { draft } = given(submit, approve, start, { type: 'recordHandedOver', at, attempt: 1 });
    const confirm = {
      type: 'confirmManualPost',
      at,
      by: staffA,
      authority,
      post: { id: null, url: 'https://www.piazza-life.com/p/1' },
    } as const;
    expect(when(draft, { ...confirm, post: null })).toEqual({ code: 'url-invalid' });
    expect(when(draft, { ...confirm, by: staffB })).toMatchObject({ code: 'not-manager' });
    expect(when(draft, confirm)).toEqual(['PostPublished']);
  });
});
