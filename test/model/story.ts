import fc from 'fast-check';
import type { DiskFate } from './disk.ts';
import type { CheckFate, CreateFate, DeleteFate, LookFate, NetworkFates, UploadFate } from './network.ts';
import type { About, Kind } from './office.ts';

export type Who = 'drafter' | 'manager' | 'second' | 'bystander';

/** What people wait for before they go on. */
export type Moment =
  | 'check-out'
  | 'pictures-out'
  | 'request-out'
  | 'look-out'
  | 'answered'
  | 'recorded'
  | 'unknown'
  | 'quiet'
  | 'settled';

export type Step =
  /** Somebody presses a button that the card shows. */
  | {
      readonly do: 'act';
      readonly kind: Exclude<Kind, 'submit'>;
      readonly by: Who;
      readonly draft: number;
      /** Slack delivers the same click twice in the same instant. */
      readonly twice?: true;
      /** The card on the screen is older than the record. */
      readonly stale?: true;
      /** The form is gone when it is to be answered. */
      readonly formGone?: true;
      /** Says that there is no post without having looked. */
      readonly blind?: true;
      /** A revision for another slot, so many seconds ahead, or for none. */
      readonly slot?: number | 'none';
    }
  /** @property slot so many seconds ahead. */
  | { readonly do: 'draft'; readonly slot?: number }
  /** Slack delivers once more what it has delivered before. */
  | { readonly do: 'again'; readonly nth: number }
  | { readonly do: 'right'; readonly who: 'manager' | 'second'; readonly has: boolean }
  | { readonly do: 'roster-away'; readonly seconds: number }
  | { readonly do: 'disk'; readonly fate: DiskFate; readonly times: number }
  | { readonly do: 'disk-full'; readonly seconds: number }
  | { readonly do: 'clock'; readonly minutes: number }
  | { readonly do: 'pass'; readonly seconds: number }
  /** Until so many seconds after the slot of a draft, by the clock on the wall. */
  | { readonly do: 'slot'; readonly draft: number; readonly seconds: number }
  | { readonly do: 'until'; readonly moment: Moment }
  /** The process dies; `power`: and with it what the disk had not promised. */
  | { readonly do: 'kill'; readonly seconds: number; readonly power?: true }
  | { readonly do: 'stop'; readonly seconds: number };

export interface Story {
  /** Of the first draft, so many seconds ahead; absent: it goes out as soon as it is approved. */
  readonly slot?: number;
  /** Absent: its drafts are about nobody's post. */
  readonly about?: About;
  readonly network: NetworkFates;
  readonly steps: readonly Step[];
}

const who = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Who>('manager') },
  { weight: 4, arbitrary: fc.constant<Who>('second') },
  { weight: 1, arbitrary: fc.constantFrom<Who>('drafter', 'bystander') },
);
const drafter = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Who>('drafter') },
  { weight: 1, arbitrary: fc.constantFrom<Who>('second', 'manager') },
);
const draft = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const rarely = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant(true as const) },
);

function act(kind: Exclude<Kind, 'submit'>, by: fc.Arbitrary<Who> = who): fc.Arbitrary<Step> {
  return fc
    .record({ by, draft, twice: rarely, stale: rarely, formGone: rarely, blind: rarely })
    .map(({ by: person, draft: which, ...marks }) => ({
      do: 'act',
      kind,
      by: person,
      draft: which,
      ...(marks.twice && { twice: true }),
      ...(marks.stale && { stale: true }),
      ...(marks.formGone && { formGone: true }),
      ...(marks.blind && { blind: true }),
    }));
}

const click: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: act('approve') },
  { weight: 8, arbitrary: act('revoke') },
  { weight: 12, arbitrary: act('retry') },
  { weight: 5, arbitrary: act('revise', drafter) },
  { weight: 2, arbitrary: act('return') },
  { weight: 1, arbitrary: act('reject') },
  { weight: 2, arbitrary: act('withdraw', drafter) },
  { weight: 4, arbitrary: act('confirmPublished') },
  { weight: 6, arbitrary: act('confirmNotPublished') },
  { weight: 6, arbitrary: act('takeDown') },
  { weight: 2, arbitrary: act('retryRemoval') },
  { weight: 2, arbitrary: act('confirmRemoved') },
  { weight: 2, arbitrary: act('confirmNotRemoved') },
);

