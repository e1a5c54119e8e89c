import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftCommand } from '../../src/draft/commands.ts';
import { type Content, contentHash } from '../../src/draft/content.ts';
import { decide } from '../../src/draft/decide.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { evolve } from '../../src/draft/evolve.ts';
import { GRACE_MS, REMINDERS } from '../../src/draft/slot.ts';
import { currentRevision, type Draft } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import {
  at,
  authority,
  content,
  finding,
  manager,
  review,
  secondManager,
  staffA,
  staffB,
  submit,
} from '../support/drafts.ts';

const person = fc.constantFrom(staffA, staffB, manager, secondManager);
const rights = fc.oneof(
  { weight: 4, arbitrary: fc.constant(authority) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ ...authority, managers: null }, { managers: [staffB.id], selfApproval: false }),
  },
);
// Mostly what a decent click would carry, so that many runs get as far as publishing.
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.constant(content.text) },
  { weight: 1, arbitrary: fc.constantFrom('第一案', '第二案') },
);
/** For no slot; for one that is near, or further away. */
const SLOTS = ['2026-11-21T05:30:00.000Z', '2026-11-21T07:00:00.000Z'] as const;
type Slot = Pick<Content, 'slot'>;
const slots: fc.Arbitrary<Slot> = fc.constantFrom(
  {},
  {},
  {},
  { slot: SLOTS[0] },
  { slot: SLOTS[0] },
  { slot: SLOTS[1] },
);
/** The clock, which may be set: before the slots, at one, within its grace and after it. */
const times = fc.oneof(
  { weight: 5, arbitrary: fc.constant(at) },
  { weight: 3, arbitrary: fc.constantFrom(SLOTS[0], '2026-11-21T05:33:00.000Z') },
  { weight: 1, arbitrary: fc.constantFrom('2026-11-21T05:20:00.000Z', SLOTS[1], '2026-11-21T08:00:00.000Z') },
);
const reviews = fc.oneof(
  { weight: 3, arbitrary: fc.constant(review()) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(review(finding('waiver')), review(finding('warning', 1)), review(finding('block'))),
  },
);
const reasons = fc.constantFrom('', '必要と認める');
const attempts = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);
const orders = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }) },
);
const revisions = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);
const delivery = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');

