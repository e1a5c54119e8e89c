import { describe, expect, it } from 'vitest';
import { ACTIONS_ON_DRAFT, ACTS, type DraftAction, isPlain } from '../../src/acts/index.ts';
import type { PlainCommand } from '../../src/draft/commands.ts';
import { decide } from '../../src/draft/decide.ts';
import { staffB } from '../support/drafts.ts';
import { answered, SITUATIONS } from './situations.ts';

/** What was written once and must be read for ever: on cards and open forms in Slack, and in the record. */
const KEPT: Readonly<Record<DraftAction, readonly string[]>> = {
  approve: ['draft.approve', 'DraftApproved'],
  return: ['draft.return', 'return_form', 'DraftReturned'],
  reject: ['draft.reject', 'reject_form', 'DraftRejected'],
  retry: ['draft.retry', 'RetryOrdered'],
  confirmPublished: ['draft.confirm_published', 'confirm_published_form', 'PostPublished'],
  confirmNotPublished: ['draft.confirm_not_published', 'ConfirmedNotPublished'],
  confirmManualPost: ['draft.confirm_manual_post', 'manual_post_form', 'PostPublished'],
  giveUpManualPost: ['draft.give_up_manual_post', 'give_up_form', 'ManualPostGivenUp'],
  revise: ['draft.edit', 'DraftRevised'],
  withdraw: ['draft.withdraw', 'DraftWithdrawn'],
  takeOver: ['draft.take_over', 'DraftTakenOver'],
  propose: ['draft.propose', 'propose_form', 'RevisionProposed'],
  acceptProposal: ['draft.accept_proposal', 'DraftRevised'],
  revoke: ['draft.revoke', 'revoke_form', 'ApprovalRevoked'],
  takeDown: ['draft.take_down', 'take_down_form', 'RemovalStarted'],
  retryRemoval: ['draft.retry_removal', 'RemovalStarted'],
  confirmRemoved: ['draft.confirm_removed', 'PostTakenDown'],
  confirmNotRemoved: ['draft.confirm_not_removed', 'ConfirmedNotRemoved'],
  confirmManualRemoval: ['draft.confirm_manual_removal', 'PostTakenDown'],
  cancelRemoval: ['draft.cancel_removal', 'RemovalCancelled'],
};

it('old cards, open forms and old records keep their meaning: no id and no event has another name', () => {
  const now = ACTIONS_ON_DRAFT.map((action) => {
    const act = ACTS[action];
    return [action, [act.id, ...('form' in act ? [act.form.id] : []), act.event.type]];
  });
  expect(Object.fromEntries(now)).toEqual(KEPT);
});

it('no two acts are the same button or the same form to Slack', () => {
  const ids = Object.values(ACTS).flatMap((act) => [act.id, ...('form' in act ? [act.form.id] : [])]);
  expect(new Set(ids).size).toBe(ids.length);
});

const PLAIN = ACTIONS_ON_DRAFT.filter(isPlain);

describe.each(PLAIN)('%s', (action) => {
  const act = ACTS[action];
  const { who, from, expects, asks, event } = act;
  const [situation = 'submitted'] = from;
  const draft = SITUATIONS[situation].draft;

  it('is recorded wherever its definition has it, and nowhere else', () => {
    for (const [name, { draft: found }] of Object.entries(SITUATIONS)) {
      const decision = decide(answered(action, found), found);
      const possible = from.some((each) => each === name || each === found.status);
      expect(decision.ok && decision.events.map(({ type }) => type), name).toEqual(possible && [event.type]);
      if (!decision.ok) expect(decision.refusal).toMatchObject({ status: found.status });
    }
  });

  it('is refused to whoever may not, to everybody when nobody knows who may, and without what it asks', () => {
    const code = (changed: Partial<PlainCommand>) => {
      const decision = decide({ ...answered(action, draft), ...changed }, draft);
      return decision.ok ? null : decision.refusal.code;
    };
    const stranger = {
      drafter: 'not-drafter',
      colleague: 'not-colleague',
      manager: 'not-manager',
      either: 'not-manager',
    };
    expect(code({ by: staffB, colleague: false })).toBe(stranger[who]);
    const own = { drafter: null, colleague: 'own-draft', manager: 'not-manager', either: null };
    expect(code({ by: draft.drafter })).toBe(own[who]);
    const unknown = { authority: { managers: null, selfApproval: false } };
    const needsManager = who === 'manager' || who === 'either';
    expect(code(unknown)).toBe(needsManager ? 'authority-unavailable' : null);
    // A caller that forgot to ask who may decide.
    const { authority: _, colleague: __, ...unasked } = answered(action, draft);
    const forgotten = decide(unasked, draft);
    const unsaid = who === 'colleague' ? 'not-colleague' : 'authority-unavailable';
    expect(forgotten.ok || forgotten.refusal.code).toBe(who === 'drafter' ? true : unsaid);
    const lacking = asks === 'reason' ? 'reason-missing' : asks === 'url' ? 'url-invalid' : null;
    expect(code({ reason: ' 　', labels: [], post: null })).toBe(lacking);
    // Labels say enough only where the form offers them.
    const { labels } = 'form' in act && 'labels' in act.form ? act.form : {};
    expect(code({ reason: ' 　', labels: ['date'], post: null })).toBe(labels === undefined ? lacking : null);
  });

  it('puts on record what was answered', () => {
    const decision = decide({ ...answered(action, draft), labels: ['date'], reason: '曜日' }, draft);
    const [recorded] = decision.ok ? decision.events : [];
    if (asks === 'reason') expect(recorded).toMatchObject({ reason: '曜日' });
    expect(recorded).toMatchObject('labels' in event.fields ? { labels: ['date'] } : { type: event.type });
  });

  it('is not done to what the person did not see', () => {
    const other = expects === 'revision' ? { expectedRevision: 7 } : { expectedStage: 7 };
    expect(decide({ ...answered(action, draft), ...other }, draft)).toMatchObject({
      refusal: { code: expects === 'revision' ? 'stale-revision' : 'stale-stage' },
    });
  });
});