const disk: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('disk' as const),
      fate: fc.constantFrom<DiskFate>(
        'slow',
        'uncertain',
        'uncertain',
        'uncertain-and-gone',
        'fails',
        'unreadable',
        'unreadable',
      ),
      times: fc.constantFrom(1, 1, 2, 4),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk-full' as const), seconds: fc.constantFrom(1, 20, 400) }) },
);

const end: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .record({ seconds: fc.constantFrom(0, 0, 30, 600), power: fc.boolean() })
      .map(({ seconds, power }): Step => ({ do: 'kill', seconds, ...(power && { power }) })),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), seconds: fc.constantFrom(0, 0, 600) }) },
);

const clock: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('clock' as const),
  minutes: fc.constantFrom(-20, -2, 7),
});

/** Seconds ahead: so near that it comes while something is on its way, and so far that it is spoken of before. */
const slots = fc.constantFrom(20, 60, 300, 1_000, 1_200);
const withSlot = (slot: number | undefined): Step => ({ do: 'draft', ...(slot !== undefined && { slot }) });

/** A while before a slot, right at it, within the grace and after it. */
const atSlot: fc.Arbitrary<Step> = fc
  .constantFrom(-120, -9, -1, 0, 0, 0, 1, 9, 240, 320)
  .map((seconds) => ({ do: 'slot', draft: 0, seconds }));

const revisedSlot: fc.Arbitrary<Step> = fc
  .record({ by: drafter, draft, slot: fc.oneof(slots, fc.constant<'none'>('none')) })
  .map(({ by, draft: which, slot }): Step => ({ do: 'act', kind: 'revise', by, draft: which, slot }));

/** The app is away for so long that a slot is kept still, or not any more. */
const overSlot: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('kill' as const, 'stop' as const),
  seconds: fc.constantFrom(0, 30, 200, 280, 400, 1_500),
});

const office: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.option(slots, { nil: undefined }).map(withSlot) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('again' as const), nth: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('right' as const),
      who: fc.constantFrom('manager' as const, 'second' as const),
      has: fc.constantFrom(true, false),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('roster-away' as const), seconds: fc.constantFrom(1, 30) }) },
  { weight: 1, arbitrary: clock },
);

const moments: fc.Arbitrary<Step> = fc
  .constantFrom<Moment>(
    'check-out',
    'pictures-out',
    'request-out',
    'request-out',
    'recorded',
    'unknown',
    'quiet',
    'settled',
    'settled',
  )
  .map((moment) => ({ do: 'until', moment }));

const pass: fc.Arbitrary<Step> = fc.constantFrom(1, 9, 9, 40, 150, 600).map((seconds) => ({ do: 'pass', seconds }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: click },
  { weight: 4, arbitrary: moments },
  { weight: 2, arbitrary: pass },
  { weight: 2, arbitrary: disk },
  { weight: 2, arbitrary: end },
  { weight: 2, arbitrary: office },
);

const out: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: act('approve') },
  { weight: 4, arbitrary: act('retry') },
  { weight: 2, arbitrary: act('takeDown') },
);

const settled: Step = { do: 'until', moment: 'settled' };
const removal: fc.Arbitrary<Step> = fc.oneof(
  act('takeDown'),
  act('retryRemoval'),
  act('confirmRemoved'),
  act('confirmNotRemoved'),
);

