import { describe, expect, it } from 'vitest';
import type { DraftCommand } from '../../src/draft/commands.ts';
import { contentHash } from '../../src/draft/content.ts';
import { makeSearch } from '../../src/draft/find.ts';
import { summarise } from '../../src/draft/summary.ts';
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
  submit,
  when,
} from '../support/drafts.ts';

/** A draft that goes from hand to hand: taken over by a colleague, or mended by the manager's pen. */

const takeOver = { type: 'takeOver', at, by: staffB, colleague: true, expectedRevision: 1 } as const;
const better = { ...content, text: '大井町の図書館は12月5日（土）午前9時に再開します。' };
const propose = {
  type: 'propose',
  at,
  by: manager,
  authority,
  expectedRevision: 1,
  content: better,
  reason: '時刻も書きましょう。',
} as const;
const accept = {
  type: 'acceptProposal',
  at,
  by: staffA,
  expectedRevision: 1,
  fields: submit.fields,
  review: review(),
} as const;
const edit = (by: DraftCommand & { type: 'submit' }, text: string) =>
  ({ ...by, type: 'revise', expectedRevision: 1, content: { ...content, text }, fields: {} }) as const;

describe('引き継いで編集', () => {
  it('the colleague is the drafter from then on: edits and withdraws, and whoever had it no longer does', () => {
    const { draft, events } = given(submit, takeOver);
    expect(events.at(-1)).toMatchObject({ type: 'DraftTakenOver', by: staffB, from: staffA, at });
    expect(draft).toMatchObject({ status: 'submitted', drafter: staffB, formerDrafters: [staffA] });
    expect(draft.revisions[0].author).toEqual(staffA);
    const withdraw = { type: 'withdraw', at, expectedRevision: 1 } as const;
    expect(when(draft, edit({ ...submit, by: staffB }, '直した文'))).toEqual(['DraftRevised']);
    expect(when(draft, { ...withdraw, by: staffB })).toEqual(['DraftWithdrawn']);
    expect(when(draft, { ...withdraw, by: staffA })).toMatchObject({ code: 'not-drafter', drafter: staffB.id });
  });

  it('changes nothing else: a returned draft still says why, and an approval that waits is for the same text', () => {
    const back = {
      type: 'return',
      at,
      by: manager,
      authority,
      expectedRevision: 1,
      labels: [],
      reason: '曜日',
    } as const;
    expect(given(submit, back, takeOver).draft).toMatchObject({
      status: 'returned',
      reason: '曜日',
      last: { type: 'DraftReturned' },
    });
    expect(when(given(submit, takeOver).draft, approve)).toEqual(['DraftApproved']);
  });

  it.each([
    ['wrote nothing', [takeOver]],
    ['wrote nothing, and gave it away again', [takeOver, { ...takeOver, by: staffA }]],
  ])('a manager who took it over and %s does not approve it', (_what, steps) => {
    const byManager = steps.map((step) => (step.by === staffB ? { ...step, by: manager } : step));
    const { draft } = given(submit, ...byManager);
    expect(when(draft, approve)).toMatchObject({ code: 'self-approval' });
    expect(when(draft, { ...approve, by: secondManager })).toEqual(['DraftApproved']);
    expect(when(draft, { ...approve, authority: { ...authority, selfApproval: true } })).toEqual(['DraftApproved']);
  });

  it('whoever wrote the first version does not approve it after giving it away', () => {
    const { draft } = given({ ...submit, by: manager }, takeOver);
    expect(when(draft, approve)).toMatchObject({ code: 'self-approval' });
  });

  it('a text that was changed meanwhile has to be seen first, and an approved one is out of reach', () => {
    const revised = given(submit, edit(submit, '直した文')).draft;
    expect(when(revised, takeOver)).toMatchObject({ code: 'stale-revision', current: 2 });
    expect(when(given(submit, approve).draft, takeOver)).toMatchObject({ code: 'wrong-status' });
  });

  it('lists know whose it is now, who began it, and who has had it', () => {
    const summary = summarise(given(submit, { ...takeOver, by: secondManager }, takeOver).events);
    expect(summary).toMatchObject({ drafter: staffB, firstDrafter: staffA });
    expect(new Set(summary?.authors)).toEqual(new Set([staffA.id, staffB.id, secondManager.id]));
    const nothing = { words: [], number: null, month: null, statuses: null, concerns: null, since: null };
    const sight = { userId: staffB.id, here: [content.accountId], decides: [] };
    const found = (person: string) =>
      summary !== null &&
      makeSearch({ ...nothing, person, accounts: [content.accountId] }, sight).finds(summary, () => []);
    expect([staffA.name, staffB.name, '職員D'].map(found)).toEqual([true, true, false]);
  });
});

