import { describe, expect, it } from 'vitest';
import { owedOf } from '../../src/draft/owed.ts';
import { isSettled } from '../../src/draft/state.ts';
import { approve, at, authority, given, manager, staffA, start, submit, when } from '../support/drafts.ts';

const published = [
  submit,
  approve,
  start,
  { type: 'recordPublished', at, attempt: 1, postId: '101', url: 'https://x.com/a/status/101', via: 'answer' },
] as const;
const takeDown = { type: 'takeDown', at, by: manager, authority, reason: '会場が変わったため' } as const;
const failed = { type: 'recordRemovalFailed', at, removal: 1, failure: { kind: 'not-authenticated' } } as const;
const unknown = { type: 'recordRemovalUnknown', at, removal: 1, cause: 'no-answer' } as const;
const byHand = { type: 'recordRemovalHandedOver', at, removal: 1 } as const;
const gone = { type: 'recordTakenDown', at, reason: takeDown.reason } as const;
const says = <T extends string>(type: T) => ({ type, at, by: manager, authority }) as const;

describe('削除 — the decision first, then the request', () => {
  it('is the manager’s, with a reason, and is then owed', () => {
    const before = given(...published).draft;
    expect(when(before, { ...takeDown, by: staffA })).toMatchObject({ code: 'not-manager' });
    expect(when(before, { ...takeDown, reason: ' ' })).toEqual({ code: 'reason-missing' });
    const { draft } = given(...published, takeDown);
    expect(draft).toMatchObject({ status: 'removing', removal: { number: 1, reason: takeDown.reason, by: manager } });
    expect(owedOf(draft)).toEqual({ what: 'remove', since: at });
    expect(isSettled(draft.status)).toBe(false);
  });

  it('ends as 削除済み with the manager’s reason', () => {
    const { draft, events } = given(...published, takeDown, gone);
    expect(draft).toMatchObject({ status: 'takenDown', post: { id: '101' } });
    expect(events.at(-1)).toMatchObject({ type: 'PostTakenDown', by: 'system', reason: takeDown.reason });
    expect(when(draft, gone)).toEqual([]);
  });

  it('after a definite no the post is up as before, the record says why, and it can be asked for again', () => {
    const { draft } = given(...published, takeDown, failed);
    expect(draft).toMatchObject({
      status: 'published',
      notRemoved: { kind: 'not-authenticated' },
      post: { id: '101' },
    });
    expect(owedOf(draft)).toBeNull();
    expect(when(draft, takeDown)).toEqual(['RemovalStarted']);
    const again = given(...published, takeDown, failed, takeDown).draft;
    expect(when(again, failed)).toMatchObject({ code: 'wrong-status' });
    expect(when(again, { ...failed, removal: 2 })).toEqual(['RemovalFailed']);
  });

  it('without an answer it is unknown, and stays so whatever a later request is told', () => {
    const { draft } = given(...published, takeDown, unknown);
    expect(owedOf(draft)).toMatchObject({ what: 'remove' });
    expect(when(draft, failed)).toMatchObject({ code: 'wrong-status' });
    expect(when(draft, gone)).toEqual(['PostTakenDown']);
    const over = given(...published, takeDown, unknown, { type: 'recordRemovalUnconfirmed', at, removal: 1 }).draft;
    expect(over).toMatchObject({ status: 'removalUnknown', asking: false });
    expect(owedOf(over)).toBeNull();
    expect(when(over, says('confirmRemoved'))).toEqual(['PostTakenDown']);
    expect(when(over, says('confirmNotRemoved'))).toEqual(['ConfirmedNotRemoved']);
    expect(when(over, { ...says('confirmRemoved'), by: staffA })).toMatchObject({ code: 'not-manager' });
    expect(when(over, says('retryRemoval'))).toEqual(['RemovalStarted']);
  });

  it('もう一度削除する does not make an unknown removal a known one', () => {
    const { draft } = given(...published, takeDown, unknown, says('retryRemoval'));
    expect(draft).toMatchObject({
      status: 'removalUnknown',
      asking: true,
      removal: { number: 2, reason: takeDown.reason },
    });
    expect(owedOf(draft)).toMatchObject({ what: 'remove' });
  });

  it('where there is no API a person deletes and says so, or leaves it', () => {
    const { draft } = given(...published, takeDown, byHand);
    expect(draft.status).toBe('removalHandedOver');
    expect(owedOf(draft)).toBeNull();
    expect(when(draft, says('confirmManualRemoval'))).toEqual(['PostTakenDown']);
    expect(given(...published, takeDown, byHand, says('cancelRemoval')).draft).toMatchObject({
      status: 'published',
      notRemoved: null,
    });
  });

  it('a post of which the network says that it is gone is gone, whatever a person thought', () => {
    const { draft } = given(...published, takeDown, unknown, says('confirmNotRemoved'));
    expect(draft.status).toBe('published');
    expect(when(draft, gone)).toEqual(['PostTakenDown']);
  });

  it('nothing else is done to the draft meanwhile', () => {
    const { draft } = given(...published, takeDown);
    const others = [
      says('retry'),
      says('confirmNotPublished'),
      says('confirmRemoved'),
      says('cancelRemoval'),
      { type: 'revoke', at, by: manager, authority, reason: '取消し' },
    ] as const;
    for (const command of others) expect(when(draft, command)).toMatchObject({ code: 'wrong-status' });
    expect(when(draft, takeDown)).toMatchObject({ code: 'already-done' });
  });
});