/** What people and machines do while something is on its way, or just after. */
const parts: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: step.map((one): readonly Step[] => [one]) },
  { weight: 6, arbitrary: fc.tuple(out, moments, step) },
  // Two people, or one twice, a moment apart.
  { weight: 2, arbitrary: fc.tuple(act('retry'), moments, act('retry')) },
  // Somebody decides, and has no say any more before it is handled.
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom<Step>(
        { do: 'act', kind: 'approve', by: 'manager', draft: 0 },
        { do: 'act', kind: 'revoke', by: 'manager', draft: 0 },
      ),
      fc.constant<Step>({ do: 'right', who: 'manager', has: false }),
    ),
  },
  // A change of mind.
  { weight: 3, arbitrary: fc.tuple(act('approve'), moments, act('revoke'), act('approve'), step) },
  // Somebody presses what the card showed a moment ago, while the request is on its way.
  {
    weight: 3,
    arbitrary: fc.tuple(
      out,
      fc.constantFrom<Step>({ do: 'until', moment: 'request-out' }),
      fc
        .oneof(act('revise', fc.constant('drafter')), act('withdraw', drafter), act('revoke'), act('approve'))
        .map((one): Step => ({ ...one, ...(one.do === 'act' && { stale: true }) })),
    ),
  },
  // An end at the worst moment.
  {
    weight: 3,
    arbitrary: fc.tuple(
      out,
      fc
        .constantFrom<Moment>('check-out', 'pictures-out', 'request-out', 'answered', 'recorded')
        .map((moment): Step => ({ do: 'until', moment })),
      end,
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom<Step>({ do: 'pass', seconds: 600 }), act('confirmPublished')) },
  // A removal, and what becomes of it.
  { weight: 4, arbitrary: fc.tuple(fc.constant(settled), act('takeDown'), moments, fc.oneof(step, removal, end)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant(settled), removal, moments, fc.oneof(removal, end)) },
  { weight: 3, arbitrary: fc.tuple(moments, act('confirmNotPublished'), moments, act('retry'), step) },
  // A manager is faster than the search, or sees what it did not.
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant<Step>({ do: 'until', moment: 'unknown' }),
      fc.constantFrom<Step>({ do: 'pass', seconds: 1 }, { do: 'pass', seconds: 600 }),
      fc
        .constantFrom<Who>('manager', 'second')
        .map((by): Step => ({ do: 'act', kind: 'confirmPublished', by, draft: 0 })),
    ),
  },
  // A look is under way and will find it; who says that there is no post has not looked.
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant<Step>({ do: 'until', moment: 'look-out' }),
      fc
        .constantFrom<Who>('manager', 'second')
        .map((by): Step => ({ do: 'act', kind: 'confirmNotPublished', by, draft: 0, blind: true })),
      fc.constant<Step>({ do: 'until', moment: 'quiet' }),
      act('retry'),
    ),
  },
  // The disk takes it, does not say so, and cannot be asked for a while.
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant<Step>({ do: 'disk', fate: 'uncertain', times: 1 }),
      fc.constantFrom<Step>(
        { do: 'disk', fate: 'unreadable', times: 4 },
        { do: 'disk', fate: 'unreadable', times: 8 },
        { do: 'disk', fate: 'fails', times: 8 },
      ),
      fc.oneof(out, click),
      fc.oneof(step, end),
    ),
  },
);

const begun: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.tuple(act('approve'), moments) },
);

const BAD_DELETES: readonly DeleteFate[] = [
  ...(['slow', 'slow', 'no-answer', 'no-answer', 'silent', 'silent', 'refused', 'server-error'] as const),
];

/** `often` is as likely as all the others together. */
function fates<Fate extends string>(often: readonly Fate[], others: readonly Fate[]): fc.Arbitrary<Fate[]> {
  return fc.array(fc.oneof(fc.constantFrom(...often), fc.constantFrom(...others)), { maxLength: 5 });
}

const about = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom<About>('reply', 'repost', 'repost', 'pictures', 'pictures') },
);

const general: fc.Arbitrary<Story> = fc
  .record({
    network: fc.record({
      check: fates<CheckFate>(
        ['ok', 'ok', 'slow'],
        ['slow', 'slow', 'unreachable', 'slow-unreachable', 'slow-unreachable', 'wrong-account', 'rate-limited'],
      ),
      create: fates<CreateFate>(
        ['ok', 'slow'],
        [
          ...(['slow', 'refused', 'slow-refused', 'silent', 'silent', 'later', 'much-later'] as const),
          ...(['no-answer', 'cut', 'server-error', 'unreadable-answer', 'rate-limited'] as const),
        ],
      ),
      upload: fates<UploadFate>(['ok', 'slow'], ['slow', 'refused', 'cut', 'slow-cut']),
      look: fates<LookFate>(['ok', 'slow'], ['slow', 'unreadable']),
      delete: fates<DeleteFate>(['ok'], BAD_DELETES),
      lag: fc.array(fc.constantFrom(0, 20, 300), { maxLength: 3 }),
    }),
    slot: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: slots }),
    about,
    first: begun,
    rest: fc.array(parts, { maxLength: 7, size: 'max' }),
  })
  .map(({ network, slot, about: what, first, rest }) => ({
    ...(slot !== undefined && { slot }),
    ...(what !== undefined && { about: what }),
    network,
    steps: [...first, ...rest.flat()],
  }));