describe('修正案', () => {
  it('goes back to the drafter, with the text and the reason on record', () => {
    const { draft, events } = given(submit, propose);
    expect(events.at(-1)).toMatchObject({ type: 'RevisionProposed', by: manager, revision: 1, content: better });
    expect(draft).toMatchObject({ status: 'returned', reason: '時刻も書きましょう。', proposal: { by: manager } });
    expect(draft.revisions).toHaveLength(1);
    expect(when(given(submit).draft, { ...propose, reason: '' })).toEqual(['RevisionProposed']);
  });

  it('accepted, it is the next version: by the drafter, proposed by the manager, and waits for a decision again', () => {
    const { draft, events } = given(submit, propose, accept);
    expect(events.at(-1)).toMatchObject({ type: 'DraftRevised', by: staffA, proposedBy: manager, content: better });
    expect(draft).toMatchObject({ status: 'submitted', revisions: [{}, { author: staffA, proposedBy: manager }] });
  });

  it('the manager may approve it, because another accepted it; the approval says so', () => {
    const { draft } = given(submit, propose, accept);
    const again = { ...approve, expectedRevision: 2, contentHash: contentHash(better) };
    expect(given(submit, propose, accept, again).events.at(-1)).toMatchObject({
      type: 'DraftApproved',
      selfApproval: false,
      ownProposal: true,
    });
    const byOther = given(submit, propose, accept, { ...again, by: secondManager }).events.at(-1);
    expect(byOther).not.toHaveProperty('ownProposal');
    expect(when(draft, { ...again, by: staffA })).toMatchObject({ code: 'not-manager' });
  });

  it('a manager who takes the draft over to accept the own proposal does not approve it', () => {
    const steps = [propose, { ...takeOver, by: manager }, { ...accept, by: manager }] as const;
    const again = { ...approve, expectedRevision: 2, contentHash: contentHash(better) };
    expect(when(given(submit, ...steps).draft, again)).toMatchObject({ code: 'self-approval' });
  });

  it('typed to the same end it is accepted, too; changed, it is the drafter’s own', () => {
    const same = given(submit, propose, edit(submit, better.text)).events.at(-1);
    expect(same).toMatchObject({ type: 'DraftRevised', proposedBy: manager });
    const other = given(submit, propose, edit(submit, `${better.text}お待ちしています。`)).events.at(-1);
    expect(other).not.toHaveProperty('proposedBy');
  });

  it('only the drafter accepts, only what is proposed, and only once', () => {
    const { draft } = given(submit, propose);
    expect(when(draft, { ...accept, by: manager })).toMatchObject({ code: 'not-drafter' });
    expect(when(given(submit).draft, accept)).toMatchObject({ code: 'wrong-status' });
    expect(when(given(submit, propose, accept).draft, accept)).toMatchObject({ code: 'already-done' });
    const own = given(submit, propose, edit(submit, '自分で直した文')).draft;
    expect(when(own, accept)).toMatchObject({ code: 'stale-revision' });
    expect(when(given(submit, propose, takeOver).draft, { ...accept, by: staffB })).toEqual(['DraftRevised']);
  });

  it('an empty, an unchanged and an endless text are refused, and one for a version that is no longer the newest', () => {
    const { draft } = given(submit);
    expect(when(draft, { ...propose, content: { ...content, text: ' 　' } })).toEqual({ code: 'text-empty' });
    expect(when(draft, { ...propose, content })).toEqual({ code: 'text-unchanged' });
    const beyond = { length: 3_000, max: 2_800, unit: 'weighted' } as const;
    expect(when(draft, { ...propose, beyond })).toEqual({ code: 'text-too-long', ...beyond });
    expect(when(given(submit, propose).draft, { ...accept, beyond })).toEqual({ code: 'text-too-long', ...beyond });
    const revised = given(submit, edit(submit, '直した文')).draft;
    expect(when(revised, propose)).toMatchObject({ code: 'stale-revision', current: 2 });
  });
});