/** @param usual of most versions of the draft. */
function commandsFor(usual: Slot): fc.Arbitrary<DraftCommand> {
  const mostly = fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: slots });
  const contents = fc.tuple(texts, mostly).map(([text, slot]) => ({ ...content, text, ...slot }));
  const hashes = contents.map(contentHash);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('submit' as const),
        at: times,
        by: person,
        draftId: fc.constant('D-1'),
        content: contents,
        fields: fc.constant({}),
        review: reviews,
      }),
    },
    fc.record({
      type: fc.constant('revise' as const),
      at: times,
      by: person,
      expectedRevision: revisions,
      content: contents,
      fields: fc.constant({}),
      review: reviews,
    }),
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('approve' as const),
        at: times,
        by: person,
        delivery,
        authority: rights,
        expectedRevision: revisions,
        contentHash: hashes,
        review: reviews,
        necessities: reasons.map((reason) => [{ findingKey: findingKey(finding('waiver')), reason }]),
        acknowledged: fc.constantFrom([], [findingKey(finding('warning', 1))]),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('startPublishing' as const),
        at: times,
        order: orders,
        contentHash: hashes,
        sinceId: fc.constant(null),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('retry' as const),
        at: times,
        by: person,
        authority: rights,
      }),
    },
    fc.record({
      type: fc.constant('recordNotSent' as const),
      at: times,
      order: orders,
      failure: fc.constant({ kind: 'not-authenticated' as const }),
    }),
    fc.record({
      type: fc.constant('recordPublished' as const),
      at: times,
      attempt: attempts,
      postId: fc.constant('1'),
      url: fc.constant('https://x.com/a/status/1'),
      via: fc.constant('answer' as const),
    }),
    fc.record({
      type: fc.constant('recordPublishFailed' as const),
      at: times,
      attempt: attempts,
      failure: fc.constant({ kind: 'no-credit' as const }),
    }),
    fc.record({
      type: fc.constant('recordOutcomeUnknown' as const),
      at: times,
      attempt: attempts,
      cause: fc.constant('no-answer' as const),
    }),
    fc.record({ type: fc.constant('confirmNotPublished' as const), at: times, by: person, authority: rights }),
    fc.record({
      type: fc.constant('return' as const),
      at: times,
      by: person,
      authority: rights,
      expectedRevision: revisions,
      labels: fc.constant([]),
      reason: reasons,
    }),
    fc.record({
      type: fc.constant('takeOver' as const),
      at: times,
      by: person,
      colleague: fc.boolean(),
      expectedRevision: revisions,
    }),
    fc.record({
      type: fc.constant('propose' as const),
      at: times,
      by: person,
      authority: rights,
      expectedRevision: revisions,
      content: contents,
      reason: reasons,
    }),
    fc.record({
      type: fc.constant('acceptProposal' as const),
      at: times,
      by: person,
      expectedRevision: revisions,
      fields: fc.constant({}),
      review: reviews,
    }),
    fc.record({
      type: fc.constant('revoke' as const),
      at: times,
      by: person,
      authority: rights,
      reason: reasons,
    }),
    fc.record({
      type: fc.constant('takeDown' as const),
      at: times,
      by: person,
      authority: rights,
      reason: reasons,
    }),
    fc.record({
      type: fc.constantFrom('retryRemoval' as const, 'confirmRemoved' as const, 'confirmNotRemoved' as const),
      at: times,
      by: person,
      authority: rights,
    }),
    fc.record({
      type: fc.constant('recordRemovalUnknown' as const),
      at: times,
      removal: attempts,
      cause: fc.constant('no-answer' as const),
    }),
    fc.record({
      type: fc.constant('reportError' as const),
      at: times,
      by: person,
      authority: rights,
      reason: reasons,
    }),
    fc.record({
      type: fc.constant('correct' as const),
      at: times,
      by: person,
      correction: fc.constantFrom('D-2', 'D-3'),
    }),
    fc.record({
      type: fc.constant('renewReview' as const),
      at: times,
      revision: revisions,
      review: reviews,
    }),
    fc.record({ type: fc.constant('recordTakenDown' as const), at: times, reason: fc.constant('誤り') }),
    fc.record({ type: fc.constant('withdraw' as const), at: times, by: person, expectedRevision: revisions }),
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('expire' as const),
        at: times,
        revision: revisions,
        slot: fc.constantFrom(...SLOTS),
        order: fc.oneof(fc.constant(null), orders),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('recordSlotNear' as const),
        at: times,
        revision: revisions,
        slot: fc.constantFrom(...SLOTS),
        minutes: fc.constantFrom(...REMINDERS),
      }),
    },
  );
}

/** What is asked of a draft in its life: it is submitted, for a slot or for none, and then comes whatever may. */
const lives = (minLength: number, maxLength: number): fc.Arbitrary<DraftCommand[]> =>
  slots.chain((slot) =>
    fc
      .array(commandsFor(slot), { minLength, maxLength })
      .map((tail) => [{ ...submit, content: { ...content, ...slot } }, ...tail]),
  );

/** The same of one that is published. */
const afterwards: fc.Arbitrary<DraftCommand[]> = fc
  .array(commandsFor({}), { minLength: 10, maxLength: 40 })
  .map((tail) => [submit, ...PUBLISHING, ...tail]);

const PUBLISHING: readonly DraftCommand[] = [
  {
    type: 'approve',
    at,
    by: manager,
    authority,
    expectedRevision: 1,
    contentHash: contentHash(content),
    review: review(),
    necessities: [],
    acknowledged: [],
  },
  { type: 'startPublishing', at, order: 1, contentHash: contentHash(content), sinceId: null },
  { type: 'recordPublished', at, attempt: 1, postId: '1', url: 'https://x.com/a/status/1', via: 'answer' },
];

