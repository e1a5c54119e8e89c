import { describe, expect, it } from 'vitest';
import type { DraftCommand } from '../../src/draft/commands.ts';
import { contentHash } from '../../src/draft/content.ts';
import { decide } from '../../src/draft/decide.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { replay } from '../../src/draft/evolve.ts';
import { owedOf } from '../../src/draft/owed.ts';
import {
  approve,
  at,
  authority,
  content,
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

const retry = { type: 'retry', at, by: manager, authority } as const;
const unknown = { type: 'recordOutcomeUnknown', at, attempt: 1, cause: 'no-answer' } as const;
const notPublished = { type: 'confirmNotPublished', at, by: manager, authority } as const;
const revoke = { type: 'revoke', at, by: manager, authority, reason: '日程が変わった' } as const;
const noCredit = { type: 'recordPublishFailed', at, attempt: 1, failure: { kind: 'no-credit' } } as const;
const notSent = { type: 'recordNotSent', at, order: 1, failure: { kind: 'not-authenticated' } } as const;
const published = {
  type: 'recordPublished',
  at,
  attempt: 1,
  postId: '101',
  url: 'https://x.com/shinagawacity/status/101',
  via: 'answer',
} as const;
const revise = {
  type: 'revise',
  at,
  by: staffA,
  expectedRevision: 1,
  content: { ...content, text: '直した文' },
  fields: {},
  review: review(),
} as const satisfies DraftCommand;

describe('a sending is owed because the record says so', () => {
  it('from the approval on, until the attempt is on record', () => {
    const { draft } = given(submit, approve);
    expect(owedOf(draft)).toEqual({ what: 'send', since: at });
    expect(draft).toMatchObject({ status: 'approved', order: { number: 1, at } });
    const begun = given(submit, approve, start);
    expect(begun.draft).toMatchObject({ status: 'publishing', attempts: 1 });
    expect(begun.events.at(-1)).toMatchObject({ type: 'PublishStarted', order: 1, attempt: 1 });
    expect(when(begun.draft, start)).toMatchObject({ code: 'wrong-status' });
  });

  it('not after 公開されていませんでした: then only a person has it sent', () => {
    const { draft } = given(submit, approve, start, unknown, notPublished);
    expect(draft).toMatchObject({ status: 'approved', order: null });
    expect(owedOf(draft)).toBeNull();
    for (const order of [1, 2]) expect(when(draft, { ...start, order })).toMatchObject({ code: 'wrong-status' });
    expect(when(draft, { ...retry, by: staffB })).toMatchObject({ code: 'not-manager', action: 'retry' });
    expect(when(draft, retry)).toEqual(['RetryOrdered']);
    const again = given(submit, approve, start, unknown, notPublished, retry).draft;
    expect(owedOf(again)).toEqual({ what: 'send', since: at });
    expect(when(again, { ...start, order: 2 })).toEqual(['PublishStarted']);
  });

  it('もう一度公開する after a failure opens one order, however often and by whomever it is pressed', () => {
    const { draft } = given(submit, approve, start, noCredit, retry);
    expect(draft).toMatchObject({ status: 'approved', order: { number: 2 } });
    expect(when(draft, { ...retry, by: secondManager })).toMatchObject({ code: 'wrong-status' });
    expect(when(draft, start)).toMatchObject({ code: 'wrong-status' });
  });

  it('もう一度公開する of an unknown outcome is refused', () => {
    expect(when(given(submit, approve, start, unknown).draft, retry)).toMatchObject({ code: 'wrong-status' });
  });
});

describe('what was found out for one order counts for no other', () => {
  it('a check that failed uses its order up before anything is sent', () => {
    const { draft, events } = given(submit, approve, notSent);
    expect(draft.status).toBe('publishFailed');
    expect(events.at(-1)).toMatchObject({ type: 'PublishFailed', order: 1, failure: { kind: 'not-authenticated' } });
    expect(when(draft, start)).toMatchObject({ code: 'wrong-status' });
  });

  it('a check that failed is never taken once a request is on its way', () => {
    const { draft } = given(submit, approve, start);
    for (const order of [1, 2]) expect(when(draft, { ...notSent, order })).toMatchObject({ code: 'wrong-status' });
  });

  it('nor for the approval that followed a 承認の取消し', () => {
    const { draft } = given(submit, approve, revoke, approve);
    expect(draft).toMatchObject({ status: 'approved', order: { number: 2 } });
    expect(when(draft, notSent)).toMatchObject({ code: 'wrong-status' });
    expect(when(draft, start)).toMatchObject({ code: 'wrong-status' });
    expect(when(draft, { ...start, order: 2 })).toEqual(['PublishStarted']);
  });

  it('an answer of another attempt is not taken, be it a no or a shrug', () => {
    const { draft } = given(submit, approve, start, noCredit, retry, { ...start, order: 2 });
    expect(draft).toMatchObject({ status: 'publishing', attempts: 2 });
    for (const attempt of [1, 3]) {
      expect(when(draft, { ...noCredit, attempt })).toMatchObject({ code: 'wrong-status' });
      expect(when(draft, { ...unknown, attempt })).toMatchObject({ code: 'wrong-status' });
      expect(when(draft, { type: 'recordHandedOver', at, attempt })).toMatchObject({ code: 'wrong-status' });
    }
    expect(when(draft, { ...published, attempt: 2 })).toEqual(['PostPublished']);
  });

  it('a search that came to nothing ends no other search', () => {
    const again = [start, unknown, notPublished, retry, { ...start, order: 2 }, { ...unknown, attempt: 2 }] as const;
    const { draft } = given(submit, approve, ...again);
    const nothing = { type: 'recordNotFound', at, attempt: 1, looked: true } as const;
    expect(when(draft, nothing)).toMatchObject({ code: 'wrong-status' });
    expect(owedOf(draft)).toMatchObject({ what: 'look' });
    expect(owedOf(given(submit, approve, ...again, { ...nothing, attempt: 2 }).draft)).toBeNull();
  });
});

describe('what is approved is what is sent', () => {
  it('another content than the approved one is not sent, whoever names it', () => {
    const { draft } = given(submit, approve);
    expect(when(draft, { ...start, contentHash: 'another' })).toEqual(['PublishFailed']);
  });

  it('a text that is not the approved one any more is not sent, though the approval itself is named', () => {
    const approved = given(submit, approve).events;
    const altered = approved.map(
      (event): DraftEvent => (event.type === 'DraftApproved' ? { ...event, contentHash: 'of another text' } : event),
    );
    expect(when(replay(altered), { ...start, contentHash: 'of another text' })).toEqual(['PublishFailed']);
  });

  it('a record in which an approval of another revision is carried out is not believed', () => {
    const { events } = given(submit, approve, start);
    const altered = events.map(
      (event): DraftEvent => (event.type === 'DraftApproved' ? { ...event, revision: 2 } : event),
    );
    expect(() => replay(altered)).toThrow(/another revision/);
  });

  it('the approval of an earlier version of the same words is refused', () => {
    const back = { ...revise, expectedRevision: 2, content, fields: submit.fields };
    const { draft } = given(submit, revise, back);
    expect(contentHash(draft.revisions[2]?.content ?? content)).toBe(approve.contentHash);
    expect(when(draft, approve)).toMatchObject({ code: 'stale-revision', current: 3 });
    expect(when(draft, { ...approve, expectedRevision: 3 })).toEqual(['DraftApproved']);
  });

  it.each([
    ['publishing', []],
    ['outcomeUnknown', [unknown]],
  ] as const)('nothing is edited, withdrawn or revoked while it is %s', (_status, more) => {
    const { draft } = given(submit, approve, start, ...more);
    const withdraw = { type: 'withdraw', at, by: staffA, expectedRevision: 1 } as const;
    for (const command of [revise, withdraw, revoke, approve]) expect(when(draft, command)).toHaveProperty('code');
  });
});

describe('a post that the network gave is on record in any case', () => {
  it('the same post twice is one fact', () => {
    const { draft } = given(submit, approve, start, published);
    expect(when(draft, published)).toEqual([]);
    expect(when(draft, { ...published, via: 'timeline' })).toEqual([]);
  });

  it('also when its attempt had been given up, and then nothing more is sent before a person has looked', () => {
    const ways = [submit, approve, start, unknown, notPublished, retry] as const;
    const { draft, events } = given(...ways, { ...published, via: 'timeline' });
    expect(events.at(-1)).toMatchObject({ type: 'UnexpectedPost', attempt: 1, postId: '101' });
    expect(draft).toMatchObject({ status: 'approved', order: null, unexpected: [{ attempt: 1, postId: '101' }] });
    expect(owedOf(draft)).toBeNull();
    expect(when(draft, { ...published, via: 'answer' })).toEqual([]);
    // The manager says which of both it is to be.
    expect(when(draft, retry)).toEqual(['RetryOrdered']);
    const kept = {
      type: 'confirmPublished',
      at,
      by: manager,
      authority,
      post: { id: '101', url: published.url },
    } as const;
    expect(when(draft, kept)).toEqual(['PostPublished']);
  });

  it('as a post of its own attempt, while the next one is open and stays so', () => {
    const second = [retry, { ...start, order: 2 }] as const;
    const { events, draft } = given(submit, approve, start, unknown, notPublished, ...second, published);
    expect(events.at(-1)).toMatchObject({ type: 'UnexpectedPost', attempt: 1, postId: '101' });
    expect(draft).toMatchObject({ status: 'publishing', attempt: { number: 2 } });
  });

  it('beside another post that is on record', () => {
    const { draft } = given(
      submit,
      approve,
      start,
      noCredit,
      retry,
      { ...start, order: 2 },
      { ...published, attempt: 2 },
    );
    const other = { ...published, postId: '99', url: 'https://x.com/shinagawacity/status/99' };
    expect(when(draft, other)).toEqual(['UnexpectedPost']);
    expect(given(submit, approve, start, published, other).draft.status).toBe('published');
  });
});

describe('the same words for another slot', () => {
  it('may be up since the first sending: they are looked for behind what was there before that', () => {
    const slot = '2026-11-21T07:00:00.000Z';
    const later = { ...content, slot };
    const { draft } = given(
      submit,
      approve,
      start,
      { type: 'recordOutcomeUnknown', at, attempt: 1, cause: 'no-answer' },
      { type: 'confirmNotPublished', at, by: manager, authority },
      { type: 'revise', at, by: staffA, expectedRevision: 1, content: later, fields: submit.fields, review: review() },
      { ...approve, expectedRevision: 2, contentHash: contentHash(later) },
      { ...start, at: slot, order: 2, contentHash: contentHash(later), sinceId: '101' },
    );
    expect(draft).toMatchObject({ status: 'publishing', attempt: { number: 2, sinceId: '100' } });
  });
});

describe('records of earlier versions', () => {
  const stamp = { at, by: 'system' } as const;
  const hash = contentHash(content);

  it('in which a retry was begun without an order are read as they were', () => {
    const first = given(submit, approve).events;
    const old: DraftEvent[] = [
      ...first,
      { ...stamp, type: 'PublishStarted', attempt: 1, contentHash: hash, sinceId: null },
      { ...stamp, type: 'PublishFailed', attempt: 1, failure: { kind: 'no-credit' } },
      { at, by: manager, type: 'PublishStarted', attempt: 2, contentHash: hash, sinceId: null },
      { ...stamp, type: 'PostPublished', attempt: 2, postId: '1', url: 'https://x.com/a/status/1', via: 'answer' },
      { at, by: manager, type: 'PostTakenDown', reason: '誤り' },
    ];
    expect(old.map((_, index) => replay(old.slice(0, index + 1))?.status)).toEqual([
      'submitted',
      'approved',
      'publishing',
      'publishFailed',
      'publishing',
      'published',
      'takenDown',
    ]);
    expect(replay(old)?.attempts).toBe(2);
  });

  it('that end with the approval owe the sending as before', () => {
    const draft = replay(given(submit, approve).events);
    expect(draft === undefined ? null : owedOf(draft)).toEqual({ what: 'send', since: at });
  });
});

describe('whoever has done it already is told so', () => {
  const failed = [submit, approve, start, noCredit] as const;
  const out = [submit, approve, start, published] as const;
  const takeDown = { type: 'takeDown', at, by: manager, authority, reason: '会場が変わった' } as const;
  const removalUnknown = { type: 'recordRemovalUnknown', at, removal: 1, cause: 'no-answer' } as const;
  const removeAgain = { type: 'retryRemoval', at, by: manager, authority } as const;
  const acts: readonly (readonly [string, readonly DraftCommand[], DraftCommand])[] = [
    ['承認する', [submit, approve, start, published], approve],
    ['もう一度公開する', [submit, approve, start, noCredit, retry], retry],
    ['もう一度公開する, on the card of before', [...failed, retry], { ...retry, expectedStage: 2 }],
    ['承認の取消し', [submit, approve, revoke], revoke],
    ['公開されていませんでした', [submit, approve, start, unknown, notPublished], notPublished],
    ['もう一度公開する, which is then under way', [...failed, retry, { ...start, order: 2 }], retry],
    ['削除する', [...out, takeDown], takeDown],
    ['削除する, whose end nobody knows', [...out, takeDown, removalUnknown], takeDown],
    ['もう一度削除する', [...out, takeDown, removalUnknown, removeAgain], { ...removeAgain, expectedStage: 1 }],
  ];
  it.each(acts)('%s a second time says that it stands; anybody else hears who was first', (_what, before, command) => {
    const { draft } = given(...before);
    expect(when(draft, command)).toMatchObject({ code: 'already-done', status: draft.status });
    const other = decide({ ...command, by: secondManager } as DraftCommand, draft);
    expect(other.ok || other.refusal.code).toMatch(/^(wrong-status|stale-stage)$/u);
  });

  const secondUnknown = [...failed, retry, { ...start, order: 2 }, { ...unknown, attempt: 2 }] as const;
  const undone: readonly (readonly [string, readonly DraftCommand[], DraftCommand, string])[] = [
    ['approved, and never ordered again', [submit, approve], retry, 'wrong-status'],
    ['the approval was revoked', [...failed, retry, revoke], retry, 'wrong-status'],
    [
      'it was found not to be published',
      [...secondUnknown, notPublished],
      { ...retry, expectedStage: 3 },
      'stale-stage',
    ],
  ];
  it.each(undone)('もう一度公開する that does not stand is not called done: %s', (_what, before, command, code) => {
    expect(when(given(...before).draft, command)).toMatchObject({ code });
  });
});
