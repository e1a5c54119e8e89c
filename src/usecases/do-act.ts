import { ACTS, type PlainAction } from '../acts/index.ts';
import type { Necessity, ReturnLabel } from '../draft/events.ts';
import type { Seen } from '../draft/shapes.ts';
import type { Draft } from '../draft/state.ts';
import type { Review } from '../guideline/types.ts';
import { accountOf, act, authorityFor, isConfigured, type Outcome, type PersonalAct, type World } from './act.ts';
import { reportedPost } from './resolve-unknown.ts';
import { reviewNow } from './review-now.ts';

/** What the person saw and answered; what the act does not ask for is left out or of no account. */
export interface PlainAct extends PersonalAct {
  readonly expectedRevision?: number;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
  /** Address of a post, as typed. */
  readonly url?: string;
  /** To what a fresh check has found. */
  readonly necessities?: readonly Necessity[];
  readonly acknowledged?: readonly string[];
}

/** Puts an act on record that only stamps who and when; what the record owes from then on, the duties do. */
export function doAct(world: World, action: PlainAction, input: PlainAct): Promise<Outcome> {
  const { who, expects, asks, event } = ACTS[action];
  const { draftId, by, delivery, expectedRevision, expectedStage, reason, labels, url = '' } = input;
  const { necessities, acknowledged } = input;
  return act(world, draftId, async (draft) => ({
    type: action,
    at: world.clock.now().toISOString(),
    by,
    delivery,
    ...(expects === 'revision' ? { expectedRevision } : { expectedStage }),
    // The roster is not asked about what is the drafter's alone.
    ...(who === 'drafter' ? {} : { authority: await authorityFor(world, draft) }),
    reason,
    labels,
    ...('seen' in event.fields && draft !== undefined ? await checkedNow(world, draft) : {}),
    ...('review' in event.fields ? { necessities, acknowledged } : {}),
    ...(asks === 'url' ? { post: await reportedPost(world, draft, url) } : {}),
  }));
}

/** The draft as it is checked at this moment, and what the form told of it. */
async function checkedNow(world: World, draft: Draft): Promise<{ readonly review?: Review; readonly seen?: Seen }> {
  if (!isConfigured(world, draft.accountId)) return {};
  const review = await reviewNow(world, draft, accountOf(world, draft.accountId));
  return { review, seen: world.seen(world.guidelines.describe(review)) };
}