/** Whoever did one of these has had the draft in hand. */
const HANDS: readonly DraftEvent['type'][] = ['DraftSubmitted', 'DraftRevised', 'DraftTakenOver'];

/** Runs the commands as the app would, keeping what each one led to. */
function live(
  commands: readonly DraftCommand[],
): { before: Draft | undefined; command: DraftCommand; event: DraftEvent }[] {
  const steps: { before: Draft | undefined; command: DraftCommand; event: DraftEvent }[] = [];
  let draft: Draft | undefined;
  for (const one of commands) {
    const decision = decide(one, draft);
    if (!decision.ok) continue;
    for (const event of decision.events) {
      steps.push({ before: draft, command: one, event });
      draft = evolve(draft, event);
    }
  }
  return steps;
}

describe('whatever people click, in whatever order', () => {
  it('nothing is sent without a valid decision by an authorised other person on exactly that content', () => {
    let sent = 0;
    fc.assert(
      fc.property(lives(10, 40), (commands) => {
        const steps = live(commands);
        for (const [index, { before, event }] of steps.entries()) {
          if (event.type !== 'PublishStarted' || before === undefined) continue;
          sent += 1;
          const at = steps.slice(0, index).findLastIndex((step) => step.event.type === 'DraftApproved');
          const approval = steps[at];
          if (approval?.event.type !== 'DraftApproved' || approval.command.type !== 'approve')
            throw new Error('no approval');
          const { by } = approval.command;
          expect(approval.command.authority.managers).toContain(by.id);
          // Whoever takes it over after a failed sending had it in hand only since they decided.
          const hands = steps.slice(0, at).filter((step) => HANDS.includes(step.event.type));
          expect(hands.map((step) => step.event.by)).not.toContainEqual(by);
          expect(event.contentHash).toBe(contentHash(currentRevision(before).content));
          expect(event.contentHash).toBe(approval.event.contentHash);
          const open = approval.event.review.findings;
          expect(open.some(({ level }) => level === 'block')).toBe(false);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(sent, 'the property must have seen posts go out').toBeGreaterThan(200);
  });

  it('nothing starts before its slot, and what has ended at it or was not approved for it never does', () => {
    const seen = { kept: 0, ended: 0, reminded: 0 };
    fc.assert(
      fc.property(lives(10, 40), (commands) => {
        const steps = live(commands);
        for (const [index, { before, command: by, event }] of steps.entries()) {
          const earlier = steps.slice(0, index).map((step) => step.event);
          if (before === undefined) continue;
          const { slot } = currentRevision(before).content;
          if (before.status === 'expired') expect(event.type).toBe('UnexpectedPost');
          if (event.type === 'DraftApproved' && slot !== undefined) expect(event.at < slot).toBe(true);
          if (event.type === 'PublishStarted' && slot !== undefined) {
            const order = earlier.findLast(({ type }) => type === 'DraftApproved' || type === 'RetryOrdered');
            if (order !== undefined && order.at < slot) expect(event.at >= slot).toBe(true);
            seen.kept += 1;
          }
          if (event.type === 'DraftExpired') {
            expect(event.slot).toBe(slot);
            expect(event.late === true ? ['approved'] : ['submitted', 'returned']).toContain(before.status);
            if (before.status === 'approved' && by.type === 'expire') expect(before.order?.number).toBe(by.order);
            const past = Date.parse(event.at) - Date.parse(event.slot);
            expect(event.late === true ? past > GRACE_MS : past >= 0).toBe(true);
            seen.ended += 1;
          }
          if (event.type === 'SlotNear') {
            expect(event.slot).toBe(slot);
            expect(['submitted', 'returned']).toContain(before.status);
            expect(event.revision).toBe(currentRevision(before).number);
            const told = earlier.filter((one) => one.type === 'SlotNear' && one.revision === event.revision);
            expect(told.every((one) => one.type === 'SlotNear' && one.minutes > event.minutes)).toBe(true);
            seen.reminded += 1;
          }
        }
      }),
      { numRuns: 3_000 },
    );
    expect(
      Object.values(seen).every((count) => count > 15),
      JSON.stringify(seen),
    ).toBe(true);
  });

  it('each order starts one request at most: the approval its first, every further one a manager after a definite no', () => {
    let further = 0;
    fc.assert(
      fc.property(lives(10, 40), (commands) => {
        const steps = live(commands);
        let last: 'nothing' | 'ordered' | 'started' | 'definite-no' = 'nothing';
        for (const { command: by, event } of steps) {
          if (event.type === 'DraftApproved') last = 'ordered';
          if (event.type === 'RetryOrdered') {
            expect(last).toBe('definite-no');
            expect('authority' in by && by.authority.managers).toContain(event.by !== 'system' && event.by.id);
            last = 'ordered';
            further += 1;
          }
          if (event.type === 'PublishStarted') {
            expect(last).toBe('ordered');
            last = 'started';
          }
          if (event.type === 'PublishFailed' || event.type === 'ConfirmedNotPublished') last = 'definite-no';
          // Where the post has turned up, a person looks before anything more is sent.
          if (event.type === 'UnexpectedPost' && last === 'ordered') last = 'definite-no';
          if (event.type === 'OutcomeUnknown') expect(last).toBe('started');
        }
      }),
      { numRuns: 3_000 },
    );
    expect(further, 'the property must have seen posts ordered again').toBeGreaterThan(50);
  });

  it('nothing is changed, revoked or decided while a request is on its way', () => {
    fc.assert(
      fc.property(lives(10, 40), (commands) => {
        for (const { before, event } of live(commands)) {
          if (before?.status === 'publishing')
            expect(['PostPublished', 'PublishFailed', 'OutcomeUnknown', 'UnexpectedPost']).toContain(event.type);
          if (before?.status === 'removing')
            expect(['PostTakenDown', 'RemovalUnknown', 'UnexpectedPost', 'CorrectionDrafted']).toContain(event.type);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('a post that the network gave is never dropped, whatever the draft has come to', () => {
    fc.assert(
      fc.property(lives(5, 30), attempts, (commands, attempt) => {
        const draft = live(commands).reduce<Draft | undefined>((at, { event }) => evolve(at, event), undefined);
        const decision = decide(
          { type: 'recordPublished', at, attempt, postId: '77', url: 'https://x.com/a/status/77', via: 'answer' },
          draft,
        );
        expect(decision.ok && decision.events.length).toBe(1);
        const known = decision.ok ? decision.events.reduce<Draft | undefined>(evolve, draft) : undefined;
        expect(JSON.stringify([known?.unexpected, known !== undefined && 'post' in known && known.post])).toContain(
          '77',
        );
      }),
    );
  });

  it('a correction is named once, by what was published, and changes nothing else; a check is renewed only before a decision', () => {
    const seen = { named: 0, renewed: 0, reported: 0 };
    fc.assert(
      fc.property(fc.oneof(lives(10, 40), afterwards), (commands) => {
        for (const { before, event } of live(commands)) {
          if (before === undefined) continue;
          if (event.type === 'CorrectionDrafted') {
            expect('post' in before && !before.corrections.includes(event.correction)).toBe(true);
            expect(evolve(before, event).status).toBe(before.status);
            seen.named += 1;
          }
          if (event.type === 'ReviewRenewed') {
            expect([before.status, currentRevision(before).number]).toEqual(['submitted', event.revision]);
            seen.renewed += 1;
          }
          if (event.type === 'ErrorReported') {
            expect(before.status).toBe('published');
            seen.reported += 1;
          }
        }
      }),
      { numRuns: 3_000 },
    );
    expect(
      Object.values(seen).every((count) => count > 15),
      JSON.stringify(seen),
    ).toBe(true);
  });

  it('every history that was accepted can be replayed', () => {
    fc.assert(
      fc.property(lives(10, 40), (commands) => {
        const steps = live(commands);
        expect(() => steps.map(({ event }) => event).reduce<Draft | undefined>(evolve, undefined)).not.toThrow();
      }),
    );
  });
});