/** A post is up, and its removal does not go well. */
const ofRemoval: fc.Arbitrary<Story> = fc
  .record({
    about,
    deletes: fc.array(fc.constantFrom<DeleteFate>(...BAD_DELETES), { maxLength: 8, size: 'max' }),
    rest: fc.array(
      fc.tuple(
        fc.oneof(moments, pass, fc.constant<Step>({ do: 'until', moment: 'request-out' })),
        fc.oneof(
          { weight: 4, arbitrary: removal },
          { weight: 2, arbitrary: end },
          { weight: 1, arbitrary: disk },
          { weight: 1, arbitrary: fc.constant<Step>({ do: 'again', nth: 1 }) },
        ),
      ),
      { maxLength: 5, size: 'max' },
    ),
  })
  .map(({ about: what, deletes, rest }) => ({
    ...(what !== undefined && { about: what }),
    network: { check: [], create: [], look: [], delete: deletes, lag: [] },
    steps: [
      { do: 'act', kind: 'approve', by: 'manager', draft: 0 },
      settled,
      { do: 'act', kind: 'takeDown', by: 'manager', draft: 0 },
      ...rest.flat(),
    ],
  }));

/** A draft that is for a slot, and what comes between: people, an end of the app over it, the disk, the clock. */
const ofSlot: fc.Arbitrary<Story> = fc
  .record({
    slot: slots,
    network: fc.record({
      check: fates<CheckFate>(['ok', 'ok', 'slow'], ['slow-unreachable', 'unreachable']),
      create: fates<CreateFate>(['ok', 'slow'], ['silent', 'later', 'refused', 'cut']),
      look: fc.constant([]),
      delete: fc.constant([]),
      lag: fc.constant([]),
    }),
    first: fc.oneof(
      { weight: 3, arbitrary: act('approve').map((one): readonly Step[] => [one]) },
      { weight: 1, arbitrary: fc.constant<readonly Step[]>([]) },
      { weight: 1, arbitrary: fc.tuple(atSlot, act('approve')) },
    ),
    rest: fc.array(
      fc.oneof(
        { withCrossShrink: true },
        { weight: 3, arbitrary: fc.tuple(atSlot, step) },
        { weight: 3, arbitrary: fc.tuple(atSlot, overSlot) },
        { weight: 2, arbitrary: fc.tuple(revisedSlot, moments, act('approve')) },
        { weight: 2, arbitrary: fc.tuple(atSlot, act('revoke'), fc.oneof(act('approve'), atSlot, revisedSlot)) },
        { weight: 2, arbitrary: fc.tuple(atSlot, disk, fc.oneof(act('approve'), act('revoke'), step)) },
        { weight: 1, arbitrary: fc.tuple(fc.oneof(atSlot, pass), clock, fc.oneof(step, clock, atSlot)) },
        { weight: 1, arbitrary: fc.tuple(atSlot, moments, fc.oneof(act('retry'), end)) },
        { weight: 1, arbitrary: fc.tuple(atSlot, fc.constant<Step>({ do: 'disk-full', seconds: 400 })) },
      ),
      { maxLength: 5, size: 'max' },
    ),
  })
  .map(({ slot, network, first, rest }) => ({ slot, network, steps: [...first, ...rest.flat()] }));

export const stories: fc.Arbitrary<Story> = fc.oneof(
  { weight: 8, arbitrary: general },
  { weight: 2, arbitrary: ofRemoval },
  { weight: 3, arbitrary: ofSlot },
);
